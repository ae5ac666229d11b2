import type { Block, Blocks } from './blocks.ts';
import { unaccounted, unitsOf } from './merge-guard.ts';
import { blocksFromTokens, tokenKey, wordTokens } from './merge-tokens.ts';
import type { Token } from './merge-tokens.ts';
import { mergeByCharacter } from './merge-words.ts';
import { normalizeBlocks } from './normal-form.ts';
import { compareThree, settledItems } from './three-way.ts';
import type { Region } from './three-way.ts';

/** Whole blocks, as a person chooses by paragraph. Each version holds what the sides changed elsewhere in these blocks; any may be empty (deleted). */
export type BlockConflict = { readonly base: Blocks; readonly mine: Blocks; readonly theirs: Blocks };
export type MergePart = { readonly kind: 'merged'; readonly blocks: Blocks } | ({ readonly kind: 'conflict' } & BlockConflict);

/** Past this many words on a side a contested stretch is shown whole: comparing would take longer than choosing. */
const MAX_WORDS = 12_000;

/**
 * Merges two documents that came from one. The parts are the document in order: what is merged, and
 * between it what a person has to choose.
 *
 * 1. Whole blocks are compared; a block that one side changed is taken.
 * 2. Where both changed, words are compared, block starts and ends among them, so that a paragraph split
 *    here and edited there merges.
 * 3. Where both changed neighbouring words, characters decide which word is whose.
 * 4. What remains is a conflict with everybody's version; nothing is dropped. Where the sums of words do
 *    not come out (a paragraph moved here and edited or moved there), the places concerned are conflicts too.
 *
 * Whichever side is called mine, the parts are the same but for the names.
 */
export function mergeBlocks(base: Blocks, mine: Blocks, theirs: Blocks): readonly MergePart[] {
  const regions = compareThree<Block>(normalizeBlocks(base), normalizeBlocks(mine), normalizeBlocks(theirs), (block) => JSON.stringify(block));
  let stretches = regions.map((region): Stretch => ({ region, parts: region.kind === 'contested' ? mergeStretch(region) : [mergedPart(settledItems(region))] }));
  for (let wrong = wrongUnits(stretches); wrong.size > 0; wrong = wrongUnits(stretches)) {
    const contested = contest(stretches, wrong);
    if (contested === null) break;
    stretches = contested;
  }
  return joinMerged(stretches.flatMap((stretch) => stretch.parts));
}

/** The document with every conflict answered the same way; both: mine, then theirs. */
export function choose(parts: readonly MergePart[], version: 'base' | 'mine' | 'theirs' | 'both'): Blocks {
  return normalizeBlocks(parts.flatMap((part) => (part.kind === 'merged' ? part.blocks : version === 'both' ? [...part.mine, ...part.theirs] : part[version])));
}

type Stretch = { readonly region: Region<Block>; readonly parts: readonly MergePart[] };

function mergedPart(blocks: Blocks): MergePart {
  return { kind: 'merged', blocks };
}

function mergeStretch({ base, mine, theirs }: Region<Block>): readonly MergePart[] {
  const tokens = { base: wordTokens(base), mine: wordTokens(mine), theirs: wordTokens(theirs) };
  if (Math.max(tokens.base.length, tokens.mine.length, tokens.theirs.length) > MAX_WORDS) return [{ kind: 'conflict', base, mine, theirs }];
  const chunks = compareThree(tokens.base, tokens.mine, tokens.theirs, tokenKey).map((region): Chunk => {
    const merged = region.kind === 'contested' ? mergeByCharacter(region.base, region.mine, region.theirs) : settledItems(region);
    return merged === null ? { merged: null, base: region.base, mine: region.mine, theirs: region.theirs } : { merged };
  });
  return wholeBlocks(chunks).map(partOf);
}

type Chunk = { readonly merged: readonly Token[] } | { readonly merged: null; readonly base: readonly Token[]; readonly mine: readonly Token[]; readonly theirs: readonly Token[] };

/**
 * Groups the chunks into whole blocks: cut after each settled block end, and before a settled block
 * start. All versions agree on whether such a place is between blocks, as each change fits its surroundings.
 */
function wholeBlocks(chunks: readonly Chunk[]): Chunk[][] {
  const groups: Chunk[][] = [[]];
  const add = (chunk: Chunk): void => {
    groups.at(-1)?.push(chunk);
  };
  for (const chunk of chunks) {
    if (chunk.merged === null) {
      add(chunk);
      continue;
    }
    for (const token of chunk.merged) {
      if (token.kind === 'start' || token.kind === 'image') groups.push([]);
      add({ merged: [token] });
      if (token.kind === 'end' || token.kind === 'image') groups.push([]);
    }
  }
  return groups.filter((group) => group.length > 0);
}

function partOf(group: readonly Chunk[]): MergePart {
  const version = (name: 'base' | 'mine' | 'theirs'): Blocks => blocksFromTokens(group.flatMap((chunk) => chunk.merged ?? chunk[name]));
  if (group.every((chunk) => chunk.merged !== null)) return mergedPart(version('mine'));
  return { kind: 'conflict', base: version('base'), mine: version('mine'), theirs: version('theirs') };
}

/** The units that would be missing or doubled if a person answered every conflict with one side. */
function wrongUnits(stretches: readonly Stretch[]): Set<string> {
  const changed = stretches.filter((stretch) => stretch.region.kind !== 'same');
  const side = (name: 'base' | 'mine' | 'theirs'): Blocks => changed.flatMap((stretch) => stretch.region[name]);
  const parts = changed.flatMap((stretch) => stretch.parts);
  const answered = (name: 'mine' | 'theirs'): Blocks => parts.flatMap((part) => (part.kind === 'merged' ? part.blocks : part[name]));
  const wrong = unaccounted(side('base'), side('mine'), side('theirs'), answered('mine'));
  if (parts.some((part) => part.kind === 'conflict')) for (const unit of unaccounted(side('base'), side('mine'), side('theirs'), answered('theirs'))) wrong.add(unit);
  return wrong;
}

/**
 * Makes a conflict of each stretch that holds such a unit and in which the sides differ; null where all
 * of them are conflicts already. Answered with one side throughout, they spell that side exactly.
 */
function contest(stretches: readonly Stretch[], wrong: ReadonlySet<string>): Stretch[] | null {
  let changed = false;
  const contested = stretches.map((stretch): Stretch => {
    const { base, mine, theirs, kind } = stretch.region;
    const settled = stretch.parts.length > 1 || stretch.parts[0]?.kind === 'merged';
    if (kind === 'same' || kind === 'both' || !settled || ![base, mine, theirs].some((blocks) => unitsOf(blocks).some((unit) => wrong.has(unit)))) return stretch;
    changed = true;
    return { region: stretch.region, parts: [{ kind: 'conflict', base, mine, theirs }] };
  });
  return changed ? contested : null;
}

function joinMerged(parts: readonly MergePart[]): MergePart[] {
  const joined: MergePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'merged' && last?.kind === 'merged') joined[joined.length - 1] = mergedPart([...last.blocks, ...part.blocks]);
    else if (part.kind === 'conflict' || part.blocks.length > 0) joined.push(part);
  }
  return joined;
}
