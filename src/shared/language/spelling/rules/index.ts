import { ENGLISH_RULES } from './english.ts';
import { KOREAN_ENDINGS } from './korean-endings.ts';
import { KOREAN_SPACING } from './korean-spacing.ts';
import { KOREAN_WORDS } from './korean-words.ts';
import type { SpellingRule } from './rule.ts';

/** Every rule. Where two match the same place the earlier one counts. */
export const SPELLING_RULES: readonly SpellingRule[] = [...KOREAN_WORDS, ...KOREAN_ENDINGS, ...KOREAN_SPACING, ...ENGLISH_RULES];
