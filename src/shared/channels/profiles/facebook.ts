import { channel } from '../build.ts';
import { amended, byApi, documented, measured, secondary, PAGES } from '../sources.ts';

const POSTIZ = `${PAGES.postiz}/facebook.provider.ts`;
const ZERNIO = 'https://docs.zernio.com/platforms/facebook';
const REELS = 'https://developers.facebook.com/docs/video-api/guides/reels-publishing';

/** A Facebook Page's post. */
export const facebook = channel({
  id: 'facebook',
  name: { ko: '페이스북', en: 'Facebook' },
  badge: 'FB',
  hasFirstComment: true,
  hasLink: true,
  mediaMax: secondary(10, 'item', 'https://github.com/inovector/mixpost/tree/df57648', 'practice; the platform names no limit'),
  image: {
    bytesMax: secondary(10_000_000, 'byte', POSTIZ, "a vendor's digest of 2026-09-09 says 10 MB, this tool keeps to 4"),
    types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp', 'image/tiff'],
  },
  video: {
    itemsMax: secondary(1, 'item', ZERNIO),
    bytesMax: secondary(4_000_000_000, 'byte', ZERNIO, 'another vendor says 10 GB'),
    secondsMin: documented(3, 'second', REELS, 'a reel'),
    secondsMax: secondary(14_400, 'second', ZERNIO, 'a reel: 90 seconds'),
    ratioMin: null,
    ratioMax: null,
    framesMax: documented(60, 'frame-per-second', REELS, 'a reel'),
    types: ['video/mp4'],
  },
  unit: 'utf16',
  // UTF-16 never counts fewer than the other units.
  limit: secondary(63_206, 'utf16', POSTIZ, 'the unit is not documented'),
  foldPoint: secondary(110, 'utf16', PAGES.folds, '110 to 125 on a telephone, about 477 on a desk'),
  firstCommentMax: secondary(5_000, 'utf16', PAGES.firstComments),
  // A name typed into the text of a Page's post links to nobody.
  grammar: 'plain',
  // No key, and a Page's feed shows a new post late: an uncertain end goes to a person.
  connector: 'at-most-once',
  publishing: byApi('https://developers.facebook.com/docs/pages-api/posts'),
  amending: {
    edit: { ...amended('api', 'https://developers.facebook.com/docs/pages-api/posts', 'POST /{page-post-id} with message; only a post that the same app has made'), reach: 'text' },
    reply: amended('api', 'https://developers.facebook.com/docs/pages-api/posts', 'POST /{page-post-id}/comments as the Page'),
    remove: amended('api', 'https://developers.facebook.com/docs/pages-api/posts', 'DELETE /{page-post-id}'),
  },
  postUrl: 'https://www.facebook.com/',
  advice: {
    fit: { breaking: 1, information: 2, event: 3, emotive: 2, listening: 2 },
    reason: 'advice-facebook',
    reasonFor: {},
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [measured('sympathy', 78.8)],
  },
});
