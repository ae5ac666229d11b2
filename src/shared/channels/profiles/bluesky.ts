import { channel } from '../build.ts';
import { amended, byApi, documented, secondary, uncertain } from '../sources.ts';

const LEXICONS = 'https://github.com/bluesky-social/atproto/blob/d6296a1/lexicons/app/bsky';
const POST = `${LEXICONS}/feed/post.json`;
const IMAGES = `${LEXICONS}/embed/images.json`;
const VIDEO = `${LEXICONS}/embed/video.json`;

/** Bluesky, as its servers check a post. */
export const bluesky = channel({
  id: 'bluesky',
  name: { ko: '블루스카이', en: 'Bluesky' },
  badge: 'BS',
  hasThread: true,
  hasLink: true,
  mediaMax: documented(4, 'item', IMAGES),
  image: {
    bytesMax: documented(2_000_000, 'byte', IMAGES, 'servers of before 2026 take 1,000,000'),
    types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  },
  video: {
    itemsMax: documented(1, 'item', VIDEO),
    bytesMax: documented(300_000_000, 'byte', VIDEO, '100 MB before'),
    secondsMin: null,
    secondsMax: secondary(180, 'second', 'https://schedulethreads.com/blog/bluesky-video-size-limit', 'app.bsky.video.getUploadLimits says it for an account'),
    ratioMin: null,
    ratioMax: null,
    framesMax: null,
    types: ['video/mp4'],
  },
  altMax: uncertain(2_000, 'grapheme', 'https://github.com/bluesky-social/social-app', "the app's own, remembered; the lexicon has no limit"),
  unit: 'grapheme',
  limit: documented(300, 'grapheme', POST, 'maxGraphemes'),
  byteLimit: documented(3_000, 'utf8-byte', POST, 'maxLength'),
  grammar: 'bluesky',
  // The record's key is chosen by the client, and a second creation under it fails.
  connector: 'native-key',
  publishing: byApi('https://github.com/bluesky-social/bsky-docs/tree/390c1e9', 'com.atproto.repo.createRecord'),
  amending: {
    edit: { ...amended('none', 'https://github.com/bluesky-social/atproto/tree/d6296a1/lexicons', 'a record can be put again, but what readers see and quote does not follow, and nothing marks it as edited', 'secondary'), reach: 'text' },
    reply: amended('api', 'https://github.com/bluesky-social/bsky-docs/tree/390c1e9', 'app.bsky.feed.post with reply.root and reply.parent'),
    remove: amended('api', 'https://github.com/bluesky-social/bsky-docs/tree/390c1e9', 'com.atproto.repo.deleteRecord'),
  },
  postUrl: 'https://bsky.app/',
  advice: {
    fit: { breaking: 2, information: 2, event: 1, emotive: 1, listening: 2 },
    reason: 'advice-conversation',
    reasonFor: {},
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [],
  },
});
