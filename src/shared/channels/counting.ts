import { composed } from '../language/composed.ts';
import { graphemeStart, indexOfGrapheme, countGraphemes } from '../language/graphemes.ts';
import type { Count, CountUnit, Figure } from './types.ts';

/**
 * Counters that several channels share. All count the composed form (NFC), as that is what is
 * published, and give places in the text as it came.
 */

/** Counts without a weight: one step for each grapheme, code point or UTF-16 unit. A Hangul syllable costs 1. */
export function countPlain(given: string, unit: Exclude<CountUnit, 'weighted'>, limit: Figure | null): Count {
  const { text, toGiven } = composed(given);
  const used = measure(text, unit);
  if (limit === null) return { used, limit: null, remaining: null, unit, remainingHangul: null, overflowAt: null };
  const remaining = limit.value - used;
  const overflowAt = remaining >= 0 ? null : toGiven(graphemeStart(text, indexAfter(text, unit, limit.value)));
  return { used, limit: limit.value, remaining, unit, remainingHangul: remaining, overflowAt };
}

/** Where a reader's view is cut after `shown` steps; null when all is shown. */
export function foldPlain(given: string, unit: Exclude<CountUnit, 'weighted'>, shown: Figure): number | null {
  const { text, toGiven } = composed(given);
  if (measure(text, unit) <= shown.value) return null;
  return toGiven(graphemeStart(text, indexAfter(text, unit, shown.value)));
}

function measure(text: string, unit: Exclude<CountUnit, 'weighted'>): number {
  switch (unit) {
    case 'grapheme':
      return countGraphemes(text);
    case 'code-point':
      return countCodePoints(text);
    case 'utf16':
      return text.length;
  }
}

/** The UTF-16 index after `count` steps. */
function indexAfter(text: string, unit: Exclude<CountUnit, 'weighted'>, count: number): number {
  switch (unit) {
    case 'grapheme':
      return indexOfGrapheme(text, count);
    case 'code-point':
      return indexOfCodePoint(text, count);
    case 'utf16':
      return Math.min(count, text.length);
  }
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
