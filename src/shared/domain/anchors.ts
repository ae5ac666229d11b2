import type { Anchor } from '#shared/sync/entry.ts';
import type { TextRange } from '#shared/language/ranges.ts';

/** The longest quote that a comment keeps (contract: 2,000 UTF-16 units). */
const MAX_QUOTE = 2_000;

/** A place in a text for a comment, with the words it is put on. Null for an empty range or one outside the text. Spaces at the ends are left out. */
export function anchorOf(text: string, start: number, end: number): Anchor | null {
  let from = Math.max(0, Math.min(start, end));
  let to = Math.min(text.length, Math.max(start, end));
  while (from < to && /\s/u.test(text.charAt(from))) from += 1;
  while (to > from && /\s/u.test(text.charAt(to - 1))) to -= 1;
  if (from >= to) return null;
  return { start: from, end: to, quote: text.slice(from, Math.min(to, from + MAX_QUOTE)) };
}

/**
 * Where the words of a comment stand in another revision's text; null when they are gone (R05). What lies
 * before the first or after the last difference keeps its place exactly; between them the nearest
 * occurrence of the words is taken. `from` is the text the comment was put on, where it is known.
 */
export function followAnchor(anchor: Anchor, from: string | null, to: string): TextRange | null {
  const length = anchor.end - anchor.start;
  const holds = (start: number): boolean => to.startsWith(anchor.quote, start) && start + length <= to.length;
  if (from === to) return holds(anchor.start) ? { start: anchor.start, end: anchor.end } : nearest(anchor, to, anchor.start);
  if (from !== null) {
    const prefix = commonPrefix(from, to);
    if (anchor.end <= prefix) return { start: anchor.start, end: anchor.end };
    const suffix = commonSuffix(from, to, prefix);
    const shift = to.length - from.length;
    if (anchor.start >= from.length - suffix) return { start: anchor.start + shift, end: anchor.end + shift };
  }
  return nearest(anchor, to, anchor.start);
}

function nearest(anchor: Anchor, to: string, near: number): TextRange | null {
  if (anchor.quote === '') return null;
  let best: number | null = null;
  for (let at = to.indexOf(anchor.quote); at >= 0; at = to.indexOf(anchor.quote, at + 1)) {
    if (best === null || Math.abs(at - near) < Math.abs(best - near)) best = at;
  }
  return best === null ? null : { start: best, end: Math.min(to.length, best + anchor.quote.length) };
}

function commonPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}

function commonSuffix(a: string, b: string, prefix: number): number {
  const most = Math.min(a.length, b.length) - prefix;
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length += 1;
  return length;
}

/** A quote short enough for one line of a list, cut between characters and marked with an ellipsis. */
export function shortQuote(quote: string, most = 60): string {
  const line = quote.replaceAll(/\s+/gu, ' ').trim();
  const characters = [...new Intl.Segmenter('ko', { granularity: 'grapheme' }).segment(line)];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).map(({ segment }) => segment).join('')}…`;
}
