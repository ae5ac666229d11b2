import { channel } from '../build.ts';
import { amended, byApi, documented, measured, secondary, PAGES } from '../sources.ts';

const CONFIG = 'https://github.com/twitter/twitter-text/blob/30e2430/config/v3.json';
const DOCS = 'https://github.com/xdevplatform/docs/blob/2871328';
const MEDIA = `${DOCS}/x-api/media/quickstart/best-practices.mdx`;
const PRICING = `${DOCS}/x-api/getting-started/pricing.mdx`;

/** X (Twitter), for an ordinary account. */
export const x = channel({
  id: 'x',
  name: { ko: 'X', en: 'X' },
  badge: 'X',
  hasThread: true,
  // 403 "not allowed to create a Tweet with duplicate content".
  refusesRepeats: true,
  mediaMax: documented(4, 'item', MEDIA),
  image: { bytesMax: documented(5_000_000, 'byte', MEDIA), movingMax: documented(1, 'item', MEDIA, 'one moving GIF, and nothing beside it'), movingBytesMax: documented(15_000_000, 'byte', MEDIA), types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] },
  video: {
    itemsMax: documented(1, 'item', MEDIA),
    bytesMax: documented(512_000_000, 'byte', MEDIA),
    secondsMin: documented(0.5, 'second', MEDIA),
    secondsMax: documented(140, 'second', MEDIA, 'for an account that does not pay'),
    ratioMin: documented(1 / 3, 'ratio', MEDIA),
    ratioMax: documented(3, 'ratio', MEDIA),
    framesMax: documented(60, 'frame-per-second', MEDIA),
    types: ['video/mp4', 'video/quicktime'],
  },
  altMax: documented(1_000, 'code-point', `${DOCS}/openapi.json`, 'POST /2/media/metadata, maxLength'),
  unit: 'weighted',
  limit: documented(280, 'weighted', CONFIG),
  urlCost: documented(23, 'weighted', CONFIG, 'with or without its protocol'),
  // Only the long posts of paying accounts are folded; within the limit all is shown.
  foldPoint: secondary(280, 'weighted', PAGES.folds),
  grammar: 'x',
  // No key; a post is looked for in the account's own timeline before a retry.
  connector: 'listable',
  publishing: byApi(`${DOCS}/x-api/posts/create-post.mdx`, 'paid per call'),
  amending: {
    edit: { ...amended('none', 'https://docs.x.com/x-api/fundamentals/edit-posts', 'posts that programs make are not offered an edit; a paying person has 30 minutes in the app'), reach: 'text' },
    reply: amended('api', `${DOCS}/x-api/posts/create-post.mdx`, 'reply.in_reply_to_tweet_id'),
    remove: amended('api', `${DOCS}/openapi.json`, 'DELETE /2/tweets/{id}'),
  },
  price: { post: documented(0.015, 'us-dollar', PRICING), postWithLink: documented(0.2, 'us-dollar', PRICING) },
  postUrl: 'https://x.com/compose/post',
  kinds: [
    {
      id: 'premium',
      name: { ko: '프리미엄 계정', en: 'Premium account' },
      figures: { limit: secondary(25_000, 'weighted', 'https://zappelle.com', 'a paying account') },
    },
  ],
  advice: {
    fit: { breaking: 3, information: 3, event: 1, emotive: 1, listening: 3 },
    reason: 'advice-x',
    reasonFor: { listening: 'advice-x-listening' },
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [measured('sharing', 65)],
  },
});
