import { copyFileSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../refusal.ts';
import type { DataFiles } from './files.ts';
import { ensureDir, renameDurably, syncFile } from './files.ts';
import type { CoreDb } from './types.ts';
import { verifyDatabase } from './verify.ts';

/** `before`: what was here before somebody went back to an older one. */
export const BACKUP_REASONS = ['daily', 'migration', 'asked', 'before'] as const;
export type BackupReason = (typeof BACKUP_REASONS)[number];

/** How many backups of each reason are kept. */
export const KEEP: Readonly<Record<BackupReason, number>> = { daily: 7, migration: 3, asked: 7, before: 3 };

/** A backup is due when the newest daily one is older than this (ms). */
export const BACKUP_EVERY_MS = 24 * 60 * 60 * 1_000;

export interface Backup {
  readonly path: string;
  readonly at: string;
  readonly reason: BackupReason;
}

const NAME = /^newsroom-(\d{8}T\d{9}Z)-(daily|migration|asked|before)\.db$/u;

/**
 * Writes a verified copy beside the database: it gets its name only once SQLite's check and every
 * revision's hash are right. Refuses with `database-damaged` when they are not (the copy shows the
 * state of what was copied), `disk-full`, `read-only`.
 */
export async function makeBackup(db: CoreDb, files: DataFiles, at: string, reason: BackupReason): Promise<Backup> {
  if (db.readOnly) refuse('read-only');
  ensureDir(files.backups);
  const path = backupPath(files, at, reason);
  const unverified = `${path}.tmp`;
  try {
    await db.copyTo(unverified);
    const verdict = verifyDatabase(unverified);
    if (!verdict.ok) refuse(verdict.looked ? 'database-damaged' : 'internal', verdict.problem);
    syncFile(unverified);
    renameDurably(unverified, path);
  } finally {
    for (const leftover of [unverified, `${unverified}-wal`, `${unverified}-shm`, `${unverified}-journal`]) rmSync(leftover, { force: true });
  }
  prune(files, reason);
  return { path, at, reason };
}

/** Where a backup of this moment is. */
export function backupPath(files: DataFiles, at: string, reason: BackupReason): string {
  return join(files.backups, `newsroom-${at.replaceAll(/[-:.]/gu, '')}-${reason}.db`);
}

/** The backups that are there, newest first. Says nothing of their being whole. */
export function listBackups(files: DataFiles): readonly Backup[] {
  if (!existsSync(files.backups)) return [];
  return readdirSync(files.backups)
    .flatMap((name) => {
      const match = NAME.exec(name);
      if (match === null) return [];
      return [{ path: join(files.backups, name), at: isoOf(match[1] ?? ''), reason: match[2] as BackupReason }];
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

/**
 * The newest backup that is whole at this moment, or null for none. Refuses with `internal` when there is none, and one
 * could not be looked at: a disk that stumbles must not look like a newsroom without backups, which would begin empty.
 */
export function newestGoodBackup(files: DataFiles): Backup | null {
  let unseen: string | null = null;
  for (const backup of listBackups(files)) {
    if (statSync(backup.path).size === 0) continue;
    const first = verifyDatabase(backup.path);
    const verdict = first.looked ? first : verifyDatabase(backup.path);
    if (verdict.ok) return backup;
    if (!verdict.looked) unseen = `${backup.path}: ${verdict.problem}`;
  }
  return unseen === null ? null : refuse('internal', unseen);
}

/** Lays a copy of a backup beside the database and answers where, on the disk whole: a rename puts it in the database's place. */
export function layCopy(files: DataFiles, backup: Backup): string {
  const copy = layingPath(files);
  copyFileSync(backup.path, copy);
  syncFile(copy);
  return copy;
}

/** Lets go of a copy that was laid and not put in place. */
export function dropCopy(files: DataFiles): void {
  rmSync(layingPath(files), { force: true });
}

function layingPath(files: DataFiles): string {
  return `${files.database}.restored`;
}

/** Keeps the newest of a reason, as many as {@link KEEP} says. */
export function prune(files: DataFiles, reason: BackupReason): void {
  const same = listBackups(files).filter((backup) => backup.reason === reason);
  for (const backup of same.slice(KEEP[reason])) rmSync(backup.path, { force: true });
}

/** 20261123T050000000Z → 2026-11-23T05:00:00.000Z */
function isoOf(stamp: string): string {
  const [, y, mo, d, h, mi, s, ms] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/u.exec(stamp) ?? [];
  return `${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`;
}
