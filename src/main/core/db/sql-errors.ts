import type { ErrorCode } from '#shared/contract/errors.ts';
import { Refusal } from '../refusal.ts';

/** The SQLite result code of a thrown error (`SQLITE_FULL`, …), or null for anything else. */
export function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return error.code.startsWith('SQLITE_') ? error.code : null;
}

/**
 * What a failure of the store means to a person, in one place. Result codes:
 * https://www.sqlite.org/rescode.html. Null when it is no failure of the store.
 */
export function storageCode(error: unknown): ErrorCode | null {
  const sqlite = sqliteCode(error);
  if (sqlite !== null) {
    if (sqlite === 'SQLITE_FULL') return 'disk-full';
    if (sqlite.startsWith('SQLITE_READONLY') || sqlite === 'SQLITE_PERM') return 'read-only';
    if (sqlite.startsWith('SQLITE_BUSY') || sqlite.startsWith('SQLITE_LOCKED')) return 'database-busy';
    if (sqlite.startsWith('SQLITE_CORRUPT') || sqlite === 'SQLITE_NOTADB') return 'database-damaged';
    return 'internal';
  }
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return 'read-only';
  return null;
}

/** The same error, or the refusal that it means where it comes from the store or the file system. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const code = storageCode(error);
  return code === null ? error : new Refusal(code, error instanceof Error ? error.message.slice(0, 500) : undefined);
}
