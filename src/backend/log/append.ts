import { canonicalJson, sha256Hex } from '#shared/document/canonical.ts';
import { chainHash, chainStart } from '#shared/sync/audit-chain.ts';
import type { Entry } from '#shared/sync/entry.ts';
import type { Trx } from '../db/store.ts';

/** SHA-256 of an entry's canonical JSON: two entries are the same exactly when this is. Throws for a text that UTF-8 cannot carry. */
export function fingerprintOf(entry: Entry): string {
  return sha256Hex(canonicalJson(entry));
}

/**
 * Gives an entry the next number and stores it with its fingerprint and its place in the audit chain.
 * The caller holds the log's lock, so numbers have no gaps and the chain has one order: the counter and
 * the row are one transaction.
 */
export async function appendEntry(trx: Trx, entry: Entry, receivedAt: string): Promise<number> {
  const text = canonicalJson(entry);
  const fingerprint = sha256Hex(text);
  const head = await trx
    .updateTable('log_head')
    .set((row) => ({ seq: row('seq', '+', 1) }))
    .returning((row) => ['seq', 'workspace', row.selectFrom('log').select('chain').whereRef('log.seq', '=', row('log_head.seq', '-', 1)).as('previous')])
    .executeTakeFirstOrThrow();
  const seq = Number(head.seq);
  const chain = chainHash(head.previous ?? chainStart(head.workspace), { seq, fingerprint, receivedAt });
  const revision = entry.kind === 'revision' || entry.kind === 'story-revision' ? entry.body.revision : null;
  await trx
    .insertInto('log')
    .values({ seq, id: entry.id, kind: entry.kind, subject: entry.subject, revision, fingerprint, received_at: receivedAt, entry: text, chain })
    .execute();
  return seq;
}
