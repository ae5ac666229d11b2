/** Arithmetic of Hangul syllables: Unicode 17, chapter 3.12. A syllable is 0xAC00 + (initial × 21 + vowel) × 28 + final. */
const FIRST = 0xac00;
const LAST = 0xd7a3;
const FINALS = 28;
const PER_INITIAL = 21 * FINALS;

const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';

/** The number of the final consonant ㄹ among the 27. */
const FINAL_RIEUL = 8;

export type FinalSound = 'vowel' | 'rieul' | 'consonant';

/** How a syllable ends; null for any character that is not a Hangul syllable. */
export function finalOfSyllable(character: string): FinalSound | null {
  const code = character.codePointAt(0) ?? 0;
  if (code < FIRST || code > LAST) return null;
  const final = (code - FIRST) % FINALS;
  if (final === 0) return 'vowel';
  return final === FINAL_RIEUL ? 'rieul' : 'consonant';
}

/** The initial consonant (초성) of each syllable as a compatibility jamo (ㄱ…ㅎ); every other character stays. */
export function choseongOf(text: string): string {
  return text.replace(/[가-힣]/gu, (syllable) => INITIALS.charAt(Math.floor((syllable.charCodeAt(0) - FIRST) / PER_INITIAL)));
}

/** Whether all of a text is initial consonants, as in a search for ㄸㄹㅇ. */
export function isChoseong(text: string): boolean {
  return text !== '' && Array.from(text).every((character) => INITIALS.includes(character));
}
