import { channel } from '../build.ts';
import { amended, byApi, documented, uncertain } from '../sources.ts';

const GHOST_SCHEMA = 'https://github.com/TryGhost/Ghost/blob/v5.95.0/ghost/core/core/server/data/schema/schema.js';
const WORDPRESS = 'https://github.com/WP-API/docs/tree/ab20319';

/** A newsroom's own blog, as WordPress and Ghost have it: a title and a text without a limit of note. */
export const blog = channel({
  id: 'blog',
  name: { ko: '블로그', en: 'Blog' },
  badge: 'BL',
  richText: true,
  hasTitle: true,
  mixesMedia: true,
  // Ghost's own, for the picture at the top; WordPress has none: so it only warns.
  altMax: uncertain(191, 'code-point', GHOST_SCHEMA, 'feature_image_alt; WordPress has no limit'),
  titleMax: documented(255, 'code-point', GHOST_SCHEMA, 'posts.title'),
  unit: 'grapheme',
  limit: null,
  grammar: 'plain',
  lineBreakRule: 'paragraphs',
  // A slug made from the publication's id is looked up before a retry.
  connector: 'listable',
  publishing: byApi(WORDPRESS, 'WordPress: POST /wp/v2/posts; Ghost: POST /ghost/api/admin/posts'),
  amending: {
    edit: { ...amended('api', WORDPRESS, 'WordPress: POST /wp/v2/posts/<id>; Ghost: PUT /posts/:id with its updated_at'), reach: 'post' },
    reply: amended('api', WORDPRESS, 'another post that links to the first'),
    remove: amended('api', WORDPRESS, 'WordPress: DELETE /wp/v2/posts/<id>, into the bin; Ghost: status draft'),
  },
  kinds: [
    { id: 'wordpress', name: { ko: '워드프레스', en: 'WordPress' }, figures: { altMax: null, titleMax: null } },
    {
      id: 'ghost',
      name: { ko: '고스트', en: 'Ghost' },
      figures: { altMax: documented(191, 'code-point', GHOST_SCHEMA, 'feature_image_alt') },
    },
  ],
  advice: {
    fit: { breaking: 0, information: 2, event: 2, emotive: 1, listening: 0 },
    reason: 'advice-blog',
    reasonFor: {},
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [],
  },
});
