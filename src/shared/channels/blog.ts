import { countPlain } from './counting.ts';
import { plainEntities } from './plain-entities.ts';
import { documented, uncertain } from './sources.ts';
import type { ChannelProfile } from './types.ts';

const GHOST_SCHEMA = 'TryGhost/Ghost 5.95.0 ghost/core/core/server/data/schema/schema.js';

/** A blog or website, as WordPress and Ghost have it: a title and a text without a limit of note. */
export const blog: ChannelProfile = {
  id: 'blog',
  name: { ko: '블로그', en: 'Blog' },
  badge: 'BL',
  richText: true,
  hasTitle: true,
  hasFirstComment: false,
  hasLink: false,
  linksClickable: true,
  mediaRequired: false,
  mediaMax: uncertain(50, 'item', 'Naver Blog, pictures in one upload, remembered'),
  image: { ratioMin: null, ratioMax: null, bytesMax: null, types: null },
  // Ghost's own, for the picture at the top; WordPress has none: so it only warns.
  altMax: uncertain(191, 'code-point', `${GHOST_SCHEMA} feature_image_alt`),
  titleMax: documented(255, 'code-point', `${GHOST_SCHEMA} posts.title`),
  limit: null,
  foldPoint: null,
  hashtagMax: null,
  hashtagAdvised: null,
  mentionMax: null,
  lineBreakRule: 'paragraphs',
  // A slug made from the publication's id is looked up before a retry.
  connector: 'listable',
  postUrl: '',
  advice: {
    fit: { breaking: 0, information: 2, event: 2, emotive: 1, listening: 0 },
    reason: 'advice-blog',
    reasonFor: {},
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [],
  },
  count: (text) => countPlain(text, 'grapheme', null),
  entities: (text) => plainEntities(text, null),
  fold: () => null,
};
