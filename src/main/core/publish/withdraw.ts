import type { Id } from '#shared/domain/ids.ts';
import type { Unit } from '../unit.ts';

/** Calls off what was asked to be published of a variant and has not left this device. One under way is the server's to judge. */
export function withdrawRequests(unit: Unit, variant: Id): void {
  for (const { id } of unit.all<{ id: Id }>(`SELECT id FROM entries WHERE subject = ? AND kind = 'publish-request' AND state IN ('waiting', 'parked')`, variant)) withdrawRequest(unit, id);
}

export function withdrawRequest(unit: Unit, entry: Id): void {
  const changed = unit.run(`UPDATE entries SET state = 'withdrawn' WHERE id = ? AND state IN ('waiting', 'parked')`, entry);
  if (changed === 0) return;
  unit.run(`UPDATE publications SET state = 'cancelled', reason = 'withdrawn' WHERE entry = ? AND confirmed = 0`, entry);
  unit.changed('sync', null);
}
