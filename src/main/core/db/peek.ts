import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';

const MAGIC = 'SQLite format 3\0';
/** Bytes 60–63 of the header are the user version: https://www.sqlite.org/fileformat.html#the_database_header */
const USER_VERSION_OFFSET = 60;
const WAL_HEADER = 32;
const WAL_FRAME_HEADER = 24;

export type Peek =
  | { readonly kind: 'missing' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'not-a-database' }
  | { readonly kind: 'database'; readonly version: number };

/**
 * What a database file is, and the newest schema version that it or its write-ahead log carries,
 * read from the bytes: SQLite itself would write beside the file by opening it, and a file of a
 * newer app is not to be touched.
 */
export function peekDatabase(file: string): Peek {
  if (!existsSync(file)) return { kind: 'missing' };
  const size = statSync(file).size;
  if (size === 0) return { kind: 'empty' };
  const header = readAt(file, 0, 100);
  if (header.length < 100 || header.toString('latin1', 0, 16) !== MAGIC) return { kind: 'not-a-database' };
  return { kind: 'database', version: Math.max(header.readUInt32BE(USER_VERSION_OFFSET), versionInLog(`${file}-wal`)) };
}

/** The newest user version in any copy of page 1 in a write-ahead log; 0 when there is none. */
function versionInLog(file: string): number {
  if (!existsSync(file)) return 0;
  const size = statSync(file).size;
  if (size < WAL_HEADER) return 0;
  const pageSize = readAt(file, 8, 4).readUInt32BE(0);
  if (pageSize < 512 || pageSize > 65_536) return 0;
  let newest = 0;
  const fd = openSync(file, 'r');
  try {
    const head = Buffer.alloc(4);
    for (let at = WAL_HEADER; at + WAL_FRAME_HEADER + pageSize <= size; at += WAL_FRAME_HEADER + pageSize) {
      readSync(fd, head, 0, 4, at);
      if (head.readUInt32BE(0) !== 1) continue;
      readSync(fd, head, 0, 4, at + WAL_FRAME_HEADER + USER_VERSION_OFFSET);
      newest = Math.max(newest, head.readUInt32BE(0));
    }
  } finally {
    closeSync(fd);
  }
  return newest;
}

function readAt(file: string, offset: number, length: number): Buffer {
  const fd = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(fd, buffer, 0, length, offset));
  } finally {
    closeSync(fd);
  }
}
