import { channel } from '../build.ts';
import { amendedByHand, byHand, uncertain } from '../sources.ts';

const HELP = 'https://help.naver.com/service/5614';
const REMEMBERED = 'remembered; no page of today was found';

/** Naver Blog: written with its own editor by a person. */
export const naverblog = channel({
  id: 'naverblog',
  name: { ko: '네이버 블로그', en: 'Naver Blog' },
  badge: 'NB',
  richText: true,
  hasTitle: true,
  mediaMax: uncertain(50, 'item', HELP, `in one upload, ${REMEMBERED}`),
  mixesMedia: true,
  sendsAlt: false,
  titleMax: uncertain(100, 'utf16', HELP, REMEMBERED),
  unit: 'grapheme',
  limit: null,
  hashtagMax: uncertain(30, 'item', HELP, REMEMBERED),
  grammar: 'plain',
  lineBreakRule: 'paragraphs',
  connector: 'by-hand',
  publishing: byHand('https://github.com/naver/naver-openapi-guide/commit/c557305', 'the interface for writing ended on 2020-05-04'),
  amending: amendedByHand('https://blog.naver.com/', 'the editor of a post, remembered'),
  postUrl: 'https://blog.naver.com/',
  advice: {
    fit: { breaking: 0, information: 3, event: 2, emotive: 1, listening: 0 },
    reason: 'advice-search',
    reasonFor: {},
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [],
  },
});
