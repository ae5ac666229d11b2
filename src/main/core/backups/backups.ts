import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { BackupItem, BackupLook, WentAside } from '#shared/contract/backup-views.ts';
import type { Id } from '#shared/domain/ids.ts';
import { exportBundle } from '../bundle/export-bundle.ts';
import type { Core } from '../core.ts';
import { type Backup, listBackups } from '../db/backup.ts';
import { ensureDir } from '../db/files.ts';
import { stayHere, wishToGoBack } from '../db/go-back.ts';
import { newestVersion, schemaVersion } from '../db/migrate.ts';
import { MIGRATIONS } from '../db/migrations/index.ts';
import { verifyDatabase } from '../db/verify.ts';
import { Refusal, refuse } from '../refusal.ts';
import { reviseShared } from '../sync/revise-shared.ts';

/** The backups of the newsroom on this PC, newest first. Says nothing of their being whole. */
export function backupItems(core: Core): BackupItem[] {
  return listBackups(core.files).map(({ path, at, reason }) => ({ name: basename(path), at, reason, bytes: statSync(path).size }));
}

/**
 * What one would go back to, and what would then be set aside. Refuses with `not-found`, with `backup-damaged` when it is
 * not whole, `database-newer` when a newer app made it, `internal` when the disk does not let it be read.
 */
export function lookAtBackup(core: Core, name: string): BackupLook {
  const backup = wholeBackup(core, name);
  return reading(backup.path, (then) => {
    const known = idsIn(then, 'SELECT id FROM entries');
    const drafts = new Map(rowsIn<DraftRow>(then, DRAFTS).map((row) => [row.id, row.version]));
    const isAsThen = ({ id, version }: DraftRow): boolean => drafts.get(id) === version;
    return {
      at: backup.at,
      stories: countIn(then, 'SELECT count(*) AS n FROM stories'),
      variants: countIn(then, 'SELECT count(*) AS n FROM variants'),
      onlyHere: core.db.read.all<DraftRow>(DRAFTS).filter((row) => !isAsThen(row)).length,
      unsent: unsent(core).filter((id) => !known.has(id)).length,
      waiting: rowsIn<{ readonly id: Id }>(then, `SELECT id FROM entries WHERE state IN ('waiting', 'sending') AND local_only = 0`).filter(({ id }) => !isRecorded(core, id)).length,
    };
  });
}

/**
 * Prepares to go back: what was not sent yet, and with it whatever else the backup lacks, is written to a bundle, and the
 * next start goes back. Refuses as {@link lookAtBackup} and bundles do; then nothing is changed.
 */
export async function prepareToGoBack(core: Core, name: string): Promise<WentAside> {
  if (core.db.readOnly) refuse('read-only');
  const { path, at } = wholeBackup(core, name);
  reviseShared(core);
  const theirs = reading(path, (then) => idsIn(then, 'SELECT id FROM entries UNION ALL SELECT sha256 AS id FROM media'));
  const now = core.now();
  const waits = unsent(core).some((id) => !theirs.has(id));
  const bundle = waits ? await setAside(core, theirs, now) : null;
  wishToGoBack(core.files, { backup: name, at, bundle }, now);
  return { bundle };
}

/** The newsroom was not left after all. What was set aside stays. */
export function stayWhereWeAre(core: Core): void {
  stayHere(core.files);
}

async function setAside(core: Core, theirs: ReadonlySet<string>, now: string): Promise<string> {
  ensureDir(core.files.setAside);
  const path = join(core.files.setAside, `not-sent-${now.replaceAll(/[-:.]/gu, '')}.sotong`);
  return (await exportBundle(core, path, { kind: 'beyond', theirs })).path;
}

function wholeBackup(core: Core, name: string): Backup {
  const backup = listBackups(core.files).find(({ path }) => basename(path) === name) ?? refuse('not-found', name);
  const verdict = verifyDatabase(backup.path);
  if (!verdict.ok) refuse(verdict.looked ? 'backup-damaged' : 'internal', verdict.problem);
  return backup;
}

/** Reads a backup; it is whole, so that what goes wrong is its version. */
function reading<T>(path: string, work: (db: Sqlite.Database) => T): T {
  const db = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    const [version, newest] = [schemaVersion(db), newestVersion(MIGRATIONS)];
    if (version > newest) throw new Refusal('database-newer', `${version} > ${newest}`);
    return work(db);
  } finally {
    db.close();
  }
}

interface DraftRow {
  readonly id: Id;
  readonly version: number;
}

/** Texts of this PC alone: those that were never shared. What is written in others is a revision before one goes back. */
const DRAFTS = `SELECT v.id, v.draft_version AS version FROM variants v JOIN stories s ON s.id = v.story WHERE s.sample = 0 AND v.base IS NULL AND v.linked = 0
  UNION ALL SELECT id, draft_version AS version FROM stories WHERE sample = 0 AND base IS NULL`;

function unsent(core: Core): Id[] {
  return core.db.read.all<{ id: Id }>(`SELECT id FROM entries WHERE state IN ('waiting', 'sending') AND local_only = 0`).map(({ id }) => id);
}

function isRecorded(core: Core, id: Id): boolean {
  return core.db.read.get(`SELECT 1 FROM entries WHERE id = ? AND state = 'accepted'`, id) !== undefined;
}

function rowsIn<T>(db: Sqlite.Database, sql: string): T[] {
  return db.prepare<[], T>(sql).all();
}

function idsIn(db: Sqlite.Database, sql: string): ReadonlySet<string> {
  return new Set(rowsIn<{ readonly id: string }>(db, sql).map(({ id }) => id));
}

function countIn(db: Sqlite.Database, sql: string): number {
  return db.prepare<[], { n: number }>(sql).get()?.n ?? 0;
}
