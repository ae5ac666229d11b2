import { channel } from '../build.ts';
import { amendedByHand, byHand, measured, uncertain } from '../sources.ts';

/**
 * No current page gives a limit: the app took 4,000 and the web 2,081 in 2015, the ended interface 2,048.
 * The smallest is used, and only warns.
 */
const ENDED = 'https://developers.kakao.com/docs/ko/kakaostory/rest-api';
const REMEMBERED = 'the interface that has ended, remembered';

/** Kakao Story: posted by a person, as there is no other way. */
export const kakaostory = channel({
  id: 'kakaostory',
  name: { ko: '카카오스토리', en: 'Kakao Story' },
  badge: 'KS',
  hasLink: true,
  mediaMax: uncertain(10, 'item', ENDED, REMEMBERED),
  image: { bytesMax: uncertain(10_000_000, 'byte', ENDED, REMEMBERED) },
  sendsAlt: false,
  unit: 'utf16',
  limit: uncertain(2_048, 'utf16', ENDED, `${REMEMBERED}; the app took 4,000 and the web 2,081 in 2015`),
  grammar: 'plain',
  connector: 'by-hand',
  publishing: byHand('https://developers.kakao.com/docs/latest/ko/javascript/download', 'support ended with release 2.5.0 of 2023-11-15'),
  amending: amendedByHand('https://story.kakao.com/', 'the menu of a post, remembered'),
  postUrl: 'https://story.kakao.com/',
  advice: {
    fit: { breaking: 1, information: 3, event: 1, emotive: 1, listening: 2 },
    reason: 'advice-kakaostory',
    reasonFor: {},
    reasonForKind: { administration: 'advice-kakaostory-administration', nonAdministration: 'advice-kakaostory-non-administration' },
    measured: [measured('sympathy', 48.6), measured('comment', 37.4)],
  },
});
