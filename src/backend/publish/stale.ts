import { step } from '#shared/sync/publication-machine.ts';
import type { LogContext } from '../log/push-context.ts';
import { eventOfRefusal, lookBeforeSend } from './gate.ts';
import { move, STOPPABLE, UNLEASED } from './publication-row.ts';

/**
 * Stops what waits to go out and no longer may, as soon as the log says so: people see at once that an
 * edit or a revocation has stopped it. A worker that has taken it already finds the same at its own gate.
 */
export async function noticeStale(context: LogContext, variant: string): Promise<void> {
  const rows = await context.trx.selectFrom('publications').selectAll().where('variant', '=', variant).where('state', 'in', [...STOPPABLE]).orderBy('requested_seq').forUpdate().execute();
  for (const row of rows) {
    // Whether it is held is not the question here: the gate asks for that last.
    const gate = await lookBeforeSend(context, { ...row, state: row.state === 'held' ? 'queued' : row.state }, true);
    const event = gate.ok ? null : eventOfRefusal(gate.code);
    if (gate.ok || event !== 'go-stale' || step(row.state, event) === null) continue;
    await move(context, row, event, { ...UNLEASED, fence: row.fence + 1, next_at: null, reason: gate.code });
  }
}
