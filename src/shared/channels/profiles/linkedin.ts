import { channel } from '../build.ts';
import { amended, byApi, documented, secondary, PAGES } from '../sources.ts';

const SHARES = 'https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares';
const IMAGES = `${SHARES}/images-api`;
const MULTI_IMAGE = `${SHARES}/multiimage-post-api`;
const VIDEOS = `${SHARES}/videos-api`;
const AYRSHARE = 'https://www.ayrshare.com/docs/media-guidelines/linkedin';

/** A LinkedIn page's or member's post. */
export const linkedin = channel({
  id: 'linkedin',
  name: { ko: '링크드인', en: 'LinkedIn' },
  badge: 'LI',
  hasFirstComment: true,
  hasLink: true,
  mediaMax: documented(20, 'item', MULTI_IMAGE),
  image: {
    bytesMax: secondary(5_000_000, 'byte', AYRSHARE),
    pixelsMax: documented(36_152_320, 'pixel', IMAGES),
    types: ['image/jpeg', 'image/png', 'image/gif'],
  },
  video: {
    itemsMax: secondary(1, 'item', `${PAGES.postiz}/linkedin.provider.ts`),
    bytesMax: documented(500_000_000, 'byte', VIDEOS),
    secondsMin: documented(3, 'second', VIDEOS),
    secondsMax: documented(1_800, 'second', VIDEOS),
    ratioMin: secondary(1 / 2.4, 'ratio', AYRSHARE),
    ratioMax: secondary(2.4, 'ratio', AYRSHARE),
    framesMax: null,
    types: ['video/mp4'],
  },
  altMax: documented(4_086, 'code-point', MULTI_IMAGE),
  unit: 'utf16',
  limit: secondary(3_000, 'utf16', PAGES.firstComments, 'before its signs are escaped; the platform only says that a field is too long'),
  foldPoint: secondary(140, 'utf16', PAGES.folds, '140 on a telephone, about 210 on a desk'),
  firstCommentMax: secondary(1_250, 'utf16', PAGES.firstComments),
  // A mention is an address of a member inside the text, which nobody can type.
  grammar: 'plain',
  // No key is documented, and posts are not reliably listed.
  connector: 'at-most-once',
  publishing: byApi(`${SHARES}/posts-api`),
  amending: {
    edit: { ...amended('api', `${SHARES}/posts-api`, 'a partial update of commentary; pictures stay'), reach: 'text' },
    reply: amended('none', `${SHARES}/posts-api`, 'a comment is possible, and no post'),
    remove: amended('api', `${SHARES}/posts-api`, 'DELETE /rest/posts/{urn}'),
  },
  postUrl: 'https://www.linkedin.com/feed/',
  advice: {
    fit: { breaking: 0, information: 2, event: 1, emotive: 1, listening: 1 },
    reason: 'advice-professionals',
    reasonFor: {},
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [],
  },
});
