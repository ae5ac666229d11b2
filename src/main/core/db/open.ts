import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { Refusal, refuse } from '../refusal.ts';
import { layCopy, makeBackup, newestGoodBackup } from './backup.ts';
import { connect } from './connection.ts';
import type { DataFiles } from './files.ts';
import { ensureDir, isWritable, renameDurably, writeDurably } from './files.ts';
import { goBack } from './go-back.ts';
import type { DataLock } from './lock.ts';
import { takeLock } from './lock.ts';
import { migrate, newestVersion, schemaVersion } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { peekDatabase } from './peek.ts';
import { salvage } from './salvage.ts';
import { asRefusal, storageCode } from './sql-errors.ts';
import type { CoreDb, Notice } from './types.ts';

/** An unclean end is followed by SQLite's quick check where that takes no more than moments: up to this many bytes. */
const QUICK_CHECK_MAX_BYTES = 256 * 1024 * 1024;

export interface OpenOptions {
  readonly files: DataFiles;
  readonly migrations: readonly Migration[];
  /** The time now as ISO 8601, for names of files. */
  readonly now: () => string;
  readonly lockWaitMs: number;
  readonly log: (level: 'error' | 'warn' | 'info', message: string) => void;
}

export interface Opened {
  readonly db: CoreDb;
  readonly notices: readonly Notice[];
  /** Something was taken over from a damaged file: what is derived has to be derived again. */
  readonly salvaged: boolean;
  /** A person went back to a backup. */
  readonly wentBack: boolean;
  /** Lets go of the folder, and notes that the end was in order. */
  readonly close: () => void;
}

type Connection = CoreDb & { readonly raw: Sqlite.Database };

/**
 * Opens the database of a workspace folder, making it where there is none.
 *
 * Refuses with `database-busy` when another process has the folder, and with `database-newer` when
 * a newer app has written it (not a byte of it is touched). A damaged one, or an empty or missing
 * one where there was data, is set aside, never deleted, and the newest whole backup takes its
 * place, with a notice. Where nothing can be written, a copy is opened for reading.
 */
export async function openDatabase(options: OpenOptions): Promise<Opened> {
  const { files } = options;
  const peek = peekDatabase(files.database);
  const newest = newestVersion(options.migrations);
  if (peek.kind === 'database' && peek.version > newest) refuse('database-newer', `${peek.version} > ${newest}`);
  if (!canWrite(files)) return openForReading(options);
  let lock: DataLock;
  try {
    lock = takeLock(files.lock, options.lockWaitMs);
  } catch (error) {
    if (storageCode(error) === 'read-only') return openForReading(options);
    throw asRefusal(error);
  }
  try {
    return await openForWriting(options, lock);
  } catch (error) {
    lock.release();
    throw asRefusal(error);
  }
}

async function openForWriting(options: OpenOptions, lock: DataLock): Promise<Opened> {
  const { files } = options;
  const notices: Notice[] = [];
  const back = await goBack(files, () => settle(options), (message) => options.log('warn', message));
  if (back !== null) notices.push(back.notice);
  const unclean = existsSync(files.running) || existsSync(files.suspect);
  const problem = missingData(files);
  let db = problem === null ? await tryOpen(options, unclean) : null;
  if (db !== null && unclean) notices.push({ code: 'unclean-exit', values: {} });
  let salvaged = false;
  try {
    if (db === null) {
      const notice = restore(options, problem ?? 'damaged');
      db = await tryOpen(options, true);
      if (db === null) refuse('database-damaged', 'the restored backup does not open');
      const taken = salvage(join(notice.values['setAside'] ?? '', basename(files.database)), db, newestVersion(options.migrations));
      salvaged = taken.drafts + taken.revisions + taken.entries > 0;
      options.log('warn', `database: taken over from the damaged file: ${JSON.stringify(taken)}`);
      notices.push(notice);
    }
    writeDurably(files.marker, JSON.stringify({ kind: 'sotong-newsroom', schema: schemaVersion(db.raw), at: options.now() }));
    writeDurably(files.running, String(process.pid));
    rmSync(files.suspect, { force: true });
  } catch (error) {
    db?.close();
    throw error;
  }
  const opened = db;
  return {
    db: opened,
    notices,
    salvaged,
    wentBack: back?.done === true,
    close: () => {
      // The folder is let go of whatever else fails: only a mark would stay, with which the next start checks the database.
      try {
        opened.close();
        rmSync(files.running, { force: true });
      } finally {
        lock.release();
      }
    },
  };
}

