import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { backupPath, dropCopy, layCopy, listBackups, prune } from './backup.ts';
import type { DataFiles } from './files.ts';
import { renameDurably, writeDurably } from './files.ts';
import type { Notice } from './types.ts';
import { verifyDatabase } from './verify.ts';

/** A person's wish to go back to a backup, kept until it is done: half of it is never seen, whenever the machine stops. */
const GoingBack = z.object({
  /** File names in the folder of backups: the one to go back to, and what the newsroom of now becomes. */
  backup: z.string(),
  before: z.string(),
  /** When the backup was made. */
  at: z.string(),
  /** Where what was not sent yet was set aside; null for nothing. */
  bundle: z.string().nullable(),
});
type GoingBack = z.infer<typeof GoingBack>;

/** Leaves the wish for the next start. Refuses as files do (`disk-full`, `read-only`). */
export function wishToGoBack(files: DataFiles, wish: Pick<GoingBack, 'backup' | 'at' | 'bundle'>, now: string): void {
  writeDurably(files.goingBack, JSON.stringify({ ...wish, before: basename(backupPath(files, now, 'before')) } satisfies GoingBack));
}

/** Takes the wish back, where the newsroom was not left after all. */
export function stayHere(files: DataFiles): void {
  rmSync(files.goingBack, { force: true });
}

/**
 * Does what was wished for, before the database is opened: the newsroom of now becomes a backup itself (nothing is
 * copied, so a full disk cannot lose it), and a copy of the chosen one takes its place. `settle` brings what is in
 * the write-ahead log into the database and closes it; false when that one is damaged, which is for the opening to mend.
 * Null when nothing was wished for; else what to tell. Where it cannot be done, all stays as it was.
 */
export async function goBack(files: DataFiles, settle: () => Promise<boolean>, log: (message: string) => void): Promise<{ readonly notice: Notice; readonly done: boolean } | null> {
  const wish = readWish(files);
  if (wish === null) return null;
  try {
    await swap(files, wish, settle);
  } catch (error) {
    log(`database: could not go back: ${String(error)}`);
    tidy(files, log);
    return { done: false, notice: { code: 'stayed-here', values: { at: wish.at } } };
  }
  log(`database: gone back to ${wish.backup}; what was here is ${wish.before}`);
  tidy(files, log);
  return { done: true, notice: wish.bundle === null ? { code: 'went-back', values: { at: wish.at } } : { code: 'went-back-unsent', values: { at: wish.at, bundle: wish.bundle } } };
}

async function swap(files: DataFiles, wish: GoingBack, settle: () => Promise<boolean>): Promise<void> {
  const before = join(files.backups, wish.before);
  // A stop between the steps: what was here is a backup already, and the chosen one may be in its place.
  if (existsSync(before) && existsSync(files.database)) return;
  const chosen = listBackups(files).find(({ path }) => basename(path) === wish.backup);
  const verdict = chosen === undefined ? { ok: false, problem: 'it is not there' } : verifyDatabase(chosen.path);
  if (chosen === undefined || !verdict.ok) throw new Error(`${wish.backup}: ${verdict.problem}`);
  const copy = layCopy(files, chosen);
  if (!existsSync(before)) {
    if (!(await settle()) || existsSync(`${files.database}-wal`)) throw new Error('the newsroom of now does not close');
    renameDurably(files.database, before);
  }
  renameDurably(copy, files.database);
}

/** What is left over hurts nobody, so that a disk which does not let it go must not keep the newsroom closed. */
function tidy(files: DataFiles, log: (message: string) => void): void {
  try {
    dropCopy(files);
    stayHere(files);
    prune(files, 'before');
  } catch (error) {
    log(`database: after going back: ${String(error)}`);
  }
}

function readWish(files: DataFiles): GoingBack | null {
  if (!existsSync(files.goingBack)) return null;
  try {
    return GoingBack.parse(JSON.parse(readFileSync(files.goingBack, 'utf8')));
  } catch {
    // Nothing that can be followed: everything stays.
    stayHere(files);
    return null;
  }
}
