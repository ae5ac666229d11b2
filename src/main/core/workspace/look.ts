import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { WorkspaceLook } from '#shared/contract/workspaces-contract.ts';
import { Workspace } from '#shared/domain/workspace.ts';
import { dataFiles } from '../db/files.ts';

/**
 * What lies in a workspace's folder, without opening it for work: read only, whatever version wrote it. Null where there
 * is no database yet, or none that can be read.
 */
export function lookAt(folder: string): WorkspaceLook | null {
  const { database } = dataFiles(folder);
  if (!existsSync(database)) return null;
  let db: Sqlite.Database | null = null;
  try {
    db = new Sqlite(database, { readonly: true, fileMustExist: true });
    const meta = (key: string): string | undefined => db?.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?').get(key)?.value;
    const count = (sql: string): number => db?.prepare<[], { n: number }>(sql).get()?.n ?? 0;
    const { name, demonstration, members } = Workspace.parse(JSON.parse(meta('workspace') ?? 'null'));
    return {
      name,
      demonstration,
      member: meta('sync.joining') === undefined ? (members.find(({ id }) => id === meta('seat'))?.name ?? null) : null,
      waiting: count(`SELECT count(*) AS n FROM entries WHERE state IN ('waiting', 'sending') AND local_only = 0`),
      drafts:
        count(`SELECT count(*) AS n FROM stories WHERE sample = 0 AND dirty = 1`) +
        count(`SELECT count(*) AS n FROM variants v JOIN stories s ON s.id = v.story WHERE s.sample = 0 AND v.dirty = 1 AND v.linked = 0`),
    };
  } catch {
    // Newer, damaged, or held by something that lets nobody read: the list says so, and opening it says why.
    return null;
  } finally {
    db?.close();
  }
}
