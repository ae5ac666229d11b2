import twitter from 'twitter-text';
import { composed } from '../language/composed.ts';
import { graphemeEnd } from '../language/graphemes.ts';
import { countOf } from './counting.ts';
import type { Count, Entity } from './types.ts';

/**
 * X's own counter and its own rules for tags, mentions and addresses: twitter-text 3.1.0
 * (config v3: 280, weight 200 except U+0000–10FF, 2000–200D, 2010–201F, 2032–2037; an address costs 23; an emoji 2).
 * It knows the emoji of twemoji 11, so that a newer sequence costs more here than on X: the safe side.
 *
 * The package's search for addresses takes quadratic time in a run without a space (100,000 characters
 * of `a.a.a.`: 15 s), so a long text is read in pieces that end at a space, where no address, tag or emoji continues.
 * A run of more than 2,048 characters without a space is cut; an address that long would cost more here than on X.
 */
const RUN = /\S{1,2048}\s*|\s+/gu;
const PIECE = 1_000;

const HANGUL_WEIGHT = 2;
const URL_WEIGHT = 23;

interface Piece {
  readonly start: number;
  readonly text: string;
}

function pieces(text: string): Piece[] {
  if (text.length <= PIECE) return [{ start: 0, text }];
  const result: Piece[] = [];
  let start = 0;
  let piece = '';
  for (const [run] of text.matchAll(RUN)) {
    if (piece !== '' && piece.length + run.length > PIECE) {
      result.push({ start, text: piece });
      start += piece.length;
      piece = '';
    }
    piece += run;
  }
  result.push({ start, text: piece });
  return result;
}

/** Counts as X does, of the composed text. `limit` is 280 for an ordinary account; `urlWeight` is what an address costs. */
export function countWeighted(given: string, limit: number, urlWeight = URL_WEIGHT): Count {
  const { text, toGiven } = composed(given);
  let used = 0;
  let overflowAt: number | null = null;
  for (const piece of pieces(text)) {
    const weight = weigh(piece.text, urlWeight);
    if (overflowAt === null && used + weight > limit) {
      overflowAt = toGiven(piece.start + lengthWithin(piece.text, limit - used, urlWeight));
    }
    used += weight;
  }
  const firstOver = overflowAt;
  return countOf(used, limit, 'weighted', () => firstOver ?? given.length);
}

/** The package's config v3, for an address at another cost than its own. */
const CONFIG = {
  maxWeightedTweetLength: 280,
  scale: 100,
  defaultWeight: 200,
  emojiParsingEnabled: true,
  ranges: [
    { start: 0, end: 4_351, weight: 100 },
    { start: 8_192, end: 8_205, weight: 100 },
    { start: 8_208, end: 8_223, weight: 100 },
    { start: 8_242, end: 8_247, weight: 100 },
  ],
};

function weigh(text: string, urlWeight: number): number {
  const parsed = urlWeight === URL_WEIGHT ? twitter.parseTweet(text) : twitter.parseTweet(text, { ...CONFIG, transformedURLLength: urlWeight });
  return parsed.weightedLength;
}

/**
 * The UTF-16 length of the longest start of a piece that costs no more than `room`: whole graphemes and whole
 * addresses. (The package's own `validRangeEnd` stops early at a byte order mark and is 0 for "nothing fits" and for "one fits".)
 */
function lengthWithin(text: string, room: number, urlWeight: number): number {
  const urls = new Map(twitter.extractUrlsWithIndices(text).map((url) => [url.indices[0], url.indices[1]]));
  let left = room;
  let index = 0;
  while (index < text.length) {
    const urlEnd = urls.get(index);
    const next = urlEnd ?? nextGrapheme(text, index);
    left -= urlEnd === undefined ? weightOf(text.slice(index, next)) : urlWeight;
    if (left < 0) return index;
    index = next;
  }
  return index;
}

function nextGrapheme(text: string, index: number): number {
  return Math.max(index + 1, graphemeEnd(text, index + 1));
}

const ASCII = /^[\n\x20-\x7e]$/u;
const SYLLABLE = /^[\uac00-\ud7a3]$/u;

/** What one grapheme costs on X. */
export function weightOf(grapheme: string): number {
  if (ASCII.test(grapheme)) return 1;
  if (SYLLABLE.test(grapheme)) return HANGUL_WEIGHT;
  return twitter.parseTweet(grapheme).weightedLength;
}

/** Hashtags, mentions and addresses as X links them. Where two overlap, the earlier stays, as in the package. */
export function entitiesOfX(given: string): Entity[] {
  const { text, toGiven } = composed(given);
  return pieces(text).flatMap((piece) =>
    entitiesOfPiece(piece.text).map(({ kind, start, end }) => {
      const from = toGiven(piece.start + start);
      const to = toGiven(piece.start + end);
      return { kind, start: from, end: to, text: given.slice(from, to) };
    }),
  );
}

type Span = Pick<Entity, 'kind' | 'start' | 'end'>;

function entitiesOfPiece(text: string): Span[] {
  const spans = [
    ...twitter.extractUrlsWithIndices(text, { extractUrlsWithoutProtocol: true }).map((found) => span('url', found.indices)),
    ...twitter.extractMentionsWithIndices(text).map((found) => span('mention', found.indices)),
    ...twitter.extractHashtagsWithIndices(text).map((found) => span('hashtag', found.indices)),
  ].toSorted((a, b) => a.start - b.start);
  const kept: Span[] = [];
  for (const next of spans) {
    if (next.start >= (kept.at(-1)?.end ?? 0)) kept.push(next);
  }
  return kept;
}

function span(kind: Entity['kind'], [start, end]: readonly [number, number]): Span {
  return { kind, start, end };
}
