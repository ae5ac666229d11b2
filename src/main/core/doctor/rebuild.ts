import type { Examined } from '#shared/doctor/finding.ts';
import { checkRebuilt, type TableRows } from '#shared/doctor/replicas.ts';
import type { Core } from '../core.ts';
import type { ReadableDb, SqlValue } from '../db/types.ts';
import { rebuildReadModels } from '../read-models/rebuild.ts';

/** Each derived table with its key. Row numbers of lists, and counters at nothing, are no part of what is shown. */
const DERIVED = [
  { table: 'variant_rows', key: 'id', sql: 'SELECT * FROM variant_rows' },
  { table: 'story_list', key: 'id', sql: 'SELECT id, title, title_key, excerpt, kind, purpose, labels, due, due_key, updated_at, author, archived, sample, sync, variants, pairs, flags FROM story_list' },
  { table: 'comments', key: 'id', sql: 'SELECT * FROM comments' },
  { table: 'publications', key: 'id', sql: 'SELECT * FROM publications' },
  { table: 'counters', key: 'name', sql: 'SELECT * FROM counters WHERE n <> 0' },
  { table: 'settings', key: 'subject', sql: 'SELECT * FROM settings' },
  { table: 'media_uses', key: 'key', sql: `SELECT variant || ' ' || sha256 AS key, alt FROM media_uses` },
  { table: 'stories', key: 'id', sql: 'SELECT id, archived FROM stories' },
] as const;

/** 24: derives every list anew, by the app's own code, and compares. Only for a copy: it writes. */
export function checkReadModels(core: Core): Examined[] {
  const before = DERIVED.map(({ key, sql }) => rowsOf(core.db.read, key, sql));
  rebuildReadModels(core);
  return DERIVED.map(({ table, key, sql }, index) => checkRebuilt(table, before[index] ?? new Map(), rowsOf(core.db.read, key, sql)));
}

function rowsOf(db: ReadableDb, key: string, sql: string): TableRows {
  return new Map(db.all<Record<string, SqlValue>>(sql).map((row) => [String(row[key]), JSON.stringify(row)]));
}
