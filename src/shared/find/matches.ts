import type { TextRange } from '../language/ranges.ts';
import { adaptedParticle, fitsAsParticle } from '../language/spelling/word-particles.ts';

export interface FindOptions {
  /** Capitals count: `Seoul` is not `seoul`. */
  readonly matchCase: boolean;
  /** Only where it is a word of its own. A Hangul word may have a particle behind it: `시장이` has the word `시장`. */
  readonly wholeWord: boolean;
}

/** A place, and what a replacement has to do with the particle right behind it. */
export interface Match extends TextRange {
  /** The particle behind a whole Hangul word; empty for none. It is no part of the range. */
  readonly particle: string;
}

/** More than this many places in one text are not told. */
export const MAX_MATCHES = 1_000;

const LETTER = /[\p{L}\p{N}\p{M}]/u;

/** Where a text contains what is looked for; UTF-16 offsets, in order, never overlapping. What is typed in pieces (NFD) is found composed. */
export function findMatches(text: string, query: string, { matchCase, wholeWord }: FindOptions): Match[] {
  const needle = folded(query.normalize('NFC'), matchCase);
  if (needle === '') return [];
  const haystack = folded(text, matchCase);
  // A few letters change their length in lower case (İ): then the offsets would be of another text.
  const source = haystack.length === text.length ? haystack : text;
  const found: Match[] = [];
  for (let at = source.indexOf(needle); at !== -1 && found.length < MAX_MATCHES; ) {
    const range = { start: at, end: at + needle.length };
    const particle = wholeWord ? particleBehind(text, range) : '';
    if (particle !== null) found.push({ ...range, particle });
    at = source.indexOf(needle, particle === null ? at + 1 : range.end);
  }
  return found;
}

/** What stands there instead: the replacement, and the particle behind as it sounds after it (`시장이` → `도지사가`). */
export function replacementOf({ particle }: Match, replacement: string): { readonly text: string; readonly takes: number } {
  return particle === '' ? { text: replacement, takes: 0 } : { text: replacement + adaptedParticle(particle, replacement), takes: particle.length };
}

function folded(text: string, matchCase: boolean): string {
  return matchCase ? text : text.toLowerCase();
}

/** The particle after a range that is a word of its own, empty for none; null where it is a part of a longer word. */
function particleBehind(text: string, { start, end }: TextRange): string | null {
  const before = Array.from(text.slice(Math.max(0, start - 2), start)).at(-1) ?? '';
  const word = text.slice(start, end);
  // At the edge of what is looked for there may be a sign: `#축제` begins a word wherever it stands.
  if (LETTER.test(before) && LETTER.test(word.charAt(0))) return null;
  if (!LETTER.test(Array.from(word).at(-1) ?? '')) return '';
  const rest = /^[\p{L}\p{N}\p{M}]*/u.exec(text.slice(end))?.[0] ?? '';
  if (rest === '') return '';
  return fitsAsParticle(word, rest) ? rest : null;
}
