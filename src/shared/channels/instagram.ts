import { countPlain, foldPlain } from './counting.ts';
import { plainEntities } from './plain-entities.ts';
import { documented, measured, secondary } from './sources.ts';
import type { ChannelProfile } from './types.ts';

const MEDIA_REFERENCE = 'https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media (as quoted in a vendor-documentation digest of 2026-08-03)';
const AYRSHARE = 'https://www.ayrshare.com/docs/media-guidelines/instagram';

/** The page gives 2,200 "characters"; code points are the strictest reading that does not punish composed text. */
const limit = documented(2_200, 'code-point', MEDIA_REFERENCE);
const foldPoint = secondary(125, 'code-point', 'https://posttruncate.com/en/platform-limits');

/** Up to 30 letters, digits, dots and underscores; no dot at either end. */
const MENTION = /(?<![\p{L}\p{N}_.@])@[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?/gu;

/** Instagram, a professional account's feed post. */
export const instagram: ChannelProfile = {
  id: 'instagram',
  name: { ko: '인스타그램', en: 'Instagram' },
  badge: 'IG',
  richText: false,
  hasTitle: false,
  hasFirstComment: true,
  hasLink: false,
  linksClickable: false,
  mediaRequired: true,
  mediaMax: documented(10, 'item', 'https://developers.facebook.com/docs/instagram-platform/content-publishing'),
  image: {
    ratioMin: secondary(4 / 5, 'ratio', AYRSHARE),
    ratioMax: secondary(1.91, 'ratio', AYRSHARE),
    bytesMax: documented(8_000_000, 'byte', MEDIA_REFERENCE),
    // JPEG is what is sent; what can be turned into it without loss to a reader is taken.
    types: ['image/jpeg', 'image/png', 'image/webp'],
  },
  altMax: null,
  titleMax: null,
  limit,
  foldPoint,
  hashtagMax: documented(30, 'item', MEDIA_REFERENCE),
  hashtagAdvised: secondary(5, 'item', 'https://www.socialmediatoday.com/news/808309 (2025-12-18)'),
  mentionMax: documented(20, 'item', MEDIA_REFERENCE),
  lineBreakRule: 'kept',
  // The second step of publishing names the container made by the first, whose status tells whether it went out.
  connector: 'native-key',
  postUrl: 'https://www.instagram.com/',
  advice: {
    fit: { breaking: 0, information: 1, event: 3, emotive: 3, listening: 1 },
    reason: 'advice-instagram',
    reasonFor: {},
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [measured('sympathy', 97.1)],
  },
  count: (text) => countPlain(text, 'code-point', limit),
  entities: (text) => plainEntities(text, MENTION),
  fold: (text) => foldPlain(text, 'code-point', foldPoint),
};
