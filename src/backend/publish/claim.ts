import { step } from '#shared/sync/publication-machine.ts';
import { lockPublication, move, moveQuietly, update, UNLEASED } from './publication-row.ts';
import { underLock, whileMine, type Claim, type WorkerParts } from './worker-parts.ts';

/** The states in which a worker has something to do: to send, to find out, to confirm. */
const WORK = ['queued', 'uncertain', 'sent'] as const;

/**
 * Takes the next publication that is due, for as long as the lease; null when nothing is. Rows that
 * another worker is taking are passed over, and one account has one publication under way at a time.
 */
export async function claimNext(parts: WorkerParts): Promise<Claim | null> {
  const now = parts.clock.now();
  return parts.store.db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('publications')
      .selectAll()
      .where('next_at', '<=', now)
      .where('lease_until', 'is', null)
      .where('state', 'in', [...WORK])
      .where('account', 'not in', (busy) => busy.selectFrom('publications').select('account').where('lease_until', 'is not', null))
      .orderBy('next_at')
      .orderBy('requested_seq')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (row === undefined) return null;
    const lease = { lease_until: now + parts.timing.leaseMs, fence: row.fence + 1 };
    const claimed = row.state === 'queued' ? await moveQuietly(trx, row, 'claim', lease) : await update(trx, row, lease);
    return { ...claimed, lease_until: lease.lease_until };
  });
}

/** Gives back a publication that was claimed and not begun: the next worker may take it at once. */
export async function giveBack(parts: WorkerParts, claim: Claim): Promise<void> {
  await whileMine(parts, claim, async (context, row) => {
    const free = { ...UNLEASED, fence: row.fence + 1, next_at: context.nowMs };
    if (row.state === 'claimed') await moveQuietly(context.trx, row, 'lease-lost', free);
    else await update(context.trx, row, free);
  });
}

/**
 * Takes back what a worker held when it died. Where it may have called the channel, what came of the
 * call is not known: the publication is uncertain and will be looked for, never sent again as if nothing
 * had happened. `all`: no other worker can be alive, so that leases need not run out first.
 */
export async function reclaimLost(parts: WorkerParts, all = false): Promise<number> {
  const before = all ? Number.MAX_SAFE_INTEGER : parts.clock.now();
  const lost = await parts.store.db.selectFrom('publications').select('id').where('lease_until', 'is not', null).where('lease_until', '<=', before).orderBy('requested_seq').execute();
  for (const { id } of lost) await reclaim(parts, id, before);
  if (lost.length > 0) parts.meter.reclaimed(lost.length);
  return lost.length;
}

async function reclaim(parts: WorkerParts, id: string, before: number): Promise<void> {
  await underLock(parts, async (context) => {
    const row = await lockPublication(context.trx, id);
    // Its worker may have come back meanwhile.
    if (row === null || row.lease_until === null || row.lease_until > before) return;
    const free = { ...UNLEASED, fence: row.fence + 1 };
    const next = step(row.state, 'lease-lost');
    if (next === null) {
      await update(context.trx, row, free);
    } else if (next === row.state || row.state === 'claimed') {
      await moveQuietly(context.trx, row, 'lease-lost', { ...free, next_at: context.nowMs });
    } else {
      await context.trx.updateTable('attempts').set({ ended_at: context.now, outcome: 'lost' }).where('publication', '=', id).where('attempt', '=', row.attempt).execute();
      await move(context, row, 'lease-lost', { ...free, next_at: context.nowMs + parts.timing.settleMs, reason: 'worker-lost' });
    }
  });
}

/** When there will next be something to do, in milliseconds of the clock; null for never. */
export async function nextDue(parts: WorkerParts): Promise<number | null> {
  const { db } = parts.store;
  // Each by itself: so both come from the front of an index, and not from every publication that there ever was.
  const row = await db
    .selectNoFrom((from) => [
      from.selectFrom('publications').select(({ fn }) => fn.min('next_at').as('due')).where('lease_until', 'is', null).as('due'),
      from.selectFrom('publications').select(({ fn }) => fn.min('lease_until').as('lease')).as('lease'),
    ])
    .executeTakeFirstOrThrow();
  const moments = [row.due, row.lease].filter((moment) => moment !== null).map(Number);
  return moments.length === 0 ? null : Math.min(...moments);
}