/** Brings what the write-ahead log holds into the database, by closing it in order. */
async function settle(options: OpenOptions): Promise<boolean> {
  const db = await tryOpen(options, false);
  db?.close();
  return db !== null;
}

/** Opens, checks and migrates; null when the file is damaged. */
async function tryOpen(options: OpenOptions, check: boolean): Promise<Connection | null> {
  const { files } = options;
  let db: Connection | null = null;
  try {
    db = connect(files.database, { readOnly: false, onDamage: () => markSuspect(files) });
    const found = schemaVersion(db.raw);
    db.raw.pragma('schema_version');
    if (check && statSync(files.database).size <= QUICK_CHECK_MAX_BYTES) {
      const verdict = db.raw.pragma('quick_check(1)', { simple: true });
      if (verdict !== 'ok') throw new Refusal('database-damaged', String(verdict));
    }
    const newest = newestVersion(options.migrations);
    if (found > newest) refuse('database-newer', `${found} > ${newest}`);
    if (found > 0 && found < newest) {
      const backup = await makeBackup(db, files, options.now(), 'migration');
      options.log('info', `database: ${found} to ${newest}, after ${basename(backup.path)}`);
    }
    const taken = migrate(db, options.migrations);
    if (taken.length > 0) options.log('info', `database: ${taken.join(', ')}`);
    return db;
  } catch (error) {
    db?.close();
    const refusal = asRefusal(error);
    if (refusal instanceof Refusal && refusal.code === 'database-damaged') {
      options.log('error', `database damaged: ${refusal.detail ?? ''}`);
      return null;
    }
    throw refusal;
  }
}

/** Why the data that was here is not, or null when all is as it should be. */
function missingData(files: DataFiles): 'missing' | 'empty' | 'damaged' | null {
  const peek = peekDatabase(files.database);
  const hadData = existsSync(files.marker);
  switch (peek.kind) {
    case 'missing':
      return hadData ? 'missing' : null;
    case 'empty':
      return hadData ? 'empty' : null;
    case 'not-a-database':
      return 'damaged';
    case 'database':
      return null;
  }
}

/** Puts the newest whole backup in place of what cannot be opened, which is kept. */
function restore(options: OpenOptions, problem: string): Notice {
  const { files } = options;
  const backup = newestGoodBackup(files);
  const folder = join(files.setAside, options.now().replaceAll(/[-:.]/gu, ''));
  ensureDir(folder);
  for (const suffix of ['', '-wal', '-shm']) {
    const file = `${files.database}${suffix}`;
    if (existsSync(file)) renameSync(file, join(folder, basename(file)));
  }
  if (backup === null) {
    options.log('error', `database ${problem}, and no whole backup`);
    return { code: 'database-lost', values: { problem, setAside: folder } };
  }
  renameDurably(layCopy(files, backup), files.database);
  options.log('warn', `database ${problem}: restored from ${basename(backup.path)}`);
  return { code: 'restored-from-backup', values: { problem, at: backup.at, setAside: folder } };
}

function markSuspect(files: DataFiles): void {
  try {
    writeDurably(files.suspect, 'the next start checks the database');
  } catch {
    // The disk may be full or gone; the damage is reported to the caller either way.
  }
}

function canWrite(files: DataFiles): boolean {
  if (!isWritable(files.dir)) return false;
  try {
    writeDurably(join(files.dir, 'writable'), '');
    rmSync(join(files.dir, 'writable'), { force: true });
    return true;
  } catch (error) {
    // A full disk is no read-only one: reading goes on, and writing does as soon as there is room.
    return storageCode(error) !== 'read-only';
  }
}

/**
 * Opens a copy in the temporary folder: SQLite cannot read a write-ahead log on a disk where it
 * cannot write beside it. Nothing of what is written to the copy is kept, so nothing is.
 */
async function openForReading(options: OpenOptions): Promise<Opened> {
  const { files } = options;
  if (!existsSync(files.database)) refuse('read-only', files.dir);
  const folder = mkdtempSync(join(tmpdir(), 'sotong-read-only-'));
  const copy = join(folder, basename(files.database));
  try {
    for (const suffix of ['', '-wal']) if (existsSync(`${files.database}${suffix}`)) copyFileSync(`${files.database}${suffix}`, `${copy}${suffix}`);
    const upgrade = connect(copy, { readOnly: false, onDamage: () => undefined });
    try {
      migrate(upgrade, options.migrations);
    } finally {
      upgrade.close();
    }
    const db = connect(copy, { readOnly: true, onDamage: () => undefined });
    return {
      db,
      notices: [],
      salvaged: false,
      wentBack: false,
      close: () => {
        db.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw asRefusal(error);
  }
}
