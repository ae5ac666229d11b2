import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalJson, sha256Hex } from '#shared/document/canonical.ts';
import type { History } from '#shared/doctor/history.ts';
import type { Replica } from '#shared/doctor/replicas.ts';
import type { DraftRow, LocalEntry, LocalRevision, MediaRow } from '#shared/doctor/rows.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Entry } from '#shared/sync/entry.ts';
import type { DataFiles } from '../db/files.ts';
import type { ReadableDb } from '../db/types.ts';
import { entryOf, revisionEntries, isRevisionKind, type EntryRow, type RevisionRow } from '../log/entry-rows.ts';

/** A newsroom's tables as the doctor's plain rows. */

export function readEntries(db: ReadableDb): LocalEntry[] {
  return db
    .all<Pick<EntryRow, 'id' | 'kind' | 'subject' | 'state' | 'seq'> & { readonly revision: Id | null }>(`SELECT id, kind, subject, state, seq, json_extract(body, '$.revision') AS revision FROM entries ORDER BY position`)
    .map((row) => ({ ...row, revision: isRevisionKind(row.kind) ? row.revision : null }));
}

/** Revisions one by one, as their texts may be long. */
export function* readRevisions(db: ReadableDb): Generator<LocalRevision> {
  for (const row of db.each<RevisionRow>('SELECT * FROM revisions')) yield { id: row.id, subject: row.subject, parents: JSON.parse(row.parents) as Id[], content: row.content, hash: row.hash };
}

export function* readDrafts(db: ReadableDb): Generator<DraftRow> {
  for (const [table, kind] of [['stories', 'story'], ['variants', 'variant']] as const) {
    for (const row of db.each<{ id: Id; content: string; base: Id | null; dirty: number; hash: string }>(`SELECT id, content, base, dirty, hash FROM ${table}`)) yield { id: row.id, kind, content: row.content, base: row.base, dirty: row.dirty === 1, hash: row.hash };
  }
}

/** The revisions of each story and variant as the app itself reads them, with whether a conflict is shown. */
export function* readHistories(db: ReadableDb): Generator<History> {
  for (const { id, conflict } of db.all<{ id: Id; conflict: number | null }>(`SELECT v.id, json_extract(r.row, '$.status.conflict') AS conflict FROM variants v LEFT JOIN variant_rows r ON r.id = v.id`)) {
    yield { subject: id, revisions: revisionsOf(db, id), conflict: conflict === 1 };
  }
  for (const { id } of db.all<{ id: Id }>('SELECT id FROM stories')) yield { subject: id, revisions: revisionsOf(db, id), conflict: null };
}

function revisionsOf(db: ReadableDb, subject: Id): { readonly id: Id; readonly parents: readonly Id[] }[] {
  return revisionEntries(db, subject).flatMap(({ entry }) => (entry.kind === 'revision' || entry.kind === 'story-revision' ? [{ id: entry.body.revision, parents: entry.body.parents }] : []));
}

/** What this computer holds of the server's log. */
export function readReplica(db: ReadableDb, cursor: number): Replica {
  const entries: { id: Id; seq: number; fingerprint: string | null }[] = [];
  for (const row of db.all<EntryRow>(`SELECT * FROM entries WHERE seq IS NOT NULL ORDER BY seq`)) entries.push({ id: row.id, seq: row.seq ?? 0, fingerprint: fingerprintOf(db, row) });
  return { cursor, entries };
}

function fingerprintOf(db: ReadableDb, row: EntryRow): string | null {
  try {
    return sha256Hex(canonicalJson(entryOf(db, row)));
  } catch {
    // Its text is damaged, which the check of the hashes names.
    return null;
  }
}

/** Archive marks in the log. */
export function readArchiveMarks(db: ReadableDb): { readonly seq: number; readonly entry: Entry }[] {
  return db.all<EntryRow>(`SELECT * FROM entries WHERE kind = 'archive' ORDER BY position`).map((row) => ({ seq: row.seq ?? row.position, entry: entryOf(db, row) }));
}

export function readPictures(db: ReadableDb, files: DataFiles): MediaRow[] {
  return db.all<{ sha256: string }>('SELECT sha256 FROM media ORDER BY sha256').map(({ sha256 }) => {
    const file = join(files.media, sha256);
    return { sha256, actual: existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : null };
  });
}

/** Every text in which a secret would be out of place: the tables, and the app's settings and logs beside the newsroom. */
export function* readTexts(db: ReadableDb, files: DataFiles): Generator<{ readonly where: string; readonly text: string }> {
  for (const { key, value } of db.all<{ key: string; value: string }>('SELECT key, value FROM meta')) yield { where: `meta ${key}`, text: value };
  for (const { id, text } of db.each<{ id: Id; text: string }>(`SELECT id, body || ' ' || reason AS text FROM entries`)) yield { where: `entry ${id}`, text };
  for (const { id, content } of db.each<{ id: Id; content: string }>('SELECT id, content FROM revisions')) yield { where: `revision ${id}`, text: content };
  const profile = dirname(files.dir);
  for (const name of [join('settings.json'), ...namesIn(join(profile, 'logs')).map((log) => join('logs', log))]) {
    const file = join(profile, name);
    if (existsSync(file)) yield { where: name, text: readFileSync(file, 'utf8') };
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => /\.(?:log|txt|jsonl?)$/u.test(name)) : [];
}
