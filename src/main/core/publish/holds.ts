import type { HoldView } from '#shared/contract/views.ts';
import { type HoldScope, mayHold, mayLift } from '#shared/domain/hold.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { EntryOf } from '#shared/sync/entry.ts';
import type { Core } from '../core.ts';
import { entryBase, seatedMember } from '../core.ts';
import { appendEntry } from '../log/append.ts';
import { readHolds } from '../read-models/holds.ts';
import { refuse } from '../refusal.ts';
import type { Unit } from '../unit.ts';
import { publicationViews } from '../views/revision-view.ts';
import { withdrawRequest } from './withdraw.ts';

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
  const member = seatedMember(core);
  if (!mayLift(member)) refuse('not-allowed', 'lift');
  core.write((unit) => {
    const hold = readHolds(unit).find((each) => each.id === id) ?? refuse('not-found', id);
    if (hold.lifted !== null) refuse('conflict', id);
    appendEntry(unit, { ...entryBase(core, id), kind: 'hold-lifted', body: {} }, false);
    if (release.length + cancel.length > 0 && !member.roles.includes('publisher')) refuse('not-allowed', 'release');
    for (const publication of release) act(core, unit, publication, 'release');
    for (const publication of cancel) act(core, unit, publication, 'cancel');
  });
}

function act(core: Core, unit: Unit, id: Id, action: Extract<EntryOf<'publish-action'>['body']['action'], 'release' | 'cancel'>): void {
  const publication = publicationViews(unit, core.state(), 'p.id = ?', 1, id)[0] ?? refuse('not-found', id);
  if (!publication.confirmed) {
    // It has not left this computer: the server will hold it when it hears of it, unless it is called off here.
    const left = unit.get<{ state: string }>('SELECT state FROM entries WHERE id = ?', publication.entry)?.state;
    if (action === 'cancel' && (left === 'waiting' || left === 'parked')) return withdraw(unit, publication.entry, publication.variant);
  } else if (publication.state !== 'held') {
    refuse('conflict', publication.state);
  }
  if (action === 'release' && publication.holds.length > 0) refuse('on-hold', id);
  appendEntry(unit, { ...entryBase(core, publication.variant), kind: 'publish-action', body: { publication: id, action, url: '' } }, false);
}

function withdraw(unit: Unit, entry: Id, variant: Id): void {
  withdrawRequest(unit, entry);
  unit.touchVariant(variant);
}
