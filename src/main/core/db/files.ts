import { closeSync, constants, accessSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files of one workspace folder. */
export interface DataFiles {
  readonly dir: string;
  readonly database: string;
  readonly lock: string;
  /** Says that data was here: an empty or missing database beside it is damage, not a first start. */
  readonly marker: string;
  /** There while the core runs; found at start, the last run did not end in order. */
  readonly running: string;
  /** Left when the database was found damaged in use: the next start checks all of it. */
  readonly suspect: string;
  readonly backups: string;
  /** Left by a person's wish to go back to a backup: the next start does it. */
  readonly goingBack: string;
  readonly setAside: string;
  readonly media: string;
  /** Thumbnails of links' cards: a cache, which may be emptied. */
  readonly linkCards: string;
}

export function dataFiles(dir: string): DataFiles {
  return {
    dir,
    database: join(dir, 'newsroom.db'),
    lock: join(dir, 'lock.db'),
    marker: join(dir, 'newsroom.json'),
    running: join(dir, 'running'),
    suspect: join(dir, 'suspect'),
    backups: join(dir, 'backups'),
    goingBack: join(dir, 'going-back.json'),
    setAside: join(dir, 'set-aside'),
    media: join(dir, 'media'),
    linkCards: join(dir, 'link-cards'),
  };
}

/** Makes a folder that only its owner can read. */
export function ensureDir(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
}

/** Writes a file so that after a crash there is the old one or the new one, never half of it. */
export function writeDurably(file: string, data: string | Uint8Array): void {
  const temporary = `${file}.${process.pid}.tmp`;
  const fd = openSync(temporary, 'w', 0o600);
  try {
    writeAll(fd, typeof data === 'string' ? Buffer.from(data, 'utf8') : data);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameDurably(temporary, file);
}

function writeAll(fd: number, data: Uint8Array): void {
  let written = 0;
  while (written < data.length) written += writeSync(fd, data, written);
}

/** Renames, and makes the rename itself survive a power cut. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  syncDir(dirname(to));
}

function syncDir(dir: string): void {
  // Windows cannot open a folder; its file system journals renames by itself.
  if (process.platform === 'win32') return;
  const fd = openSync(dir, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Flushes a file that something else has written. */
export function syncFile(file: string): void {
  const fd = openSync(file, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Whether files can be made and changed in a folder. Tries it, as rights alone say nothing of a read-only disk. */
export function isWritable(dir: string): boolean {
  try {
    ensureDir(dir);
    accessSync(dir, constants.W_OK);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOSPC' || code === 'EDQUOT') return true;
    return false;
  }
}
