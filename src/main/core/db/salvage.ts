import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { StoryContent, VariantContent } from '#shared/domain/content.ts';
import { canonicalContent } from '../log/append.ts';
import { schemaVersion } from './migrate.ts';
import type { CoreDb, SqlValue, WritableDb } from './types.ts';
import { textHash } from './verify.ts';

/** What was taken over from a damaged database, by kind. */
export interface Salvaged {
  readonly drafts: number;
  readonly revisions: number;
  readonly entries: number;
}

type Row = Readonly<Record<string, SqlValue>>;

/** Past a damaged page rows are asked for one by one, up to so many that are not there in a row. */
const PROBE = 2_000;

/**
 * Takes over from a damaged database what is newer than the backup that replaced it, as far as it can
 * be read and proves right: revisions by their hash, drafts by their schema and canonical form, entries
 * whole. Nothing in the backup is replaced by something older. Zeros where nothing can be read.
 */
export function salvage(damaged: string, into: CoreDb, version: number): Salvaged {
  const folder = mkdtempSync(join(tmpdir(), 'sotong-salvage-'));
  // A copy is read: SQLite writes beside a file that it opens, and the damaged one is kept as it was found.
  const copy = join(folder, 'damaged.db');
  let from: Sqlite.Database | null = null;
  try {
    for (const suffix of ['', '-wal']) if (existsSync(`${damaged}${suffix}`)) copyFileSync(`${damaged}${suffix}`, `${copy}${suffix}`);
    from = new Sqlite(copy, { fileMustExist: true });
    if (schemaVersion(from) !== version) return NOTHING;
    const source = from;
    return into.write((tx) => takeOver(source, tx));
  } catch {
    return NOTHING;
  } finally {
    from?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const NOTHING: Salvaged = { drafts: 0, revisions: 0, entries: 0 };

function takeOver(from: Sqlite.Database, tx: WritableDb): Salvaged {
  let drafts = 0;
  let revisions = 0;
  let entries = 0;
  for (const row of rowsOf(from, 'media')) insertMissing(tx, 'media', row, 'sha256');
  for (const row of rowsOf(from, 'stories')) if (isWhole(row, StoryContent) && takeDraft(tx, 'stories', row)) drafts += 1;
  for (const row of rowsOf(from, 'variants')) {
    const story = tx.get('SELECT 1 FROM stories WHERE id = ?', row['story'] ?? null);
    if (story !== undefined && isWhole(row, VariantContent) && takeDraft(tx, 'variants', row)) drafts += 1;
  }
  for (const row of rowsOf(from, 'revisions')) if (textHash(String(row['content'])) === row['hash'] && insertMissing(tx, 'revisions', row, 'id')) revisions += 1;
  for (const { position: _position, ...row } of rowsOf(from, 'entries')) if (isEntry(tx, row) && insertMissing(tx, 'entries', row, 'id')) entries += 1;
  // A draft whose revision or its entry could not be read becomes a revision anew; it meets the server's when that comes back.
  for (const [table, kind] of [['variants', 'revision'], ['stories', 'story-revision']] as const) {
    tx.run(`UPDATE ${table} SET base = NULL, dirty = 1 WHERE base IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.subject = ${table}.id AND e.kind = ? AND json_extract(e.body, '$.revision') = ${table}.base)`, kind);
  }
  return { drafts, revisions, entries };
}

/** The rows that can be read, in the order of their row numbers. */
function* rowsOf(db: Sqlite.Database, table: string): Generator<Row> {
  let last = 0;
  let misses = 0;
  while (misses < PROBE) {
    try {
      const rows = db.prepare<[number], Row & { readonly row_number: number }>(`SELECT rowid AS row_number, * FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT 100`).all(last);
      if (rows.length === 0) return;
      for (const { row_number: number, ...row } of rows) {
        yield row;
        last = number;
      }
      misses = 0;
    } catch {
      // The page that comes next is damaged: behind it there may be more.
      last += 1;
      misses += 1;
      const row = tryRow(db, table, last);
      if (row !== null) yield row;
    }
  }
}

function tryRow(db: Sqlite.Database, table: string, number: number): Row | null {
  try {
    return db.prepare<[number], Row>(`SELECT * FROM ${table} WHERE rowid = ?`).get(number) ?? null;
  } catch {
    return null;
  }
}

function isWhole(row: Row, schema: { safeParse(value: unknown): { success: boolean; data?: unknown } }): boolean {
  try {
    const parsed = schema.safeParse(JSON.parse(String(row['content'])));
    const unchanged = row['hash'] === '' || textHash(String(row['content'])) === row['hash'];
    return unchanged && parsed.success && canonicalContent(parsed.data as StoryContent | VariantContent).text === row['content'];
  } catch {
    return false;
  }
}

function isEntry(tx: WritableDb, row: Row): boolean {
  try {
    const body = JSON.parse(String(row['body'])) as { revision?: string };
    const revision = row['kind'] === 'revision' || row['kind'] === 'story-revision';
    const taken = row['seq'] !== null && tx.get('SELECT 1 FROM entries WHERE seq = ?', row['seq'] ?? null) !== undefined;
    return !taken && (!revision || tx.get('SELECT 1 FROM revisions WHERE id = ?', body.revision ?? null) !== undefined);
  } catch {
    return false;
  }
}

/** Puts a draft in, or in place of an older version of it. */
function takeDraft(tx: WritableDb, table: 'stories' | 'variants', row: Row): boolean {
  const known = tx.get<{ draft_version: number }>(`SELECT draft_version FROM ${table} WHERE id = ?`, row['id'] ?? null);
  if (known === undefined) return insertMissing(tx, table, row, 'id');
  if (known.draft_version >= Number(row['draft_version'])) return false;
  const columns = Object.keys(row).filter((column) => column !== 'id');
  tx.run(`UPDATE ${table} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`, ...columns.map((column) => row[column] ?? null), row['id'] ?? null);
  return true;
}

function insertMissing(tx: WritableDb, table: string, row: Row, key: string): boolean {
  const columns = Object.keys(row);
  return tx.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT (${key}) DO NOTHING`, ...columns.map((column) => row[column] ?? null)) > 0;
}
