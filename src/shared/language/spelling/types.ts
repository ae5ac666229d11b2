import type { Language } from '../../domain/ids.ts';
import type { TextRange } from '../ranges.ts';
import type { SpellingRuleId } from '../../i18n/en/spelling.ts';

/**
 * Where a finding comes from: the dictionary does not know the word, a rule of ours, a word that is hard for the public,
 * or a wrong form of a name that the newsroom has agreed on.
 */
export type SpellingKind = 'word' | 'rule' | 'plain' | 'term';

/** Something about the language of a text. Offsets are UTF-16, in the text that was checked. */
export interface SpellingFinding extends TextRange {
  /** Distinct within a text, and the same while the text stays. */
  readonly id: string;
  readonly kind: SpellingKind;
  /** Never more than a warning: a checker that sees a part of the errors must not hold up a text. */
  readonly level: 'warning' | 'hint';
  readonly language: Language;
  /** The characters as written. */
  readonly word: string;
  readonly rule: SpellingRuleId | null;
  /** What it should be, where that is certain; null where the dictionary has to be asked, or a person. */
  readonly mend: string | null;
  /** The plain word or the agreed name, and what the newsroom has noted on it; empty for none. */
  readonly better: string;
  readonly note: string;
}

/** What the dictionary says of a word; `unasked` until it has said something. */
export type Verdict = 'right' | 'wrong' | 'unasked';
