import type { Language } from '../../../domain/ids.ts';
import type { SpellingRuleId } from '../../../i18n/en/spelling.ts';

/**
 * An error that a dictionary cannot see, because each word of it exists. Rules are written to be silent rather than wrong:
 * a pattern names the words among which the form cannot be right. The examples are its tests.
 */
export interface SpellingRule {
  /** The explanation, in both languages, is the text `rule.<id>` of the namespace `spelling`. */
  readonly id: SpellingRuleId;
  readonly language: Language;
  readonly level: 'warning' | 'hint';
  /** What is mended is exactly what it matches; words around it are looked at by (?<=…) and (?=…). The whole word is marked. Flags `gu`. */
  readonly pattern: RegExp;
  /** What goes in its place; null where the match is no error after all. */
  readonly mend: (match: RegExpExecArray) => string | null;
  /** Texts with one error, and the same mended. */
  readonly wrong: readonly (readonly [text: string, mended: string])[];
  readonly right: readonly string[];
}

/** Always the same words in place of what matched. */
export function by(text: string): () => string {
  return () => text;
}

/** Parts of what matched exchanged. */
export function exchange(from: string | RegExp, to: string): (match: RegExpExecArray) => string {
  return ([found]) => found.replace(from, to);
}

/** Whether a syllable ends in a consonant of the given number among the 27 (1 ㄱ … 4 ㄴ … 8 ㄹ … 27 ㅎ), or in none (0). */
export function finalNumber(syllable: string): number {
  const code = syllable.charCodeAt(0) - 0xac00;
  return code >= 0 && code < 11_172 ? code % 28 : -1;
}
export const NIEUN = 4;
export const RIEUL = 8;
