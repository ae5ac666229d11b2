import type { HoldView } from '#shared/contract/publication-views.ts';
import { type HoldScope, mayHold, mayLift } from '#shared/domain/hold.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import { entryBase, seatedMember } from '../core.ts';
import { appendEntry } from '../log/append.ts';
import { readHolds } from '../read-models/holds.ts';
import { refuse } from '../refusal.ts';
import { actWithin } from './act.ts';

/** Those in force first, then those that are over; newest first. */
export function listHolds(core: Core): HoldView[] {
  const holds = readHolds(core.db.read).toReversed();
  return [...holds.filter(({ lifted }) => lifted === null), ...holds.filter(({ lifted }) => lifted !== null)];
}

/**
 * Stops what the scope covers: at once on this computer, on the server as soon as there is a way.
 * Refuses with `not-allowed`, `bad-input` (no reason).
 */
export function placeHold(core: Core, scope: HoldScope, reason: string): { id: Id } {
  if (!mayHold(seatedMember(core))) refuse('not-allowed', 'hold');
  if (reason.trim() === '') refuse('bad-input', 'reason');
  const id = core.newId();
  core.write((unit) => appendEntry(unit, { ...entryBase(core, id), kind: 'hold', body: { scope, reason: reason.trim() } }, false));
  return { id };
}

/**
 * Ends a hold and says of what it held what goes out and what does not; the rest stays held. One transaction.
 * Refuses with `not-allowed`, `not-found`, `conflict` (over already), `on-hold` (another hold covers what is to go).
 */
export function liftHold(core: Core, id: Id, release: readonly Id[], cancel: readonly Id[]): void {
  if (!mayLift(seatedMember(core))) refuse('not-allowed', 'lift');
  core.write((unit) => {
    const hold = readHolds(unit).find((each) => each.id === id) ?? refuse('not-found', id);
    if (hold.lifted !== null) refuse('conflict', id);
    appendEntry(unit, { ...entryBase(core, id), kind: 'hold-lifted', body: {} }, false);
    for (const publication of release) actWithin(core, unit, publication, 'release', '');
    for (const publication of cancel) actWithin(core, unit, publication, 'cancel', '');
  });
}
