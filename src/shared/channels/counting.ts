import { composed } from '../language/composed.ts';
import { countGraphemes, graphemes, graphemeStart, indexOfGrapheme } from '../language/graphemes.ts';
import type { TextRange } from '../language/ranges.ts';
import type { Count, CountUnit, Figure, FigureUnit } from './types.ts';

/**
 * Counters that several channels share. All count the composed form (NFC), as that is what is
 * published, and give places in the text as it came.
 */
export type PlainUnit = Exclude<CountUnit, 'weighted'>;

const PLAIN_UNITS: ReadonlySet<string> = new Set<PlainUnit>(['grapheme', 'code-point', 'utf16', 'utf8-byte', 'emoji-byte']);

/** Whether a figure is told in a unit that these counters know. */
export function isPlainUnit(unit: FigureUnit): unit is PlainUnit {
  return PLAIN_UNITS.has(unit);
}

/** A part of a composed text that costs what the channel says and not what its characters do. */
export interface FixedCost extends TextRange {
  readonly cost: number;
}

/** What a Hangul syllable costs. */
export function hangulCost(unit: CountUnit): number {
  switch (unit) {
    case 'weighted':
      return 2;
    case 'utf8-byte':
      return 3;
    case 'grapheme':
    case 'code-point':
    case 'utf16':
    case 'emoji-byte':
      return 1;
  }
}

/** A count from what was used. `overflowAt` is asked for only when the text is over. */
export function countOf(used: number, limit: number | null, unit: CountUnit, overflowAt: () => number): Count {
  if (limit === null) return { used, limit: null, remaining: null, unit, remainingHangul: null, overflowAt: null };
  const remaining = limit - used;
  return { used, limit, remaining, unit, remainingHangul: Math.floor(remaining / hangulCost(unit)), overflowAt: remaining >= 0 ? null : overflowAt() };
}

/**
 * Counts without X's weights. `fixed` finds what has a price of its own, in order and never overlapping;
 * null where nothing has.
 */
export function countPlain(given: string, unit: PlainUnit, limit: Figure | null, fixed: ((composed: string) => readonly FixedCost[]) | null = null): Count {
  const { text, toGiven } = composed(given);
  const spans = fixed === null ? [] : fixed(text);
  const used = measureAround(text, unit, spans);
  return countOf(used, limit?.value ?? null, unit, () => toGiven(indexAround(text, unit, spans, limit?.value ?? 0)));
}

/** Where a reader's view is cut after `shown` steps; null when all is shown. */
export function foldPlain(given: string, unit: PlainUnit, shown: Figure): number | null {
  const { text, toGiven } = composed(given);
  if (measure(text, unit) <= shown.value) return null;
  return toGiven(graphemeStart(text, indexAfter(text, unit, shown.value)));
}

function measureAround(text: string, unit: PlainUnit, spans: readonly FixedCost[]): number {
  let used = 0;
  let from = 0;
  for (const { start, end, cost } of spans) {
    used += measure(text.slice(from, start), unit) + cost;
    from = end;
  }
  return used + measure(from === 0 ? text : text.slice(from), unit);
}

/** The UTF-16 index of the first grapheme, or span with a price of its own, that `room` is too small for. */
function indexAround(text: string, unit: PlainUnit, spans: readonly FixedCost[], room: number): number {
  let left = room;
  let from = 0;
  for (const { start, end, cost } of spans) {
    const before = text.slice(from, start);
    const needed = measure(before, unit);
    if (needed > left) return from + graphemeStart(before, indexAfter(before, unit, left));
    left -= needed;
    if (cost > left) return start;
    left -= cost;
    from = end;
  }
  const rest = text.slice(from);
  return from + graphemeStart(rest, indexAfter(rest, unit, left));
}

/** What a composed text costs, character by character. */
export function measure(text: string, unit: PlainUnit): number {
  switch (unit) {
    case 'grapheme':
      return countGraphemes(text);
    case 'code-point':
      return countCodePoints(text);
    case 'utf16':
      return text.length;
    case 'utf8-byte':
      return utf8Length(text);
    case 'emoji-byte':
      return HAS_EMOJI.test(text) ? graphemes(text).reduce((sum, grapheme) => sum + emojiCost(grapheme), 0) : countCodePoints(text);
  }
}

/** The UTF-16 index after `count` steps; it may lie inside a grapheme that is not paid for in full. */
function indexAfter(text: string, unit: PlainUnit, count: number): number {
  switch (unit) {
    case 'grapheme':
      return indexOfGrapheme(text, count);
    case 'code-point':
      return indexOfCodePoint(text, count);
    case 'utf16':
      return Math.min(count, text.length);
    case 'utf8-byte':
      return indexByGrapheme(text, count, utf8Length);
    case 'emoji-byte':
      return indexByGrapheme(text, count, emojiCost);
  }
}

function indexByGrapheme(text: string, room: number, costOf: (grapheme: string) => number): number {
  let left = room;
  let index = 0;
  for (const grapheme of graphemes(text)) {
    left -= costOf(grapheme);
    if (left < 0) return index;
    index += grapheme.length;
  }
  return index;
}

/** Bytes of the text in UTF-8. A lone surrogate is sent as U+FFFD, which takes three. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (isPair(text, i)) {
      bytes += 4;
      i += 1;
    } else bytes += 3;
  }
  return bytes;
}

/**
 * What a reader may call an emoji, in the widest sense: with a sign that can be drawn either way the higher cost is assumed,
 * as no page says how those are told apart.
 */
const HAS_EMOJI = /[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3]/u;

function emojiCost(grapheme: string): number {
  return HAS_EMOJI.test(grapheme) ? utf8Length(grapheme) : countCodePoints(grapheme);
}

export function isEmoji(grapheme: string): boolean {
  return HAS_EMOJI.test(grapheme);
}

function countCodePoints(text: string): number {
  let pairs = 0;
  for (let i = 0; i + 1 < text.length; i += 1) {
    if (isPair(text, i)) {
      pairs += 1;
      i += 1;
    }
  }
  return text.length - pairs;
}

function indexOfCodePoint(text: string, count: number): number {
  let index = 0;
  for (let seen = 0; seen < count && index < text.length; seen += 1) index += isPair(text, index) ? 2 : 1;
  return index;
}

function isPair(text: string, index: number): boolean {
  const high = text.charCodeAt(index);
  const low = text.charCodeAt(index + 1);
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}
