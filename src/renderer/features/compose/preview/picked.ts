import { z } from 'zod';
import type { VariantRow } from '#shared/contract/views.ts';
import { Id } from '#shared/domain/ids.ts';
import { createKeptStore } from '../../../app/kept-store.ts';

/** As many previews as can be seen at once. */
export const PREVIEWS_MAX = 5;

const KEY = 'sotong.preview.picked';
/** Of so many stories the choice is remembered, those chosen for last. */
const STORIES_MAX = 100;
const Kept = z.array(z.tuple([Id, z.array(Id).max(PREVIEWS_MAX)]));

function parsePicked(kept: string | null): ReadonlyMap<Id, readonly Id[]> {
  try {
    return new Map(Kept.parse(JSON.parse(kept ?? '[]')));
  } catch {
    return new Map();
  }
}

/** Which accounts' variants are seen together, by story: accounts, so that the other language shows the same channels. */
export const picked = createKeptStore(KEY, { parse: parsePicked, format: (chosen) => JSON.stringify([...chosen]) });

/** The variants to show, in their own order: the one in hand always, and those that were picked, five at most. */
export function shownRows(rows: readonly VariantRow[], current: Id | null, accounts: readonly Id[]): readonly VariantRow[] {
  const isPicked = (row: VariantRow): boolean => row.id !== current && accounts.includes(row.account.id);
  const room = PREVIEWS_MAX - (rows.some(({ id }) => id === current) ? 1 : 0);
  const others = new Set(rows.filter(isPicked).slice(0, room));
  return rows.filter((row) => row.id === current || others.has(row));
}

/** Shows exactly these accounts' variants of the story. */
export function pick(story: Id, accounts: readonly Id[]): void {
  picked.update((before) => new Map([...[...before].filter(([id]) => id !== story), [story, accounts] as const].slice(-STORIES_MAX)));
}
