import { type SpellingMeans } from '#shared/language/spelling/check.ts';
import { glossaryOf } from '#shared/language/spelling/glossary.ts';
import { knownWords } from '#shared/language/spelling/known-words.ts';
import type { SpellingFinding } from '#shared/language/spelling/types.ts';

/** What a text is checked with in tests: no dictionary, unless one is given. */
export function meansOf(given: Partial<SpellingMeans> = {}): SpellingMeans {
  return { languages: new Set(['ko', 'en']), verdict: () => 'right', known: knownWords([]), glossary: glossaryOf([], [], []), plainWords: true, ignored: new Set(), ...given };
}

/** The text with every certain mend made, from the last to the first. */
export function mended(text: string, findings: readonly SpellingFinding[]): string {
  return findings.toReversed().reduce((now, { start, end, mend }) => (mend === null ? now : now.slice(0, start) + mend + now.slice(end)), text);
}
