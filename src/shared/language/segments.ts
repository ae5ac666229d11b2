import { graphemes } from './graphemes.ts';

/** What became of a line of the new source. `from` is its place in the old one. */
type SegmentChange =
  | { readonly kind: 'unchanged'; readonly from: number; /** It stands elsewhere among its neighbours now. */ readonly moved: boolean }
  | { readonly kind: 'changed'; readonly from: number }
  | { readonly kind: 'new' };

export interface SegmentAlignment {
  /** One for each line of the new source, in order. */
  readonly changes: readonly SegmentChange[];
  /** The old lines that nothing of the new source comes from. */
  readonly deleted: readonly number[];
}

/** Below this share of common pairs of characters two lines are two, and not one that was changed. */
const SAME_LINE = 0.3;

/**
 * Compares the lines of a source before and after: a longest common subsequence of equal lines stays, a line that is equal
 * elsewhere was moved, and between those the most similar lines, in order, are one line that was changed.
 */
export function alignSegments(before: readonly string[], after: readonly string[]): SegmentAlignment {
  const changes: SegmentChange[] = after.map(() => ({ kind: 'new' }));
  const used = new Set<number>();
  const anchors = commonSubsequence(before, after);
  for (const [from, to] of anchors) {
    changes[to] = { kind: 'unchanged', from, moved: false };
    used.add(from);
  }
  findMoved(before, after, changes, used);
  for (const gap of gapsBetween(anchors, before.length, after.length)) {
    const old = range(gap.from, gap.fromEnd).filter((index) => !used.has(index));
    const fresh = range(gap.to, gap.toEnd).filter((index) => changes[index]?.kind === 'new');
    for (const [from, to] of pairSimilar(before, after, old, fresh)) {
      changes[to] = { kind: 'changed', from };
      used.add(from);
    }
  }
  return { changes, deleted: range(0, before.length).filter((index) => !used.has(index)) };
}

type Pair = readonly [from: number, to: number];

/** Pairs of equal lines, as many as there can be in order. Time and memory are the product of the lengths of what differs. */
function commonSubsequence(before: readonly string[], after: readonly string[]): Pair[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const middle = longestCommon(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  return [
    ...range(0, head).map((index): Pair => [index, index]),
    ...middle.map(([from, to]): Pair => [from + head, to + head]),
    ...range(0, tail).map((index): Pair => [before.length - tail + index, after.length - tail + index]),
  ];
}

function longestCommon(before: readonly string[], after: readonly string[]): Pair[] {
  const width = after.length + 1;
  // lengths[i × width + j]: the longest common subsequence of before[i…] and after[j…].
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        before[i] === after[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const pairs: Pair[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) pairs.push([i++, j++]);
    else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}

function findMoved(before: readonly string[], after: readonly string[], changes: SegmentChange[], used: Set<number>): void {
  const free = new Map<string, number[]>();
  before.forEach((line, index) => {
    if (!used.has(index)) free.set(line, [...(free.get(line) ?? []), index]);
  });
  after.forEach((line, to) => {
    const from = changes[to]?.kind === 'new' ? free.get(line)?.shift() : undefined;
    if (from === undefined) return;
    changes[to] = { kind: 'unchanged', from, moved: true };
    used.add(from);
  });
}

interface Gap {
  readonly from: number;
  readonly fromEnd: number;
  readonly to: number;
  readonly toEnd: number;
}

function gapsBetween(anchors: readonly Pair[], oldLength: number, newLength: number): Gap[] {
  const ends: readonly Pair[] = [...anchors, [oldLength, newLength]];
  return ends.map(([fromEnd, toEnd], index) => {
    const [from, to] = index === 0 ? [-1, -1] : (ends[index - 1] ?? [-1, -1]);
    return { from: from + 1, fromEnd, to: to + 1, toEnd };
  });
}

/** A gap with more comparisons than this is paired in order of place: nobody changed that many lines one by one. */
const MAX_COMPARISONS = 40_000;

/** The pairs, in order on both sides, that have the most in common together. */
function pairSimilar(before: readonly string[], after: readonly string[], old: readonly number[], fresh: readonly number[]): Pair[] {
  if (old.length === 0 || fresh.length === 0) return [];
  if (old.length * fresh.length > MAX_COMPARISONS) return old.slice(0, fresh.length).map((from, index): Pair => [from, fresh[index] ?? 0]);
  const oldPairs = old.map((index) => pairsOf(before[index] ?? ''));
  const newPairs = fresh.map((index) => pairsOf(after[index] ?? ''));
  const scores = oldPairs.map((a) => newPairs.map((b) => similarity(a, b)));
  const width = fresh.length + 1;
  const best = new Float64Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const score = scores[i]?.[j] ?? 0;
      const together = score >= SAME_LINE ? score + (best[(i + 1) * width + j + 1] ?? 0) : 0;
      best[i * width + j] = Math.max(together, best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
    }
  }
  const pairs: Pair[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length && j < fresh.length) {
    const here = best[i * width + j] ?? 0;
    const score = scores[i]?.[j] ?? 0;
    if (score >= SAME_LINE && here === score + (best[(i + 1) * width + j + 1] ?? 0)) pairs.push([old[i++] ?? 0, fresh[j++] ?? 0]);
    else if (here === best[(i + 1) * width + j]) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Pairs of neighbouring characters with how often each occurs; digits count as one, so that a new date is a changed line. */
function pairsOf(line: string): ReadonlyMap<string, number> {
  const characters = graphemes(line.toLowerCase().replace(/\d/gu, '0'));
  const pairs = new Map<string, number>();
  const units = characters.length === 1 ? characters : characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
  for (const unit of units) pairs.set(unit, (pairs.get(unit) ?? 0) + 1);
  return pairs;
}

/** Dice's coefficient, 0 to 1. */
function similarity(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [unit, count] of a) common += Math.min(count, b.get(unit) ?? 0);
  const all = total(a) + total(b);
  return all === 0 ? 0 : (2 * common) / all;
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
