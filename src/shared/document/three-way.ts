import { diffIndices } from 'node-diff3';

/**
 * A stretch of a three-way comparison with all three versions of it. `same`: nobody changed it; `mine`
 * or `theirs`: one side did; `both`: both made the same change; `contested`: they made different ones.
 */
export type Region<T> = {
  readonly kind: 'same' | 'mine' | 'theirs' | 'both' | 'contested';
  readonly base: readonly T[];
  readonly mine: readonly T[];
  readonly theirs: readonly T[];
};

/** One side's change: `start` and `length` in the base, and what stands there instead. */
export type Hunk<T> = { readonly start: number; readonly length: number; readonly content: readonly T[] };

/** The changes from one list to another, by key, in order; two never touch. */
export function hunksOf<T>(base: readonly T[], changed: readonly T[], key: (item: T) => string): Hunk<T>[] {
  // node-diff3 looks items up as property names; short numbers are quicker than long texts.
  const numbers = new Map<string, number>();
  const numbered = (items: readonly T[]): number[] =>
    items.map((item) => {
      const text = key(item);
      const known = numbers.get(text) ?? numbers.size;
      numbers.set(text, known);
      return known;
    });
  const found = diffIndices(numbered(base), numbered(changed)) as readonly { readonly buffer1: readonly [number, number]; readonly buffer2: readonly [number, number] }[];
  return found.map(({ buffer1, buffer2 }) => ({ start: buffer1[0], length: buffer1[1], content: changed.slice(buffer2[0], buffer2[0] + buffer2[1]) }));
}

/**
 * Compares two changed lists with the one they came from (diff3, on keys). Changes that touch, even at
 * a point, fall into one region. Swapping the sides swaps the names and changes nothing else.
 */
export function compareThree<T>(base: readonly T[], mine: readonly T[], theirs: readonly T[], key: (item: T) => string): Region<T>[] {
  const changes = [
    ...hunksOf(base, mine, key).map((hunk) => ({ hunk, side: 'mine' as const })),
    ...hunksOf(base, theirs, key).map((hunk) => ({ hunk, side: 'theirs' as const })),
  ].toSorted((a, b) => a.hunk.start - b.hunk.start);
  const regions: Region<T>[] = [];
  const at = { base: 0, mine: 0, theirs: 0 };
  const take = (kind: Region<T>['kind'] | null, lengths: { readonly base: number; readonly mine: number; readonly theirs: number }): void => {
    const region = {
      base: base.slice(at.base, at.base + lengths.base),
      mine: mine.slice(at.mine, at.mine + lengths.mine),
      theirs: theirs.slice(at.theirs, at.theirs + lengths.theirs),
    };
    at.base += lengths.base;
    at.mine += lengths.mine;
    at.theirs += lengths.theirs;
    regions.push({ kind: kind ?? (sameItems(region.mine, region.theirs, key) ? 'both' : 'contested'), ...region });
  };
  const takeSame = (length: number): void => {
    if (length > 0) take('same', { base: length, mine: length, theirs: length });
  };
  for (let next = 0; next < changes.length; ) {
    const start = changes[next]?.hunk.start ?? 0;
    let end = start;
    const grown = { mine: 0, theirs: 0 };
    const sides = new Set<'mine' | 'theirs'>();
    for (let change = changes[next]; change !== undefined && change.hunk.start <= end; next += 1, change = changes[next]) {
      end = Math.max(end, change.hunk.start + change.hunk.length);
      grown[change.side] += change.hunk.content.length - change.hunk.length;
      sides.add(change.side);
    }
    takeSame(start - at.base);
    const [only] = sides;
    take(sides.size === 1 && only !== undefined ? only : null, { base: end - start, mine: end - start + grown.mine, theirs: end - start + grown.theirs });
  }
  takeSame(base.length - at.base);
  return regions;
}

/** What a settled region becomes in the merge. */
export function settledItems<T>(region: Region<T>): readonly T[] {
  return region.kind === 'theirs' ? region.theirs : region.mine;
}

function sameItems<T>(a: readonly T[], b: readonly T[], key: (item: T) => string): boolean {
  return a.length === b.length && a.every((item, index) => key(item) === key(b[index] as T));
}
