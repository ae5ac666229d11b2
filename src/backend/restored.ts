import { sql } from 'kysely';
import type { Workspace } from '#shared/domain/workspace.ts';
import { instantOf, type Clock } from './clock.ts';
import type { Store } from './db/store.ts';
import { lockHead } from './log/read.ts';
import { reclaimLost } from './publish/claim.ts';
import { move, UNLEASED } from './publish/publication-row.ts';
import { underLock, type WorkerParts } from './publish/worker-parts.ts';
import { backendLogger } from './telemetry/logger.ts';
import { NO_METER } from './telemetry/meter.ts';

export type Restored = { readonly epoch: string; readonly held: number; readonly sessions: number };

/**
 * To be done once after tables were restored from a backup, before any backend runs on them. The log gets
 * another epoch, so that desktops compare, hand over what the backup lacks and delete nothing. What was
 * waiting to go out when the backup was made may have gone out since: it is held for a person. Everybody
 * signs in again, as a device that was shut out after the backup would be let in by it.
 */
export async function takeUpRestored(given: { readonly store: Store; readonly workspace: Workspace; readonly clock: Clock; readonly newId: () => string }): Promise<Restored> {
  const { store, clock, newId } = given;
  const parts: WorkerParts = { ...given, random: () => 0, connectorOf: () => Promise.resolve(null), timing: { callTimeoutMs: 1, leaseMs: 2, settleMs: 0, pollMs: 1 }, crashPoint: () => undefined, log: backendLogger(undefined), meter: NO_METER };
  const epoch = newId();
  await reclaimLost(parts, true);
  const held = await underLock(parts, async (context) => {
    const rows = await context.trx.selectFrom('publications').selectAll().where('state', '=', 'queued').orderBy('requested_seq').forUpdate().execute();
    for (const row of rows) await move(context, row, 'hold', { ...UNLEASED, fence: row.fence + 1, next_at: null, reason: 'restored' });
    return rows.length;
  });
  const sessions = await store.transaction(async (trx) => {
    await lockHead(trx);
    await trx.updateTable('log_head').set({ epoch }).execute();
    const ended = await trx.updateTable('devices').set({ revoked_at: instantOf(clock), revoked_because: 'restored' }).where('revoked_at', 'is', null).returning('id').execute();
    await sql`delete from access_tokens`.execute(trx);
    await sql`delete from refresh_tokens`.execute(trx);
    return ended.length;
  });
  return { epoch, held, sessions };
}
