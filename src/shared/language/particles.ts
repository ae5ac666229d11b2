import { finalOfSyllable } from './hangul.ts';

/** Particles by the sound that they follow; a longer one is tried first. */
const PARTICLES: readonly (readonly [particle: string, after: 'any' | 'vowel' | 'final'])[] = [
  ['에서는', 'any'], ['으로는', 'final'], ['까지', 'any'], ['부터', 'any'], ['에서', 'any'], ['에게', 'any'], ['으로', 'final'], ['이나', 'final'],
  ['은', 'final'], ['는', 'vowel'], ['을', 'final'], ['를', 'vowel'], ['이', 'final'], ['가', 'vowel'], ['과', 'final'], ['와', 'vowel'], ['에', 'any'],
];

/** Common words that end like a noun with a particle. */
const WHOLE = /(?:이야기|어린이|젊은이|늙은이|지킴이|도우미|고양이|강아지|호랑이|나들이|물놀이|놀이|먹거리|맞이|잡이|박이|따릉이|쟁이|풀이|살이|모음이|길잡이|전문가|작가|음악가|국가|물가|휴가|평가|증가|참가|추가|축가|원가|여가|요가|효과|결과|성과|학과|사과|평화와|마을|가을|노을|시월을|모를|하이)$/u;

export interface SplitWord {
  readonly stem: string;
  readonly particle: string;
}

/**
 * A word of Hangul taken apart into a noun and its particle (`서울시장이` → `서울시장`, `이`); null when it does not look
 * like one. A guess without a dictionary: it wants two syllables before a particle, three before one of a single vowel
 * or consonant that many nouns end in (이, 가, 과, 에), and the particle's form has to fit the sound before it.
 */
export function splitParticle(word: string): SplitWord | null {
  if (WHOLE.test(word)) return null;
  for (const [particle, after] of PARTICLES) {
    if (!word.endsWith(particle)) continue;
    const stem = word.slice(0, -particle.length);
    const final = finalOfSyllable(stem.slice(-1));
    if (final === null || stem.length < shortestStem(particle)) continue;
    if (after === 'any' || (after === 'vowel') === (final === 'vowel')) return { stem, particle };
  }
  return null;
}

function shortestStem(particle: string): number {
  return /^[이가과에]$/u.test(particle) ? 3 : 2;
}
