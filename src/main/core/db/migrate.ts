import type Sqlite from 'better-sqlite3';
import { refuse } from '../refusal.ts';
import type { Migration } from './migrations/migration.ts';
import type { CoreDb } from './types.ts';

/** Throws when versions do not rise from step to step: a mistake of the programmer, found at the first start. */
export function checkOrder(migrations: readonly Migration[]): void {
  let last = 0;
  for (const { version, name } of migrations) {
    if (!Number.isInteger(version) || version <= last) throw new Error(`Migration ${name} has version ${version}, after ${last}`);
    last = version;
  }
}

/** The newest version that these steps lead to. */
export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

export function schemaVersion(raw: Sqlite.Database): number {
  return raw.pragma('user_version', { simple: true }) as number;
}

/**
 * Brings a database up to the newest version, each step in one transaction with its number, so
 * that a crash leaves the old version or the new one. Returns the names of the steps taken.
 * Refuses with `database-newer` a database that a newer app has written.
 */
export function migrate(db: CoreDb & { readonly raw: Sqlite.Database }, migrations: readonly Migration[]): readonly string[] {
  checkOrder(migrations);
  const found = schemaVersion(db.raw);
  const newest = newestVersion(migrations);
  if (found > newest) refuse('database-newer', `${found} > ${newest}`);
  const taken: string[] = [];
  for (const migration of migrations) {
    if (migration.version <= found) continue;
    db.write((tx) => {
      migration.up(tx);
      db.raw.pragma(`user_version = ${migration.version}`);
    });
    taken.push(migration.name);
  }
  return taken;
}
