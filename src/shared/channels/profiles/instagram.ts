import { channel } from '../build.ts';
import { amended, byApi, documented, measured, secondary, PAGES } from '../sources.ts';

const REFERENCE = 'https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media';
const PUBLISHING = 'https://developers.facebook.com/docs/instagram-platform/content-publishing';
const AYRSHARE = 'https://www.ayrshare.com/docs/media-guidelines/instagram';
const QUOTED = "as quoted in a vendor's digest of 2026-08-03";

/** Instagram, a professional account's feed post. */
export const instagram = channel({
  id: 'instagram',
  name: { ko: '인스타그램', en: 'Instagram' },
  badge: 'IG',
  hasFirstComment: true,
  linksClickable: false,
  mediaRequired: true,
  mediaMax: documented(10, 'item', PUBLISHING),
  mixesMedia: true,
  image: {
    ratioMin: secondary(4 / 5, 'ratio', AYRSHARE),
    ratioMax: secondary(1.91, 'ratio', AYRSHARE),
    bytesMax: documented(8_000_000, 'byte', REFERENCE, QUOTED),
    widthMin: secondary(320, 'pixel', AYRSHARE),
    widthMax: secondary(1_440, 'pixel', AYRSHARE),
    // JPEG is what is sent; what can be turned into it without loss to a reader is taken.
    types: ['image/jpeg', 'image/png', 'image/webp'],
  },
  video: {
    itemsMax: documented(10, 'item', PUBLISHING, 'in a carousel'),
    bytesMax: secondary(300_000_000, 'byte', AYRSHARE, 'another part of the page says 1 GB'),
    secondsMin: secondary(3, 'second', AYRSHARE),
    secondsMax: secondary(900, 'second', AYRSHARE),
    ratioMin: null,
    ratioMax: null,
    framesMax: secondary(60, 'frame-per-second', AYRSHARE),
    types: ['video/mp4', 'video/quicktime'],
  },
  unit: 'code-point',
  // "Characters": code points are the strictest reading that does not punish composed text.
  limit: documented(2_200, 'code-point', REFERENCE, QUOTED),
  foldPoint: secondary(125, 'code-point', PAGES.folds),
  hashtagMax: documented(30, 'item', REFERENCE, QUOTED),
  hashtagAdvised: secondary(5, 'item', 'https://www.socialmediatoday.com/news/808309', '2025-12-18: a cap of five is being rolled out'),
  mentionMax: documented(20, 'item', REFERENCE, QUOTED),
  firstCommentMax: secondary(2_200, 'utf16', PAGES.firstComments),
  grammar: 'names',
  // The second step of publishing names the container made by the first, whose status tells whether it went out.
  connector: 'native-key',
  publishing: byApi(PUBLISHING, 'pictures have to be at a public address'),
  amending: {
    edit: { ...amended('hand', 'https://developers.facebook.com/docs/instagram-platform/reference/instagram-media', 'the interface changes nothing but whether comments are open; the app edits a caption'), reach: 'text' },
    reply: amended('none', 'https://developers.facebook.com/docs/instagram-platform/comment-moderation', 'a comment is no post: it is folded and has no picture'),
    remove: amended('hand', 'https://developers.facebook.com/docs/instagram-platform/reference/instagram-media', 'a DELETE is told of for accounts that sign in by Facebook; until it is read at its source a person deletes', 'secondary'),
  },
  postUrl: 'https://www.instagram.com/',
  advice: {
    fit: { breaking: 0, information: 1, event: 3, emotive: 3, listening: 1 },
    reason: 'advice-instagram',
    reasonFor: {},
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [measured('sympathy', 97.1)],
  },
});
