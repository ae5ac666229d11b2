import { countPlain, foldPlain } from './counting.ts';
import { plainEntities } from './plain-entities.ts';
import { measured, secondary } from './sources.ts';
import type { ChannelProfile } from './types.ts';

/** The unit is not documented; UTF-16 never counts fewer than the others. */
const limit = secondary(63_206, 'utf16', 'gitroomhq/postiz-app@74b01ad libraries/nestjs-libraries/src/integrations/social/facebook.provider.ts');
/** 110 to 125 on a telephone, about 477 on a desk: the first is what most readers see. */
const foldPoint = secondary(110, 'utf16', 'https://posttruncate.com/en/platform-limits');

/** A Facebook Page's post. */
export const facebook: ChannelProfile = {
  id: 'facebook',
  name: { ko: '페이스북', en: 'Facebook' },
  badge: 'FB',
  richText: false,
  hasTitle: false,
  hasFirstComment: true,
  hasLink: true,
  linksClickable: true,
  mediaRequired: false,
  mediaMax: secondary(10, 'item', 'inovector/mixpost@df57648 (practice; the platform names no limit)'),
  image: {
    ratioMin: null,
    ratioMax: null,
    bytesMax: secondary(10_000_000, 'byte', 'vendor-documentation digest of 2026-09-09; Postiz keeps to 4 MB'),
    types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp', 'image/tiff'],
  },
  altMax: null,
  titleMax: null,
  limit,
  foldPoint,
  hashtagMax: null,
  hashtagAdvised: null,
  mentionMax: null,
  lineBreakRule: 'kept',
  // No key, and a Page's feed shows a new post late: an uncertain end goes to a person.
  connector: 'at-most-once',
  postUrl: 'https://www.facebook.com/',
  advice: {
    fit: { breaking: 1, information: 2, event: 3, emotive: 2, listening: 2 },
    reason: 'advice-facebook',
    reasonFor: {},
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [measured('sympathy', 78.8)],
  },
  count: (text) => countPlain(text, 'utf16', limit),
  // A name typed into the text of a Page's post links to nobody.
  entities: (text) => plainEntities(text, null),
  fold: (text) => foldPlain(text, 'utf16', foldPoint),
};
