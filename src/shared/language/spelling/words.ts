import type { Language } from '../../domain/ids.ts';
import type { TextRange } from '../ranges.ts';
import { touches } from './zones.ts';

/** A word that a dictionary may be asked about. */
export interface SpellingWord extends TextRange {
  readonly text: string;
  readonly language: Language;
  /** English with a capital in mid-sentence: a name, more likely than not. */
  readonly isNameLike: boolean;
}

const WORD = /[가-힣]+|[\p{Script=Latin}\p{M}]+(?:['’][\p{Script=Latin}\p{M}]+)*/gu;
const ENGLISH = /^[A-Za-z]+(?:['’][A-Za-z]+)*$/u;
const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{N}_]/u;
/** What a Korean particle follows without a space, besides letters and digits: a bracket or a quotation mark that closes, a unit. */
const CLOSING = /[)\]}）」』》〉”’"'%℃㎞㎡㎏㎝㎜㎖]/u;
const QUOTE = /["']/u;
/** `co-op`, `pre-school`: the parts of a word with hyphens that are no words. */
const SHORTEST_HYPHENATED = 4;
const LONGEST = 60;

/**
 * The words of a text: Korean by 어절 (as written between spaces), English by word. Left out is what no dictionary has:
 * single letters, capitals (KRW, SNS), capitals inside (YouTube), what is glued to digits or to another script (5G, 20만,
 * X에서), and everything in a skipped zone.
 */
export function spellingWords(text: string, zones: readonly TextRange[]): SpellingWord[] {
  const words: SpellingWord[] = [];
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    const start = match.index;
    const end = start + word.length;
    if (word.length > LONGEST || touches(zones, { start, end })) continue;
    const before = text.charAt(start - 1);
    const after = text.charAt(end);
    if (/^[가-힣]/u.test(word)) {
      if (isGlued(text, start, before)) continue;
      // 축제ㅋㅋ and the like are written for fun.
      if (/[ㄱ-ㅎㅏ-ㅣᄀ-ᇿ]/u.test(after) || /[ㄱ-ㅎㅏ-ㅣᄀ-ᇿ]/u.test(before)) continue;
      words.push({ start, end, text: word, language: 'ko', isNameLike: false });
      continue;
    }
    if (!ENGLISH.test(word) || word.length < 2) continue;
    if (LETTER_OR_DIGIT.test(before) || /[\p{N}_]/u.test(after)) continue;
    // The end of a file's name in Korean.
    if (before === '.' && LETTER_OR_DIGIT.test(text.charAt(start - 2))) continue;
    if ((before === '-' || after === '-') && word.length < SHORTEST_HYPHENATED) continue;
    const letters = word.replace(/['’]s$/u, '');
    if (letters === letters.toUpperCase() || /[a-z][A-Z]/u.test(word)) continue;
    words.push({ start, end, text: word, language: 'en', isNameLike: /^[A-Z]/u.test(word) && !startsSentence(text, start) });
  }
  return words;
}

function isGlued(text: string, start: number, before: string): boolean {
  if (before === '') return false;
  if (LETTER_OR_DIGIT.test(before)) return true;
  // A straight quotation mark opens after a space and closes after anything else.
  if (QUOTE.test(before)) return /[^\s([{<「『]/u.test(text.charAt(start - 2));
  return CLOSING.test(before);
}

function startsSentence(text: string, start: number): boolean {
  return /(?:^|[.!?:\n•·-])["'“‘([]*\s*["'“‘([]*$/u.test(text.slice(Math.max(0, start - 6), start)) || start === 0;
}
