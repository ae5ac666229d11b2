import type { Id } from '#shared/domain/ids.ts';
import { NOT_OUT_YET } from '#shared/sync/publication-machine.ts';
import type { Unit } from '../unit.ts';

/** Calls off what was asked to be published of a variant and has not left this device. One under way is the server's to judge. */
export function withdrawRequests(unit: Unit, variant: Id): void {
  for (const { id } of unit.all<{ id: Id }>(`SELECT id FROM entries WHERE subject = ? AND kind = 'publish-request' AND state IN ('waiting', 'parked')`, variant)) withdrawRequest(unit, id);
}

export function withdrawRequest(unit: Unit, entry: Id): void {
  const changed = unit.run(`UPDATE entries SET state = 'withdrawn' WHERE id = ? AND state IN ('waiting', 'parked')`, entry);
  if (changed === 0) return;
  callOff(unit, entry);
  unit.changed('sync', null);
}

/**
 * What was asked for is cancelled. Also where a server had taken it that has lost it since: its word of a place in the
 * queue is worth nothing any more. What may be out by its word stays, for a person to judge.
 */
export function callOff(unit: Unit, entry: Id): void {
  unit.run(`UPDATE publications SET state = 'cancelled', reason = 'withdrawn', confirmed = 0 WHERE entry = ? AND (confirmed = 0 OR state IN (SELECT value FROM json_each(?)))`, entry, JSON.stringify(NOT_OUT_YET));
}
