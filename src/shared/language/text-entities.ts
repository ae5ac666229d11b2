import type { TextRange } from './ranges.ts';

/**
 * Addresses, tags and mentions in plain text, found in one pass each (no nested repetition, so
 * a hostile text cannot make them slow). Offsets are UTF-16. X has rules of its own; see channels/x.ts.
 */
export interface FoundText extends TextRange {
  readonly text: string;
}

const ADDRESS = /https?:\/\/[^\s<>"“”‘’「」『』《》〈〉（）]+/giu;
/** What ends a sentence or closes a bracket, and is not part of the address. */
const URL_TAIL = /[.,!?:;'"·…)\]}*~]+$/u;
/** Hangul written straight onto an address: a particle (`…/b를`), not a path in Korean (`…/wiki/서울`). */
const URL_PARTICLE = /(?<=[A-Za-z0-9])[가-힣]{1,4}$/u;

const HASHTAG = /(?<![\p{L}\p{M}\p{N}_&#＃])[#＃]([\p{L}\p{M}\p{N}_·\u200d]+)/gu;
const HAS_LETTER = /\p{L}/u;

/** Every http(s) address. Brackets that close outside it, final punctuation and glued Korean particles are left out. */
export function findUrls(text: string): FoundText[] {
  const found: FoundText[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    const url = trimUrl(match[0]);
    if (url.length > 'https://'.length) found.push({ start: match.index, end: match.index + url.length, text: url });
  }
  return found;
}

function trimUrl(raw: string): string {
  let url = raw.replace(URL_TAIL, '');
  // `(https://ko.wikipedia.org/wiki/서울_(도시))`: a closing bracket stays where it was opened inside.
  while (raw.charAt(url.length) === ')' && count(url, '(') > count(url, ')')) url += ')';
  return url.replace(URL_PARTICLE, '');
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** Every hashtag: # and letters, digits, _ or ·, with a letter among them and nothing that belongs to a word before the sign. */
export function findHashtags(text: string): FoundText[] {
  const found: FoundText[] = [];
  for (const match of text.matchAll(HASHTAG)) {
    if (HAS_LETTER.test(match[1] ?? '')) found.push({ start: match.index, end: match.index + match[0].length, text: match[0] });
  }
  return found;
}

/** The parts of `items` that do not touch a range of `taken`. Both are in order of place. */
export function outside<T extends TextRange>(items: readonly T[], taken: readonly TextRange[]): T[] {
  let next = 0;
  return items.filter((item) => {
    while (next < taken.length && (taken[next]?.end ?? 0) <= item.start) next += 1;
    const range = taken[next];
    return range === undefined || range.start >= item.end;
  });
}
