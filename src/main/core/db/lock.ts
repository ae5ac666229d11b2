import Sqlite from 'better-sqlite3';
import { refuse } from '../refusal.ts';
import { sqliteCode } from './sql-errors.ts';

export interface DataLock {
  release(): void;
}

/**
 * Holds a workspace folder for this process. The lock is SQLite's own exclusive lock on a small
 * file of its own: the operating system lets it go when the process dies in any way, so that there
 * is never a stale one to judge. Refuses with `database-busy` when another process holds it for
 * longer than `waitMs`.
 */
export function takeLock(file: string, waitMs: number): DataLock {
  const db = new Sqlite(file, { timeout: waitMs });
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') === true) refuse('database-busy');
    throw error;
  }
  return {
    release: () => {
      if (!db.open) return;
      if (db.inTransaction) db.exec('ROLLBACK');
      db.close();
    },
  };
}
