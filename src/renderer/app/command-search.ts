import { convertHangulToQwerty, convertQwertyToHangul, disassemble, getChoseong } from 'es-hangul';

const CONSONANTS_ONLY = /^[ㄱ-ㅎ]+$/u;
/** From here on a rank tells of a guess: that the other keyboard was on. */
const GUESS = 4;

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/[\s·…]/gu, '');
}

/** What it would be on the other keyboard; empty where the library gives up: es-hangul 2.4.0 throws on some runs of vowels (`angryfacewithhorns`). */
function otherKeyboard(convert: (text: string) => string, query: string): string {
  try {
    return plain(convert(query));
  } catch {
    return '';
  }
}

/** A name made ready to be looked for many times: what is dear to find out is found out once, when it is asked for first. */
export interface SearchName {
  readonly plain: string;
  readonly jamo: () => string;
  readonly initials: () => string;
}

export function searchName(name: string): SearchName {
  const target = plain(name);
  let jamo: string | undefined;
  let initials: string | undefined;
  return {
    plain: target,
    jamo: () => (jamo ??= disassemble(target)),
    initials: () => (initials ??= getChoseong(target).replaceAll(/\s/gu, '')),
  };
}

/** What was typed, made ready: as it is, and as it would be on the other keyboard. */
export interface SearchQuery {
  readonly ways: readonly { readonly text: string; readonly jamo: string; readonly isInitials: boolean; readonly guess: number }[];
}

export function searchQuery(typed: string): SearchQuery {
  const query = plain(typed);
  if (query === '') return { ways: [] };
  const texts = [query, otherKeyboard(convertQwertyToHangul, query), otherKeyboard(convertHangulToQwerty, query)];
  return {
    // The other keyboard is a guess: a hit by what was really typed comes first.
    ways: texts.flatMap((text, way) => (text === '' ? [] : [{ text, jamo: disassemble(text), isInitials: CONSONANTS_ONLY.test(text), guess: way === 0 ? 0 : GUESS }])),
  };
}

/** How well a query fits one of the names, from 0 (its beginning) up; null when it does not. From `GUESS` on, only on the other keyboard. */
export function rankOf(names: readonly SearchName[], { ways }: SearchQuery): number | null {
  if (ways.length === 0) return 0;
  let best: number | null = null;
  const offer = (rank: number): void => {
    if (best === null || rank < best) best = rank;
  };
  for (const name of names) {
    for (const { text, jamo, isInitials, guess } of ways) {
      if (name.plain.startsWith(text)) offer(guess);
      else if (name.plain.includes(text)) offer(guess + 1);
      else if (name.jamo().includes(jamo)) offer(guess + 2);
      // A keyboard joins ㄱ and ㅅ to ㄳ.
      else if (isInitials && name.initials().includes(jamo)) offer(guess + 3);
    }
  }
  return best;
}

export function isGuess(rank: number): boolean {
  return rank >= GUESS;
}

/**
 * How well what was typed fits a name, from 0 (its beginning) up; null when it does not. Found are
 * parts of the name in either language, syllables still being typed (`발ㅎ` finds 발행), initial
 * consonants (`ㅂㅎ`), and what was typed with the other keyboard on (`qkfgod`, `ㅔㅕㅠ`).
 */
export function matchRank(names: readonly string[], typed: string): number | null {
  return rankOf(names.map(searchName), searchQuery(typed));
}
