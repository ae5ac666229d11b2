import type { Insertable } from 'kysely';
import { canonicalJson, sha256Hex } from '#shared/document/canonical.ts';
import { chainHash, chainStart } from '#shared/sync/audit-chain.ts';
import type { Entry } from '#shared/sync/entry.ts';
import type { Trx } from '../db/store.ts';
import type { Tables } from '../db/tables.ts';

/** An entry as it is kept: its canonical JSON, and the SHA-256 of that. Two entries are the same exactly when their fingerprints are. */
export type Sealed = { readonly text: string; readonly fingerprint: string };

/** Throws for a text that UTF-8 cannot carry. */
export function seal(entry: Entry): Sealed {
  const text = canonicalJson(entry);
  return { text, fingerprint: sha256Hex(text) };
}

/** What one transaction adds to the log. */
export type LogTail = {
  /** Gives an entry the next number and its place in the audit chain. It is in the table after `write` only. */
  readonly add: (entry: Entry, sealed: Sealed) => Promise<number>;
  /** Stores what was added, and the counter with it: to be called once, as the transaction's last word. */
  readonly write: () => Promise<void>;
};

/** Rows in one statement: enough that each costs little, and far from what a statement may have of parameters. */
const BATCH = 100;

/**
 * The end of the log in the hands of one transaction. That holds the log's lock, so numbers have no gaps and the
 * chain has one order: the counter and the rows are one transaction.
 */
export function logTail(trx: Trx, receivedAt: string): LogTail {
  let last: { readonly seq: number; readonly chain: string } | null = null;
  let counted = 0;
  const rows: Insertable<Tables['log']>[] = [];
  return {
    add: async (entry, { text, fingerprint }) => {
      if (last === null) {
        last = await countOne(trx);
        counted = last.seq + 1;
      }
      const seq = last.seq + 1;
      const chain = chainHash(last.chain, { seq, fingerprint, receivedAt });
      last = { seq, chain };
      const revision = entry.kind === 'revision' || entry.kind === 'story-revision' ? entry.body.revision : null;
      rows.push({ seq, id: entry.id, kind: entry.kind, subject: entry.subject, revision, fingerprint, received_at: receivedAt, entry: text, chain });
      return seq;
    },
    write: async () => {
      if (last === null) return;
      for (let from = 0; from < rows.length; from += BATCH) await trx.insertInto('log').values(rows.slice(from, from + BATCH)).execute();
      // The first was counted as it came: most transactions of a worker have no other.
      if (last.seq > counted) await trx.updateTable('log_head').set({ seq: last.seq }).execute();
    },
  };
}

/**
 * Counts the first entry, and gives what it follows on. Not read along with the lock: whoever had to wait for that still sees
 * the log as it was when they began to wait.
 */
async function countOne(trx: Trx): Promise<{ readonly seq: number; readonly chain: string }> {
  const head = await trx
    .updateTable('log_head')
    .set((row) => ({ seq: row('seq', '+', 1) }))
    .returning((row) => ['seq', 'workspace', row.selectFrom('log').select('chain').whereRef('log.seq', '=', row('log_head.seq', '-', 1)).as('previous')])
    .executeTakeFirstOrThrow();
  return { seq: Number(head.seq) - 1, chain: head.previous ?? chainStart(head.workspace) };
}
