import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { storageCode } from './sql-errors.ts';

export interface Verdict {
  readonly ok: boolean;
  /** The first thing that is wrong, for the log. */
  readonly problem: string;
  /** False when the disk did not let it be read to its end: nothing is known of it then. */
  readonly looked: boolean;
}

/**
 * Whether a database is whole: SQLite's own integrity check, and the SHA-256 of every revision,
 * as SQLite does not notice a flipped bit inside a text.
 */
export function verifyDatabase(file: string): Verdict {
  let db: Sqlite.Database;
  try {
    db = new Sqlite(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    return { ok: false, problem: String(error), looked: isDamage(error) };
  }
  try {
    const integrity = db.pragma('integrity_check(1)', { simple: true });
    if (integrity !== 'ok') return { ok: false, problem: String(integrity), looked: true };
    for (const row of db.prepare<[], { id: string; content: string; hash: string }>('SELECT id, content, hash FROM revisions').iterate()) {
      if (textHash(row.content) !== row.hash) return { ok: false, problem: `revision ${row.id}`, looked: true };
    }
    return { ok: true, problem: '', looked: true };
  } catch (error) {
    return { ok: false, problem: String(error), looked: isDamage(error) };
  } finally {
    db.close();
  }
}

function isDamage(error: unknown): boolean {
  return storageCode(error) === 'database-damaged';
}

/** Lower-case hexadecimal SHA-256 of a text's UTF-8, by the runtime's own code: quick enough for every read. */
export function textHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
