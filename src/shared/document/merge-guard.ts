import type { Blocks } from './blocks.ts';
import { blockText } from './plain-text.ts';

/**
 * The words and characters for which a merge does not account: typed by a side and missing, or standing
 * more often than both sides together ask for. Empty for a good merge.
 *
 * A comparison sees a move as a removal and an addition; two sides that move one paragraph to different
 * places would leave it twice without any two changes touching. So the sums are checked: what the merge
 * has more or less of than the base lies between what either side changed and what both did.
 */
export function unaccounted(base: Blocks, mine: Blocks, theirs: Blocks, merged: Blocks): Set<string> {
  const counts = { base: count(base), mine: count(mine), theirs: count(theirs), merged: count(merged) };
  const wrong = new Set<string>();
  for (const unit of new Set([...counts.base.keys(), ...counts.mine.keys(), ...counts.theirs.keys(), ...counts.merged.keys()])) {
    const before = counts.base.get(unit) ?? 0;
    const byMine = (counts.mine.get(unit) ?? 0) - before;
    const byTheirs = (counts.theirs.get(unit) ?? 0) - before;
    const change = (counts.merged.get(unit) ?? 0) - before;
    if (change < Math.min(byMine, byTheirs, byMine + byTheirs) || change > Math.max(byMine, byTheirs, byMine + byTheirs)) wrong.add(unit);
  }
  return wrong;
}

/** What the sums are taken over: each word, each character that is not space, each image. */
export function unitsOf(blocks: Blocks): string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'image') return [`image ${block.sha256}`];
    const words = blockText(block).split(/\s+/u).filter((word) => word !== '');
    return [...words.map((word) => `word ${word}`), ...words.flatMap((word) => Array.from(word))];
  });
}

function count(blocks: Blocks): Map<string, number> {
  const counts = new Map<string, number>();
  for (const unit of unitsOf(blocks)) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return counts;
}
