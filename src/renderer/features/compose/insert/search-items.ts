import { isGuess, rankOf, searchName, type SearchName, type SearchQuery, searchQuery } from '../../../app/command-search.ts';
import { INSERT_KINDS, type InsertItem, type InsertKind } from './items.ts';

/** Items under a heading; `found` has none, since the best of all kinds come first. */
export interface ItemSection {
  readonly id: 'recent' | 'found' | InsertKind;
  readonly items: readonly InsertItem[];
}

/** So many fit what was typed at most: who does not find it among these types another letter. */
const FOUND_MAX = 40;
/** Of each kind that many are shown before anything is typed. */
const SHOWN: Readonly<Record<InsertKind, number>> = { template: 5, 'closing-line': 5, 'hashtag-group': 5, handle: 5, character: 16, emoji: 32 };

/** What is looked for in an item: its names, and the further words. Kept for as long as the item. */
const prepared = new WeakMap<InsertItem, { readonly names: readonly SearchName[]; readonly words: readonly SearchName[] }>();

function namesOf(item: InsertItem): { readonly names: readonly SearchName[]; readonly words: readonly SearchName[] } {
  let names = prepared.get(item);
  if (names === undefined) {
    names = { names: [item.names.ko, item.names.en].map(searchName), words: item.words.map(searchName) };
    prepared.set(item, names);
  }
  return names;
}

/**
 * What is shown for a query: the best first, with what the newsroom keeps a step before the signs; of equals what was used last (`recent`, ids, the latest first) and then in the
 * order of the kinds. Before anything is typed: what was used last, and the first of each kind.
 */
export function searchItems(items: readonly InsertItem[], recent: readonly string[], typed: string): readonly ItemSection[] {
  const query = searchQuery(typed);
  if (query.ways.length === 0) return overview(items, recent);
  const ranked = items.flatMap((item, order) => {
    const { names, words } = namesOf(item);
    const rank = isExactly(names, query) ? -1 : better(rankOf(names, query), rankOf(words, query));
    // Of what the newsroom keeps there is little, and it is likelier to be meant.
    return rank === null ? [] : [{ item, order, rank, step: isKept(item) ? rank - 1 : rank, used: placeIn(recent, item.id), kind: INSERT_KINDS.indexOf(item.kind) }];
  });
  const real = ranked.filter(({ rank }) => !isGuess(Math.floor(rank)));
  const found = (real.length > 0 ? real : ranked)
    .toSorted((a, b) => a.step - b.step || a.used - b.used || a.kind - b.kind || a.order - b.order)
    .slice(0, FOUND_MAX)
    .map(({ item }) => item);
  return found.length === 0 ? [] : [{ id: 'found', items: found }];
}

function isKept({ kind }: InsertItem): boolean {
  return kind !== 'character' && kind !== 'emoji';
}

function isExactly(names: readonly SearchName[], { ways }: SearchQuery): boolean {
  return names.some((name) => name.plain === ways[0]?.text);
}

/** A name counts for half a step more than a further word. */
function better(name: number | null, word: number | null): number | null {
  if (name === null) return word === null ? null : word + 0.5;
  return word === null ? name : Math.min(name, word + 0.5);
}

function placeIn(recent: readonly string[], id: string): number {
  const place = recent.indexOf(id);
  return place === -1 ? recent.length : place;
}

function overview(items: readonly InsertItem[], recent: readonly string[]): readonly ItemSection[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const used = recent.flatMap((id) => byId.get(id) ?? []);
  const shown = new Set(used);
  const sections: ItemSection[] = [
    { id: 'recent', items: used },
    ...INSERT_KINDS.map((kind): ItemSection => ({ id: kind, items: items.filter((item) => item.kind === kind && !shown.has(item)).slice(0, SHOWN[kind]) })),
  ];
  return sections.filter((section) => section.items.length > 0);
}
