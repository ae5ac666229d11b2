import Sqlite from 'better-sqlite3';
import { refuse } from '../refusal.ts';
import { asRefusal } from './sql-errors.ts';
import type { CoreDb, ReadableDb, SqlValue, WritableDb } from './types.ts';

/** A busy database is waited for this long (ms) before `database-busy`. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * One connection with its prepared statements. WAL with synchronous=FULL: a commit is on the
 * disk when it returns, and readers do not wait for it (https://www.sqlite.org/wal.html).
 */
export function connect(file: string, options: { readonly readOnly: boolean; readonly onDamage: () => void }): CoreDb & { readonly raw: Sqlite.Database } {
  const raw = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
    raw.pragma('trusted_schema = OFF');
    // Text that was deleted does not stay readable in free pages.
    raw.pragma('secure_delete = FAST');
  } catch (error) {
    raw.close();
    throw error;
  }
  const statements = new Map<string, Sqlite.Statement<SqlValue[]>>();
  const prepare = (sql: string): Sqlite.Statement<SqlValue[]> => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = raw.prepare<SqlValue[]>(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      const mapped = asRefusal(error);
      if (mapped instanceof Error && 'code' in mapped && mapped.code === 'database-damaged') options.onDamage();
      throw mapped;
    }
  };
  const db: WritableDb = {
    get: <T>(sql: string, ...params: readonly SqlValue[]) => guarded(() => prepare(sql).get(...params) as T | undefined),
    all: <T>(sql: string, ...params: readonly SqlValue[]) => guarded(() => prepare(sql).all(...params) as T[]),
    // A statement of its own: a cached one cannot be used again while it is being walked.
    each: <T>(sql: string, ...params: readonly SqlValue[]) => guarded(() => raw.prepare<SqlValue[]>(sql).iterate(...params) as IterableIterator<T>),
    run: (sql: string, ...params: readonly SqlValue[]) => guarded(() => prepare(sql).run(...params).changes),
  };
  return {
    raw,
    read: db as ReadableDb,
    readOnly: options.readOnly,
    write: <T>(work: (tx: WritableDb) => T): T => {
      if (options.readOnly) refuse('read-only');
      return guarded(() => raw.transaction(() => work(db)).immediate());
    },
    copyTo: async (target: string) => {
      await raw.backup(target);
    },
    close: () => {
      statements.clear();
      raw.close();
    },
  };
}
