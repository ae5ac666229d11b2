import { publicationKey } from '#shared/domain/publish-gate.ts';
import type { EntryOf } from '#shared/sync/entry.ts';
import { step } from '#shared/sync/publication-machine.ts';
import type { LogContext } from '../log/log-context.ts';
import { isOnHold } from './holds.ts';
import { tell, type PublicationRow } from './publication-row.ts';

/** Puts what a request asked for into the queue. The request has been checked and is in the log; this is the same transaction. */
export async function openPublication(context: LogContext, entry: EntryOf<'publish-request'>, seq: number): Promise<void> {
  const { publication, revision, contentHash, account, slot } = entry.body;
  const queued: PublicationRow = {
    id: publication,
    variant: entry.subject,
    revision,
    content_hash: contentHash,
    account,
    slot,
    key: publicationKey(contentHash, account, slot),
    state: step('requested', 'accept') ?? 'queued',
    attempt: 0,
    looks: 0,
    fence: 0,
    lease_until: null,
    next_at: context.nowMs,
    reason: '',
    remote_id: '',
    url: '',
    requested_seq: seq,
    amends: null,
    way: null,
  };
  // Asked for under a hold: it is on record, and waits for a person to let it go.
  const row: PublicationRow = (await isOnHold(context, queued)) ? { ...queued, state: step(queued.state, 'hold') ?? queued.state, next_at: null, reason: 'held' } : queued;
  await context.trx.insertInto('publications').values(row).execute();
  await tell(context, row);
}
