import { countGraphemes } from '../language/graphemes.ts';
import { countPlain, type FixedCost, foldPlain, isPlainUnit } from './counting.ts';
import { findEntities } from './entities.ts';
import { countPosts } from './thread-posts.ts';
import { countWeighted } from './twitter-text.ts';
import type { ChannelData, ChannelProfile, Count, Figure } from './types.ts';

/** What most channels have in common: a plain text post with pictures, without a limit on anything that is not named. */
const DEFAULTS = {
  richText: false,
  hasTitle: false,
  hasFirstComment: false,
  hasThread: false,
  hasLink: false,
  linksClickable: true,
  refusesRepeats: false,
  refusedCharacters: '',
  mediaRequired: false,
  mediaMax: null,
  mixesMedia: false,
  image: { ratioMin: null, ratioMax: null, bytesMax: null, widthMin: null, widthMax: null, pixelsMax: null, movingMax: null, movingBytesMax: null, types: null },
  video: null,
  sendsAlt: true,
  altMax: null,
  titleMax: null,
  byteLimit: null,
  urlCost: null,
  freeMentionDomain: false,
  foldPoint: null,
  hashtagMax: null,
  hashtagAdvised: null,
  hashtagLinked: null,
  mentionMax: null,
  linkMax: null,
  firstCommentMax: null,
  lineBreakRule: 'kept',
  price: null,
  postUrl: '',
  kinds: [],
} as const satisfies Partial<ChannelData>;

type Defaults = keyof typeof DEFAULTS;

/** A profile as it is written down: what it does not name is as in `DEFAULTS`. */
type ChannelInput<Id extends string> = Omit<ChannelData<Id>, Defaults | 'image'> &
  Partial<Pick<ChannelData<Id>, Exclude<Defaults, 'image'>>> & { readonly image?: Partial<ChannelData['image']> };

/** A channel from its data. */
export function channel<const Id extends string>(input: ChannelInput<Id>): ChannelProfile<Id> {
  return profileOf({ ...DEFAULTS, ...input, image: { ...DEFAULTS.image, ...input.image } });
}

/** The profile that follows from a channel's data. */
export function profileOf<Id extends string>(data: ChannelData<Id>): ChannelProfile<Id> {
  return {
    ...data,
    count: (text) => (data.hasThread ? countPosts(text, (post) => countFor(data, post)) : countFor(data, text)),
    entities: (text) => findEntities(text, data.grammar),
    fold: (text) => foldFor(data, text),
  };
}

function countFor(data: ChannelData, text: string): Count {
  const main = countMain(data, text);
  return data.byteLimit === null ? main : tighter(main, countPlain(text, 'utf8-byte', data.byteLimit));
}

function countMain(data: ChannelData, text: string): Count {
  if (data.unit === 'weighted') return countWeighted(text, data.limit?.value ?? Number.MAX_SAFE_INTEGER, data.urlCost?.value);
  const fixed = data.urlCost === null && !data.freeMentionDomain ? null : (composedText: string) => fixedCosts(data, composedText);
  return countPlain(text, data.unit, data.limit, fixed);
}

/**
 * The count that a writer should see of two on the same text: the main one, unless only the other is exceeded.
 * The text overflows where the first of them does.
 */
function tighter(main: Count, other: Count): Count {
  if (other.overflowAt === null) return main;
  if (main.overflowAt === null) return other;
  return { ...main, overflowAt: Math.min(main.overflowAt, other.overflowAt) };
}

/** What of a composed text has a price of its own: addresses, and mentions whose domain costs nothing. */
export function fixedCosts(data: ChannelData, text: string): FixedCost[] {
  return findEntities(text, data.grammar).flatMap(({ kind, start, end, text: written }) => {
    if (kind === 'url' && data.urlCost !== null) return [{ start, end, cost: data.urlCost.value }];
    if (kind === 'mention' && data.freeMentionDomain) return [{ start, end, cost: countGraphemes(withoutDomain(written)) }];
    return [];
  });
}

/** `@user` of `@user@domain`. */
export function withoutDomain(mention: string): string {
  const domain = mention.indexOf('@', 1);
  return domain === -1 ? mention : mention.slice(0, domain);
}

function foldFor(data: ChannelData, text: string): number | null {
  const { foldPoint } = data;
  if (foldPoint === null) return null;
  return foldAt(text, foldPoint);
}

/** A fold is told in the unit of its own figure, which need not be the counter's. */
function foldAt(text: string, point: Figure): number | null {
  if (point.unit === 'weighted') return countWeighted(text, point.value).overflowAt;
  if (isPlainUnit(point.unit)) return foldPlain(text, point.unit, point);
  throw new Error(`A fold cannot be told in ${point.unit}`);
}

