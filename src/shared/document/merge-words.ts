import { characterTokens, tokenKey, tokenText } from './merge-tokens.ts';
import type { Token } from './merge-tokens.ts';
import { compareThree, hunksOf, settledItems } from './three-way.ts';
import type { Hunk } from './three-way.ts';

/** Past this many characters on a side a contested stretch is not looked into by character: a person sees it whole. */
const MAX_CHARACTERS = 4_000;

type Cut = ReturnType<typeof characterTokens>[number];

/**
 * A contested stretch looked at by character: merged where the two sides changed different words,
 * null where they changed the same one. Two people's letters are never put together into one word.
 */
export function mergeByCharacter(base: readonly Token[], mine: readonly Token[], theirs: readonly Token[]): readonly Token[] | null {
  const cuts = { base: characterTokens(base), mine: characterTokens(mine), theirs: characterTokens(theirs) };
  if (Math.max(cuts.base.length, cuts.mine.length, cuts.theirs.length) > MAX_CHARACTERS) return null;
  const regions = compareThree(cuts.base, cuts.mine, cuts.theirs, keyOf);
  if (regions.some((region) => region.kind === 'contested')) return null;
  const mineHunks = hunksOf(cuts.base, cuts.mine, keyOf);
  const theirHunks = hunksOf(cuts.base, cuts.theirs, keyOf);
  const mineWords = touched(cuts.base, mineHunks.filter((hunk) => !theirHunks.some((other) => sameHunk(hunk, other))));
  const theirWords = touched(cuts.base, theirHunks.filter((hunk) => !mineHunks.some((other) => sameHunk(hunk, other))));
  for (const word of mineWords) if (theirWords.has(word)) return null;
  return regions.flatMap((region) => settledItems(region).map((cut) => cut.token));
}

function keyOf(cut: Cut): string {
  return tokenKey(cut.token);
}

function sameHunk(a: Hunk<Cut>, b: Hunk<Cut>): boolean {
  return a.start === b.start && a.length === b.length && a.content.map(keyOf).join() === b.content.map(keyOf).join();
}

/** The base's tokens (words, block ends) that a change reaches: those it cuts into, and those whose letters it now stands against. */
function touched(base: readonly Cut[], changes: readonly Hunk<Cut>[]): Set<number> {
  const words = new Set<number>();
  for (const { start, length, content } of changes) {
    for (const cut of base.slice(start, start + length)) words.add(cut.unit);
    const left = base[start - 1];
    const right = base[start + length];
    const first = content[0] ?? right;
    const last = content.at(-1) ?? left;
    const within = left !== undefined && left.unit === right?.unit;
    if (left !== undefined && (within || (isLetter(left) && isLetter(first)))) words.add(left.unit);
    if (right !== undefined && (within || (isLetter(right) && isLetter(last)))) words.add(right.unit);
  }
  return words;
}

function isLetter(cut: Cut | undefined): boolean {
  return cut !== undefined && cut.token.kind === 'text' && /\S/u.test(tokenText(cut.token));
}
