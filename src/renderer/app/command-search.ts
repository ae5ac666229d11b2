import { convertHangulToQwerty, convertQwertyToHangul, disassemble, getChoseong } from 'es-hangul';

const CONSONANTS_ONLY = /^[ㄱ-ㅎ]+$/u;

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/[\s·…]/gu, '');
}

/**
 * How well what was typed fits a name, from 0 (its beginning) up; null when it does not. Found are
 * parts of the name in either language, syllables still being typed (`발ㅎ` finds 발행), initial
 * consonants (`ㅂㅎ`), and what was typed with the other keyboard on (`qkfgod`, `ㅔㅕㅠ`).
 */
export function matchRank(names: readonly string[], typed: string): number | null {
  const query = plain(typed);
  if (query === '') return 0;
  const queries = [query, plain(convertQwertyToHangul(query)), plain(convertHangulToQwerty(query))];
  let best: number | null = null;
  const offer = (rank: number): void => {
    if (best === null || rank < best) best = rank;
  };
  for (const name of names) {
    const target = plain(name);
    const jamo = disassemble(target);
    for (const [way, text] of queries.entries()) {
      // The other keyboard is a guess: a hit by what was really typed comes first.
      const guess = way === 0 ? 0 : 4;
      if (target.startsWith(text)) offer(guess);
      else if (target.includes(text)) offer(guess + 1);
      else if (jamo.includes(disassemble(text))) offer(guess + 2);
      else if (CONSONANTS_ONLY.test(text) && getChoseong(target).replaceAll(/\s/gu, '').includes(text)) offer(guess + 3);
    }
  }
  return best;
}
