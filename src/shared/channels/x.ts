import { documented, measured, secondary } from './sources.ts';
import { countWeighted, entitiesOfX } from './twitter-text.ts';
import type { ChannelProfile } from './types.ts';

const CONFIG = 'twitter/twitter-text@30e2430 config/v3.json';
const MEDIA = 'xdevplatform/docs@2871328 x-api/media/quickstart/best-practices.mdx';

const limit = documented(280, 'weighted', CONFIG);

/** X (Twitter), for an ordinary account. */
export const x: ChannelProfile = {
  id: 'x',
  name: { ko: 'X', en: 'X' },
  badge: 'X',
  richText: false,
  hasTitle: false,
  hasFirstComment: false,
  hasLink: false,
  linksClickable: true,
  mediaRequired: false,
  mediaMax: documented(4, 'item', MEDIA),
  image: {
    ratioMin: null,
    ratioMax: null,
    bytesMax: documented(5_000_000, 'byte', MEDIA),
    types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
  },
  altMax: documented(1_000, 'code-point', 'xdevplatform/docs@2871328 openapi.json POST /2/media/metadata maxLength'),
  titleMax: null,
  limit,
  // Only the long posts of paying accounts are folded; within the limit all is shown.
  foldPoint: secondary(280, 'weighted', 'https://posttruncate.com/en/platform-limits'),
  hashtagMax: null,
  hashtagAdvised: null,
  mentionMax: null,
  lineBreakRule: 'kept',
  // No key; a post is looked for in the account's own timeline before a retry.
  connector: 'listable',
  postUrl: 'https://x.com/compose/post',
  advice: {
    fit: { breaking: 3, information: 3, event: 1, emotive: 1, listening: 3 },
    reason: 'advice-x',
    reasonFor: { listening: 'advice-x-listening' },
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [measured('sharing', 65)],
  },
  count: (text) => countWeighted(text, limit.value),
  entities: entitiesOfX,
  fold: (text) => countWeighted(text, limit.value).overflowAt,
};
