import { covers, HoldScope, type HoldTarget } from '#shared/domain/hold.ts';
import type { EntryOf } from '#shared/sync/entry.ts';
import { step } from '#shared/sync/publication-machine.ts';
import type { Trx } from '../db/store.ts';
import type { LogContext } from '../log/log-context.ts';
import { readVariantsAhead } from '../log/read-ahead.ts';
import { revisionEntry } from '../log/revision-entry.ts';
import { move, UNLEASED, type PublicationRow } from './publication-row.ts';
import { STOPPABLE } from './waiting.ts';

/** A hold comes into force, and whatever it covers and has not begun to go out stops: in the same transaction, under the log's lock. */
export async function placeHold(context: LogContext, entry: EntryOf<'hold'>, seq: number): Promise<void> {
  context.holds.forget();
  await context.trx.insertInto('holds').values({ id: entry.subject, scope: JSON.stringify(entry.body.scope), placed_seq: seq, lifted_seq: null }).execute();
  await holdWhatIsCovered(context, [entry.body.scope]);
}

/** The hold is over. What it held stays where it is: a person lets each go, or cancels it. */
export async function liftHold(context: LogContext, entry: EntryOf<'hold-lifted'>, seq: number): Promise<void> {
  context.holds.forget();
  await context.trx.updateTable('holds').set({ lifted_seq: seq }).where('id', '=', entry.subject).execute();
}

/** A story may have been given a label that is on hold. */
export async function noticeRelabelled(context: LogContext): Promise<void> {
  await holdWhatIsCovered(context, (await context.holds.get()).filter(({ kind }) => kind === 'label'));
}

/** Whether a hold in force covers a publication or a correction. It never covers a withdrawal: taking down puts nothing out. */
export async function isOnHold(context: LogContext, row: Pick<PublicationRow, 'variant' | 'revision' | 'way'>): Promise<boolean> {
  if (row.way === 'remove') return false;
  const scopes = await context.holds.get();
  return scopes.length > 0 && isCovered(scopes, await targetOf(context, row));
}

async function holdWhatIsCovered(context: LogContext, scopes: readonly HoldScope[]): Promise<void> {
  if (scopes.length === 0 || (await context.waiting.all()).size === 0) return;
  const rows = await context.trx.selectFrom('publications').selectAll().where('state', 'in', [...STOPPABLE]).orderBy('requested_seq').forUpdate().execute();
  await readVariantsAhead(context, rows.map(({ variant }) => variant));
  for (const row of rows) {
    if (row.way === 'remove' || step(row.state, 'hold') === null || !isCovered(scopes, await targetOf(context, row))) continue;
    await move(context, row, 'hold', { ...UNLEASED, fence: row.fence + 1, next_at: null, reason: 'held' });
  }
}

function isCovered(scopes: readonly HoldScope[], target: HoldTarget | null): boolean {
  // What is not known to be outside is inside.
  return target === null || scopes.some((scope) => covers(scope, target));
}

/** The scopes of the holds in force. */
export async function readHolds(trx: Trx): Promise<HoldScope[]> {
  const rows = await trx.selectFrom('holds').select('scope').where('lifted_seq', 'is', null).execute();
  return rows.map(({ scope }) => HoldScope.parse(JSON.parse(scope)));
}

async function targetOf(context: LogContext, row: Pick<PublicationRow, 'variant' | 'revision'>): Promise<HoldTarget | null> {
  const content = revisionEntry(await context.subject(row.variant), row.revision)?.body.content;
  if (content === undefined) return null;
  const { story, channel } = content;
  const newest = (await context.subject(story)).findLast(({ entry }) => entry.kind === 'story-revision');
  return { story, channel, labels: newest?.entry.kind === 'story-revision' ? newest.entry.body.content.labels : [] };
}
