import type { Id } from '../domain/ids.ts';
import type { Examined } from './finding.ts';
import { startCheck } from './finding.ts';
import type { LedgerRow } from './rows.ts';

/** What a newsroom's database holds of one log. */
export type Replica = {
  readonly cursor: number;
  /** The entries that it holds as recorded, with the fingerprint of each as it is here; null where it cannot be read. */
  readonly entries: readonly { readonly id: Id; readonly seq: number; readonly fingerprint: string | null }[];
};

/** 9, against the server: the cursor is not past its newest entry. */
export function checkCursorAgainst(replica: Replica, head: number): Examined {
  const check = startCheck('9', 'cursors');
  check.look();
  if (replica.cursor > head) check.found('log', 'cursor-past-server', { cursor: replica.cursor, head });
  return check.done();
}

/** 12: what both have is the same, entry by entry, and nothing up to the cursor is on one side only. For one epoch. */
export function checkReplica(replica: Replica, ledger: readonly Pick<LedgerRow, 'id' | 'seq' | 'fingerprint'>[]): Examined {
  const check = startCheck('12', 'entries on both sides');
  const there = new Map(ledger.map((row) => [row.seq, row]));
  const here = new Set<number>();
  for (const { id, seq, fingerprint } of replica.entries) {
    check.look();
    here.add(seq);
    const other = there.get(seq);
    if (other === undefined) check.found(id, 'entry-only-here', { seq });
    else if (other.id !== id || other.fingerprint !== fingerprint) check.found(id, 'entry-differs', { seq });
  }
  for (const { id, seq } of ledger) if (seq <= replica.cursor && !here.has(seq)) check.found(id, 'entry-only-there', { seq });
  return check.done();
}

/** A derived table's rows by their key, each as one text. */
export type TableRows = ReadonlyMap<string, string>;

/** 24: a derived table before and after it was derived anew. */
export function checkRebuilt(table: string, before: TableRows, after: TableRows): Examined {
  const check = startCheck('24', `rows of ${table}`);
  for (const [key, row] of before) {
    check.look();
    const rebuilt = after.get(key);
    if (rebuilt === undefined) check.found(key, 'row-extra', { table });
    else if (rebuilt !== row) check.found(key, 'row-differs', { table });
  }
  for (const key of after.keys()) if (!before.has(key)) check.found(key, 'row-missing', { table });
  return check.done();
}
