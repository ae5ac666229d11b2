import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where databases are: in memory, or as files of a folder of the system's. */
export type Disk = { readonly folder: string } | null;

/** Where this process puts them; null: in memory. */
let disk: Disk = null;
let made = 0;

export function useFiles(): void {
  const folder = mkdtempSync(join(tmpdir(), 'sotong-simulated-files-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  disk = { folder };
}

/** A new place for a database; null where all are in memory. */
export function newPlace(name: string): string | null {
  if (disk === null) return null;
  const dir = join(disk.folder, `${name}-${String((made += 1))}`);
  mkdirSync(dir);
  return join(dir, 'newsroom.db');
}

/** What a process that is killed leaves: the file and its log as they are at that moment, in a place of its own, for the next one to find. */
export function asTheDeadLeftIt(file: string, name: string): string {
  const next = newPlace(name) ?? file;
  for (const part of ['', '-wal']) if (existsSync(`${file}${part}`)) copyFileSync(`${file}${part}`, `${next}${part}`);
  return next;
}

export function discard(file: string | null): void {
  if (file !== null) rmSync(join(file, '..'), { recursive: true, force: true });
}
