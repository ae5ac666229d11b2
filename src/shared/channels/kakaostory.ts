import { countPlain } from './counting.ts';
import { plainEntities } from './plain-entities.ts';
import { measured, uncertain } from './sources.ts';
import type { ChannelProfile } from './types.ts';

/**
 * The interface for other programs ended in 2023-11 (Kakao JavaScript SDK 2.5.0 release notes), and no current
 * page gives a limit: the app took 4,000 and the web 2,081 in 2015, the old interface 2,048. The smallest is used, and only warns.
 */
const HISTORIC = 'the ended Kakao Story API (archived developers.kakao.com/docs/ko/kakaostory/rest-api), remembered';
const limit = uncertain(2_048, 'utf16', HISTORIC);

/** Kakao Story: posted by a person, as there is no other way. */
export const kakaostory: ChannelProfile = {
  id: 'kakaostory',
  name: { ko: '카카오스토리', en: 'Kakao Story' },
  badge: 'KS',
  richText: false,
  hasTitle: false,
  hasFirstComment: false,
  hasLink: true,
  linksClickable: true,
  mediaRequired: false,
  mediaMax: uncertain(10, 'item', HISTORIC),
  image: { ratioMin: null, ratioMax: null, bytesMax: uncertain(10_000_000, 'byte', HISTORIC), types: null },
  altMax: null,
  titleMax: null,
  limit,
  foldPoint: null,
  hashtagMax: null,
  hashtagAdvised: null,
  mentionMax: null,
  lineBreakRule: 'kept',
  connector: 'by-hand',
  postUrl: 'https://story.kakao.com/',
  advice: {
    fit: { breaking: 1, information: 3, event: 1, emotive: 1, listening: 2 },
    reason: 'advice-kakaostory',
    reasonFor: {},
    reasonForKind: { administration: 'advice-kakaostory-administration', nonAdministration: 'advice-kakaostory-non-administration' },
    measured: [measured('sympathy', 48.6), measured('comment', 37.4)],
  },
  count: (text) => countPlain(text, 'utf16', limit),
  entities: (text) => plainEntities(text, null),
  fold: () => null,
};
