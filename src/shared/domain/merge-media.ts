import type { MediaItem } from './content.ts';
import type { Sha256 } from './ids.ts';

/** One item that both sides changed in different ways (null: removed), or two different orders. */
export type MediaConflict =
  | { readonly field: 'media'; readonly sha256: Sha256; readonly base: MediaItem | null; readonly mine: MediaItem | null; readonly theirs: MediaItem | null }
  | { readonly field: 'media-order'; readonly base: readonly Sha256[]; readonly mine: readonly Sha256[]; readonly theirs: readonly Sha256[] };

/** The merged list; an item in conflict stands in it as the side that kept it has it (the base, where both did). */
export type MediaMerge = { readonly items: readonly MediaItem[]; readonly conflicts: readonly MediaConflict[] };

type Media = readonly MediaItem[];

/**
 * Merges two lists of media item by item. An item is known by its bytes. Removed here and unchanged there
 * is removed; added on either side is kept, after the item it was put after; changed by one is changed.
 * Both at one place: by hash, so that every device orders them alike.
 */
export function mergeMedia(base: Media, mine: Media, theirs: Media): MediaMerge {
  const conflicts: MediaConflict[] = [];
  const items = new Map<Sha256, MediaItem>();
  for (const sha256 of new Set([...base, ...mine, ...theirs].map((item) => item.sha256))) {
    const versions = { base: find(base, sha256), mine: find(mine, sha256), theirs: find(theirs, sha256) };
    const merged = mergeItem(versions.base, versions.mine, versions.theirs);
    if (merged === 'conflict') conflicts.push({ field: 'media', sha256, ...versions });
    const item = merged === 'conflict' ? (versions.base ?? smaller(versions.mine, versions.theirs)) : merged;
    if (item !== null) items.set(sha256, item);
  }
  const order = mergeOrder(keys(base), keys(mine), keys(theirs), new Set(items.keys()));
  if (order === null) conflicts.push({ field: 'media-order', base: keys(base), mine: keys(mine), theirs: keys(theirs) });
  const sorted = order ?? mergeOrder(keys(base), keys(base), keys(base), new Set(items.keys())) ?? [];
  return { items: inOrder(items, sorted), conflicts };
}

/** The items in the order named, then those that the order does not name, by hash. */
export function inOrder(items: ReadonlyMap<Sha256, MediaItem>, order: readonly Sha256[]): MediaItem[] {
  const named = new Set(order.filter((sha256) => items.has(sha256)));
  const rest = [...items.keys()].filter((sha256) => !named.has(sha256)).toSorted();
  return [...named, ...rest].flatMap((sha256) => items.get(sha256) ?? []);
}

function keys(media: Media): Sha256[] {
  return [...new Set(media.map((item) => item.sha256))];
}

function find(media: Media, sha256: Sha256): MediaItem | null {
  return media.find((item) => item.sha256 === sha256) ?? null;
}

function sameItem(a: MediaItem | null, b: MediaItem | null): boolean {
  return a === b || (a !== null && b !== null && a.alt === b.alt && a.decorative === b.decorative);
}

function mergeItem(base: MediaItem | null, mine: MediaItem | null, theirs: MediaItem | null): MediaItem | null | 'conflict' {
  if (sameItem(mine, theirs) || sameItem(base, theirs)) return mine;
  return sameItem(base, mine) ? theirs : 'conflict';
}

function smaller(a: MediaItem | null, b: MediaItem | null): MediaItem | null {
  if (a === null || b === null) return a ?? b;
  return a.alt < b.alt || (a.alt === b.alt && !a.decorative) ? a : b;
}

/** Null where both sides reordered the items they share, differently. */
function mergeOrder(base: readonly Sha256[], mine: readonly Sha256[], theirs: readonly Sha256[], kept: ReadonlySet<Sha256>): Sha256[] | null {
  const shared = (list: readonly Sha256[]): Sha256[] => list.filter((sha256) => kept.has(sha256) && [base, mine, theirs].every((each) => each.includes(sha256)));
  const [ofBase, ofMine, ofTheirs] = [shared(base), shared(mine), shared(theirs)];
  const moved = { mine: ofMine.join() !== ofBase.join(), theirs: ofTheirs.join() !== ofBase.join() };
  if (moved.mine && moved.theirs && ofMine.join() !== ofTheirs.join()) return null;
  const order = moved.theirs ? ofTheirs : ofMine;
  const additions = new Map<Sha256 | null, Sha256[][]>();
  for (const list of [mine, theirs]) {
    for (const [after, added] of runsOf(list.filter((sha256) => kept.has(sha256)), new Set(order))) additions.set(after, [...(additions.get(after) ?? []), added]);
  }
  const placed = (after: Sha256 | null): Sha256[] => (additions.get(after) ?? []).toSorted((a, b) => (a.join() < b.join() ? -1 : 1)).flat();
  return [...new Set([...placed(null), ...order.flatMap((sha256) => [sha256, ...placed(sha256)])])];
}

/** The items of a list that are not anchors, in runs, each with the anchor it stands after. */
function runsOf(list: readonly Sha256[], anchors: ReadonlySet<Sha256>): Map<Sha256 | null, Sha256[]> {
  const runs = new Map<Sha256 | null, Sha256[]>();
  let anchor: Sha256 | null = null;
  for (const sha256 of list) {
    if (anchors.has(sha256)) anchor = sha256;
    else runs.set(anchor, [...(runs.get(anchor) ?? []), sha256]);
  }
  return runs;
}
