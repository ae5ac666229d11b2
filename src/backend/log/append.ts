import { canonicalJson, sha256Hex } from '#shared/document/canonical.ts';
import type { Entry } from '#shared/sync/entry.ts';
import type { Trx } from '../db/store.ts';

/** SHA-256 of an entry's canonical JSON: two entries are the same exactly when this is. Throws for a text that UTF-8 cannot carry. */
export function fingerprintOf(entry: Entry): string {
  return sha256Hex(canonicalJson(entry));
}

/**
 * Gives an entry the next number and stores it with its fingerprint. The caller holds the log's
 * lock, so numbers have no gaps: the counter and the row are one transaction.
 */
export async function appendEntry(trx: Trx, entry: Entry, receivedAt: string): Promise<number> {
  const text = canonicalJson(entry);
  const { seq } = await trx.updateTable('log_head').set((row) => ({ seq: row('seq', '+', 1) })).returning('seq').executeTakeFirstOrThrow();
  const revision = entry.kind === 'revision' || entry.kind === 'story-revision' ? entry.body.revision : null;
  await trx
    .insertInto('log')
    .values({ seq: Number(seq), id: entry.id, kind: entry.kind, subject: entry.subject, revision, fingerprint: sha256Hex(text), received_at: receivedAt, entry: text })
    .execute();
  return Number(seq);
}
