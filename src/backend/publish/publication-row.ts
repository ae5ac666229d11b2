import type { Selectable } from 'kysely';
import { SERVER_MEMBER, type PublicationState } from '#shared/sync/entry.ts';
import { step, type PublicationEvent } from '#shared/sync/publication-machine.ts';
import type { Trx } from '../db/store.ts';
import type { Tables } from '../db/tables.ts';
import type { LogContext } from '../log/log-context.ts';
import { record } from '../log/record.ts';

/** One publication as the queue keeps it. */
export type PublicationRow = Selectable<Tables['publications']>;

/** What changes along with the state. */
export type RowChange = Partial<Pick<PublicationRow, 'attempt' | 'looks' | 'next_at' | 'reason' | 'remote_id' | 'url' | 'lease_until' | 'fence'>>;

/** The row, locked until the transaction ends. */
export async function lockPublication(trx: Trx, id: string): Promise<PublicationRow | null> {
  return (await trx.selectFrom('publications').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

/**
 * Moves a publication by an event of the machine, and says so in the log in the same transaction.
 * Throws for an event that does not apply: callers ask the machine first, so it is a fault of ours.
 */
export async function move(context: LogContext, row: PublicationRow, event: PublicationEvent, change: RowChange = {}): Promise<PublicationRow> {
  const state = step(row.state, event);
  if (state === null) throw new Error(`No ${event} from ${row.state}`);
  const next = await update(context.trx, row, { state, ...change });
  await tell(context, next);
  return next;
}

/** Moves without a word in the log: for steps that concern the workers only. */
export async function moveQuietly(trx: Trx, row: PublicationRow, event: PublicationEvent, change: RowChange = {}): Promise<PublicationRow> {
  const state = step(row.state, event);
  if (state === null) throw new Error(`No ${event} from ${row.state}`);
  return update(trx, row, { state, ...change });
}

/** Changes what is not the state; nobody is told. */
export async function update(trx: Trx, row: PublicationRow, change: RowChange & { readonly state?: PublicationState }): Promise<PublicationRow> {
  await trx.updateTable('publications').set(change).where('id', '=', row.id).execute();
  return { ...row, ...change };
}

/** The server's word on where a publication stands. */
export async function tell(context: LogContext, row: PublicationRow): Promise<void> {
  const entry = {
    id: context.newId(),
    workspace: context.workspace.id,
    subject: row.variant,
    author: SERVER_MEMBER,
    device: SERVER_MEMBER,
    at: context.now,
    kind: 'publication' as const,
    body: {
      publication: row.id,
      revision: row.revision,
      contentHash: row.content_hash,
      account: row.account,
      state: row.state,
      attempt: row.attempt,
      reason: row.reason,
      remoteId: row.remote_id,
      url: row.url,
    },
  };
  context.waiting.moved(row.variant);
  await record(context, entry);
}

/** Free for the next worker, or for nobody: the lease is gone and old fencing numbers no longer count. */
export const UNLEASED = { lease_until: null } as const;
