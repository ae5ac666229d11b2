import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { systemClock } from '../clock.ts';
import { createCore, type Core } from '../core.ts';
import { connect } from '../db/connection.ts';
import { dataFiles, type DataFiles } from '../db/files.ts';
import { migrate, newestVersion } from '../db/migrate.ts';
import { MIGRATIONS } from '../db/migrations/index.ts';
import { peekDatabase } from '../db/peek.ts';
import { createLiveChanges } from '../live/changes.ts';

/** A newsroom cannot be looked at, with what a person can do about it. Nothing was changed. */
export class CannotLookError extends Error {}

/** A newsroom's database as it was at one moment, in a copy that may be written. */
export type NewsroomCopy = {
  readonly core: Core;
  /** Where the newsroom itself is: pictures and logs are looked at there. */
  readonly files: DataFiles;
  /** The version of the tables, before the copy was brought up to date. */
  readonly version: number;
};

/** The folder of a newsroom, from a folder or from its database file. */
export function filesOf(path: string): DataFiles {
  return dataFiles(existsSync(path) && statSync(path).isFile() ? dirname(path) : path);
}

/**
 * Copies a newsroom's database by SQLite's backup API through a read-only connection, and works with the
 * copy, which is gone afterwards. The app may be running. Throws `CannotLookError` where there is no
 * database, or one of a newer app.
 */
export async function withCopy<T>(path: string, work: (copy: NewsroomCopy) => T | Promise<T>): Promise<T> {
  const files = filesOf(path);
  const peek = peekDatabase(files.database);
  if (peek.kind !== 'database') throw new CannotLookError(`There is no newsroom’s database in ${files.dir} (${peek.kind}).`);
  if (peek.version > newestVersion(MIGRATIONS)) throw new CannotLookError(`The tables are of version ${peek.version}, this build knows ${newestVersion(MIGRATIONS)}: use the app that wrote them.`);
  const folder = mkdtempSync(join(tmpdir(), 'sotong-doctor-'));
  const file = join(folder, 'copy.db');
  try {
    const source = new Sqlite(files.database, { readonly: true, fileMustExist: true });
    try {
      await source.backup(file);
    } finally {
      source.close();
    }
    const db = connect(file, { readOnly: false, onDamage: () => undefined });
    try {
      migrate(db, MIGRATIONS);
      const core = createCore({
        clock: systemClock, random: Math.random, newId: () => '', log: () => undefined, appVersion: '', db, files, live: createLiveChanges(), language: () => 'en',
      });
      return await work({ core, files, version: peek.version });
    } finally {
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
