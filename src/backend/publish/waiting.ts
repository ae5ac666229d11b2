import type { PublicationState } from '#shared/sync/entry.ts';
import type { Trx } from '../db/store.ts';

/** The states in which a publication waits and a newer decision or text may still stop it. */
export const STOPPABLE: readonly PublicationState[] = ['queued', 'held', 'by-hand'];

/** An amendment waits for its approval as well; what it says may go stale meanwhile. */
export const WAITING: readonly PublicationState[] = [...STOPPABLE, 'requested'];

/**
 * Which variants have a publication that may be waiting. Asked once: under the log's lock nobody else makes one wait,
 * and the transaction itself says of each that it moved. One that waits no more is still named, so whoever acts on it
 * looks at the row.
 */
export type Waiting = { readonly has: (variant: string) => Promise<boolean>; readonly all: () => Promise<ReadonlySet<string>>; readonly moved: (variant: string) => void };

export function waitingVariants(trx: Trx): Waiting {
  // In small letters, as the database has ids.
  let known: Set<string> | null = null;
  const all = async (): Promise<Set<string>> => (known ??= await readWaiting(trx));
  return {
    all,
    has: async (variant) => (await all()).has(variant.toLowerCase()),
    // Before it was asked for there is nothing to add: the row is in the table.
    moved: (variant) => void known?.add(variant.toLowerCase()),
  };
}

async function readWaiting(trx: Trx): Promise<Set<string>> {
  const rows = await trx.selectFrom('publications').select('variant').distinct().where('state', 'in', [...WAITING]).execute();
  return new Set(rows.map(({ variant }) => variant.toLowerCase()));
}
