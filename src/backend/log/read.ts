import type { Entry, EntryKind, LogEntry } from '#shared/sync/entry.ts';
import { ENTRY_SCHEMA, kindsAfter, schemaOf } from '#shared/sync/schema.ts';
import type { Db, Trx } from '../db/store.ts';

type Row = { readonly seq: number; readonly received_at: string; readonly entry: string };

function toLogEntry(row: Row): LogEntry {
  return { seq: Number(row.seq), receivedAt: row.received_at, entry: JSON.parse(row.entry) as Entry };
}

/** The newest sequence number (0 for an empty log) and the log's epoch, which changes when a backup is restored. */
export async function readHead(db: Db | Trx): Promise<{ readonly seq: number; readonly epoch: string }> {
  const row = await db.selectFrom('log_head').select(['seq', 'epoch']).executeTakeFirstOrThrow();
  return { seq: Number(row.seq), epoch: row.epoch };
}

/**
 * Takes the log's one lock until the transaction ends. Everything that appends, and every gate that
 * must see the newest decision, takes it first: so they come one after the other, and a revocation
 * is either before an attempt or after it, never beside it.
 */
export async function lockHead(trx: Trx): Promise<{ readonly seq: number; readonly epoch: string }> {
  const row = await trx.selectFrom('log_head').select(['seq', 'epoch']).forUpdate().executeTakeFirstOrThrow();
  return { seq: Number(row.seq), epoch: row.epoch };
}

/** Up to `limit` entries after a number, in order and without gaps. */
export async function readChanges(db: Db, after: number, limit: number): Promise<LogEntry[]> {
  const rows = await db.selectFrom('log').select(['seq', 'received_at', 'entry']).where('seq', '>', after).orderBy('seq').limit(limit).execute();
  return cutToBytes(rows, PAGE_BYTES).map(toLogEntry);
}

/** A page of the log holds about this much at most, but always one entry: 500 long stories would be a gigabyte. */
const PAGE_BYTES = 4 * 1024 * 1024;

function cutToBytes(rows: readonly Row[], bytes: number): readonly Row[] {
  let used = 0;
  const cut = rows.findIndex((row, index) => {
    used += row.entry.length;
    return index > 0 && used > bytes;
  });
  return cut === -1 ? rows : rows.slice(0, cut);
}

/** The version of the schema that one must know to read the whole log, as far as it is above `known`; else the oldest there is. */
export async function neededSchema(db: Db, known: number): Promise<number> {
  const kinds = kindsAfter(known);
  // Whoever knows all kinds costs no look at the log.
  if (kinds.length === 0) return ENTRY_SCHEMA.min;
  const rows = await db.selectFrom('log').select('kind').distinct().where('kind', 'in', kinds).execute();
  return Math.max(ENTRY_SCHEMA.min, ...rows.map(({ kind }) => schemaOf(kind as EntryKind)));
}

/** Every entry about one story or variant, in log order. */
export async function readSubject(db: Db | Trx, subject: string): Promise<LogEntry[]> {
  const rows = await db.selectFrom('log').select(['seq', 'received_at', 'entry']).where('subject', '=', subject).orderBy('seq').execute();
  return rows.map(toLogEntry);
}

/** The same of several at once. */
export async function readSubjects(trx: Trx, subjects: readonly string[]): Promise<{ readonly subject: string; readonly logged: LogEntry }[]> {
  const rows = await trx.selectFrom('log').select(['subject', 'seq', 'received_at', 'entry']).where('subject', 'in', subjects).orderBy('seq').execute();
  return rows.map((row) => ({ subject: row.subject, logged: toLogEntry(row) }));
}
