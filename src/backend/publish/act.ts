import type { Member } from '#shared/domain/workspace.ts';
import type { EntryOf } from '#shared/sync/entry.ts';
import { isWithPerson, step, type PublicationEvent, type PublicationState } from '#shared/sync/publication-machine.ts';
import type { LogContext } from '../log/log-context.ts';
import type { Refusal } from '../log/rules.ts';
import { isOnHold } from './holds.ts';
import { lockPublication, move, type PublicationRow, UNLEASED } from './publication-row.ts';

type Action = EntryOf<'publish-action'>['body']['action'];

/** What a person's word means to the machine. */
const EVENTS: Readonly<Record<Action, PublicationEvent>> = {
  'posted-by-hand': 'posted-by-hand',
  'found-posted': 'found-posted',
  'not-posted': 'not-posted',
  cancel: 'cancel',
  retry: 'retry',
  release: 'release',
};

/**
 * The event of an action in a state, or null where it does not apply. Whether a post exists is a
 * person's to say only once the publication has been given to a person: before that, a worker is
 * finding out, and both answers at once could post twice.
 */
function eventOf(state: PublicationState, action: Action): PublicationEvent | null {
  const event = EVENTS[action];
  if ((action === 'found-posted' || action === 'not-posted') && !isWithPerson(state)) return null;
  return step(state, event) === null ? null : event;
}

/** Why a person's word on a publication is not taken; null when it is. */
export async function refuseAction(context: LogContext, entry: EntryOf<'publish-action'>, member: Member): Promise<Refusal | null> {
  const { publication, action, url } = entry.body;
  const row = await lockPublication(context.trx, publication);
  if (row === null || row.variant !== entry.subject) return { code: 'not-found', reason: 'No such publication' };
  const callsOffOwn = action === 'cancel' && row.amends !== null && (await askedBy(context, row)) === member.id;
  if (!member.roles.includes('publisher') && !callsOffOwn) return { code: 'not-allowed', reason: 'Only a publisher may say so' };
  // Of a post that was edited or taken down by hand the address is known, or gone.
  if (action === 'posted-by-hand' && row.way !== 'edit' && row.way !== 'remove' && !isWebAddress(url)) return { code: 'bad-input', reason: 'The address of the post is missing' };
  if (url !== '' && !isWebAddress(url)) return { code: 'bad-input', reason: 'Not a web address' };
  if (action === 'release' && row.state === 'held' && (await isOnHold(context, row))) return { code: 'on-hold', reason: 'A hold covers it' };
  return eventOf(row.state, action) === null ? { code: 'conflict', reason: `A publication that is ${row.state} does not take ${action}` } : null;
}

async function askedBy(context: LogContext, row: PublicationRow): Promise<string | null> {
  for (const { entry } of await context.subject(row.variant)) if (entry.kind === 'amendment-request' && entry.body.amendment === row.id) return entry.author;
  return null;
}

/** Carries out a person's word. It has been checked and is in the log; this is the same transaction. */
export async function actOnPublication(context: LogContext, entry: EntryOf<'publish-action'>): Promise<void> {
  const { publication, action, url } = entry.body;
  const row = await lockPublication(context.trx, publication);
  const event = row === null ? null : eventOf(row.state, action);
  if (row === null || event === null) throw new Error('An action was accepted that does not apply');
  const again = step(row.state, event) === 'queued';
  await move(context, row, event, {
    // A worker that holds it has not called anybody in a state that a person may change; its number no longer counts.
    ...UNLEASED,
    fence: row.fence + 1,
    next_at: again ? context.nowMs : null,
    reason: '',
    // What a person has found not to be there has no address either.
    ...(again ? { remote_id: '', url: '' } : url === '' ? {} : { url }),
  });
}

function isWebAddress(text: string): boolean {
  // Without control characters: the tables take no NUL, and no address has any.
  return /^https?:\/\/[^\s\p{Cc}/?#]+[^\s\p{Cc}]*$/iu.test(text);
}
