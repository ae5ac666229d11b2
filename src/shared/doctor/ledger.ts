import { type AccountEvent, type EventLink, verifyEvents } from '../audit/account-event.ts';
import { canonicalJson, contentHash, sha256Hex } from '../document/canonical.ts';
import type { Id } from '../domain/ids.ts';
import { verifyChain } from '../sync/audit-chain.ts';
import { Entry, type LogEntry } from '../sync/entry.ts';
import type { Examined } from './finding.ts';
import { startCheck } from './finding.ts';
import type { LedgerRow, StoredEntry } from './rows.ts';

/** 4: the numbers rise by one from 1 to what the counter says. Rows in the order of their numbers. */
export function checkNumbers(rows: Iterable<LedgerRow>, head: number): Examined {
  const check = startCheck('4', 'entries');
  let expected = 1;
  for (const { seq, id } of rows) {
    check.look();
    if (seq > expected) check.found(id, 'number-missing', { expected, found: seq });
    if (seq < expected) check.found(id, 'number-twice', { expected, found: seq });
    expected = seq + 1;
  }
  if (expected - 1 !== head) check.found('log', 'head-differs', { last: expected - 1, head });
  return check.done();
}

/** 6: no entry is recorded twice. */
export function checkIds(rows: Iterable<LedgerRow>): Examined {
  const check = startCheck('6', 'entries');
  const seen = new Map<Id, number>();
  for (const { seq, id } of rows) {
    check.look();
    const first = seen.get(id);
    if (first === undefined) seen.set(id, seq);
    else check.found(id, 'id-twice', { first, second: seq });
  }
  return check.done();
}

/** The audit chain of a whole log. */
export function checkChain(workspace: Id, rows: readonly LedgerRow[], head: number): Examined {
  const check = startCheck('audit', 'entries');
  const ids = new Map(rows.map(({ seq, id }) => [seq, id]));
  for (const _row of rows) check.look();
  for (const { seq, kind } of verifyChain(workspace, rows, head)) check.found(ids.get(seq) ?? 'log', kind === 'cut-off' ? 'chain-cut' : 'chain-broken', { seq });
  return check.done();
}

/** The audit chain of what was done to accounts. */
export function checkEvents(workspace: Id, events: readonly AccountEvent[], links: readonly EventLink[]): Examined {
  const check = startCheck('audit', 'acts on accounts');
  for (const _link of links) check.look();
  for (const { n } of verifyEvents(workspace, events, links)) check.found(String(n), 'event-chain-broken', { n });
  return check.done();
}

/** The entry that a stored row holds; null for what is none. */
export function readEntry(row: StoredEntry): LogEntry | null {
  try {
    const parsed = Entry.safeParse(JSON.parse(row.text));
    return parsed.success ? { seq: row.seq, receivedAt: row.receivedAt, entry: parsed.data } : null;
  } catch {
    return null;
  }
}

/** 5: each entry is what its fingerprint was taken of, and each revision's text what its hash was taken of. */
export function checkHashes(rows: Iterable<StoredEntry>): Examined {
  const check = startCheck('5', 'entries and revisions');
  for (const row of rows) {
    check.look();
    const entry = readEntry(row)?.entry ?? null;
    if (entry === null) {
      check.found(row.id, 'not-readable');
      continue;
    }
    if (sha256Hex(row.text) !== row.fingerprint || fingerprint(entry) !== row.fingerprint) check.found(row.id, 'fingerprint-differs', { seq: row.seq });
    if ((entry.kind === 'revision' || entry.kind === 'story-revision') && contentHash(entry.body.content) !== entry.body.contentHash) check.found(row.id, 'text-hash-differs', { revision: entry.body.revision });
  }
  return check.done();
}

function fingerprint(entry: Entry): string {
  try {
    return sha256Hex(canonicalJson(entry));
  } catch {
    // A lone surrogate: there is no canonical form, so no fingerprint fits.
    return '';
  }
}

/** 6: each entry is filed under its own names, so that what is looked up is what was recorded; a revision's id stands for one text. */
export function checkFiling(rows: Iterable<StoredEntry>): Examined {
  const check = startCheck('6', 'entries');
  const hashes = new Map<Id, string>();
  for (const row of rows) {
    check.look();
    const entry = readEntry(row)?.entry;
    if (entry === undefined) continue;
    const revision = entry.kind === 'revision' || entry.kind === 'story-revision' ? entry.body.revision : null;
    if (entry.id !== row.id || entry.kind !== row.kind || entry.subject !== row.subject || revision !== row.revision) check.found(row.id, 'columns-differ', { seq: row.seq });
    if (revision === null || !('contentHash' in entry.body)) continue;
    const known = hashes.get(revision);
    if (known !== undefined && known !== entry.body.contentHash) check.found(revision, 'revision-twice');
    hashes.set(revision, entry.body.contentHash);
  }
  return check.done();
}
