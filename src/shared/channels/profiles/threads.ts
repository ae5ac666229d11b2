import { channel } from '../build.ts';
import { amended, byApi, documented, secondary, uncertain, PAGES } from '../sources.ts';

const POSTS = 'https://developers.facebook.com/documentation/threads/posts';
const OVERVIEW = 'https://developers.facebook.com/documentation/threads/overview';

/** Threads, by Meta. */
export const threads = channel({
  id: 'threads',
  name: { ko: '스레드', en: 'Threads' },
  badge: 'TH',
  hasThread: true,
  hasLink: true,
  mediaMax: documented(20, 'item', POSTS),
  mixesMedia: true,
  image: {
    ratioMin: documented(1 / 10, 'ratio', POSTS),
    ratioMax: documented(10, 'ratio', POSTS),
    bytesMax: documented(8_000_000, 'byte', POSTS),
    widthMin: documented(320, 'pixel', POSTS),
    widthMax: documented(1_440, 'pixel', POSTS),
    types: ['image/jpeg', 'image/png'],
  },
  video: {
    itemsMax: documented(20, 'item', POSTS, 'in a carousel'),
    bytesMax: documented(1_000_000_000, 'byte', POSTS),
    secondsMin: null,
    secondsMax: documented(300, 'second', POSTS),
    ratioMin: documented(0.01, 'ratio', POSTS),
    ratioMax: documented(10, 'ratio', POSTS),
    framesMax: documented(60, 'frame-per-second', POSTS),
    types: ['video/mp4', 'video/quicktime'],
  },
  altMax: uncertain(1_000, 'code-point', 'https://developers.facebook.com/documentation/threads/posts/accessibility', 'remembered'),
  unit: 'emoji-byte',
  limit: documented(500, 'emoji-byte', POSTS, 'an emoji counts as its bytes of UTF-8; that all else counts one is inferred'),
  foldPoint: secondary(250, 'code-point', PAGES.folds, 'on a telephone'),
  hashtagLinked: documented(1, 'item', POSTS, 'the first becomes the topic, 1 to 50 characters'),
  linkMax: documented(5, 'item', OVERVIEW, 'THREADS_API__LINK_LIMIT_EXCEEDED, since 2025-12-22'),
  grammar: 'names',
  // As on Instagram: the container made by the first step is what the second one publishes.
  connector: 'native-key',
  publishing: byApi(POSTS, 'pictures have to be at a public address'),
  amending: {
    edit: { ...amended('none', POSTS, 'the interface has no edit'), reach: 'text' },
    reply: amended('api', POSTS, 'reply_to_id'),
    remove: amended('api', 'https://developers.facebook.com/documentation/threads/posts/delete-posts.md', 'DELETE /{threads-media-id}, 100 in 24 hours'),
  },
  postUrl: 'https://www.threads.com/',
  advice: {
    fit: { breaking: 2, information: 2, event: 1, emotive: 1, listening: 2 },
    reason: 'advice-conversation',
    reasonFor: {},
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [],
  },
});
