import type { Entry, EntryKind, EntryOf } from '#shared/sync/entry.ts';
import type { FactEntry } from '#shared/domain/variant-facts.ts';
import { forgottenPlaces } from '#shared/domain/forgotten-places.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { ReadableDb } from '../db/types.ts';
import { refuse } from '../refusal.ts';
import { textHash } from '../db/verify.ts';

/** The states of an entry on this device. `sending` is `waiting` that is on the wire at this moment. */
export type EntryState = 'waiting' | 'sending' | 'accepted' | 'parked' | 'withdrawn';

export interface EntryRow {
  readonly position: number;
  readonly id: Id;
  readonly kind: EntryKind;
  readonly workspace: Id;
  readonly subject: Id;
  readonly author: Id;
  readonly device: Id;
  readonly at: string;
  readonly body: string;
  readonly seq: number | null;
  readonly received_at: string | null;
  readonly state: EntryState;
  /** Of a refused one why; `carried` of one that a bundle brought and the server has not yet. */
  readonly code: string;
  readonly reason: string;
  readonly attempts: number;
  readonly verify: number;
  readonly local_only: number;
}

export interface RevisionRow {
  readonly id: Id;
  readonly subject: Id;
  readonly kind: 'story' | 'variant';
  readonly parents: string;
  readonly content: string;
  readonly hash: string;
  readonly author: Id;
  readonly at: string;
  readonly name: string;
  readonly source_variant: Id | null;
  readonly source_revision: Id | null;
}

export function isRevisionKind(kind: EntryKind): kind is 'revision' | 'story-revision' {
  return kind === 'revision' || kind === 'story-revision';
}

/** A revision with its content checked against its hash. Refuses with `content-damaged`; undefined when it is not here. */
export function readRevision(db: ReadableDb, id: Id): RevisionRow | undefined {
  const row = db.get<RevisionRow>('SELECT * FROM revisions WHERE id = ?', id);
  if (row !== undefined && textHash(row.content) !== row.hash) refuse('content-damaged', id);
  return row;
}

/** The whole entry, as it goes over the wire. Refuses with `content-damaged` when its revision's text is not what was hashed. */
export function entryOf(db: ReadableDb, row: EntryRow): Entry {
  const body = JSON.parse(row.body) as Record<string, unknown>;
  if (isRevisionKind(row.kind)) {
    const revision = readRevision(db, body['revision'] as Id);
    if (revision === undefined) refuse('unknown-revision', String(body['revision']));
    body['content'] = JSON.parse(revision.content);
  }
  return { id: row.id, workspace: row.workspace, subject: row.subject, author: row.author, device: row.device, at: row.at, kind: row.kind, body } as Entry;
}

/**
 * The order in which entries count: what a server said in a history that it has lost since, then the log
 * as the server has it now, then what waits here. A server that was restored from a backup has the last word.
 */
export const LOG_ORDER = `CASE WHEN state <> 'accepted' THEN 2 WHEN seq IS NULL AND verify = 0 AND local_only = 0 THEN 0 ELSE 1 END, seq IS NULL, seq, position`;

/** The columns that make a fact; the text of a revision is no part of one and is not read. */
function factOf(row: EntryRow): FactEntry {
  const entry = { id: row.id, workspace: row.workspace, subject: row.subject, author: row.author, device: row.device, at: row.at, kind: row.kind, body: JSON.parse(row.body) as unknown } as Entry;
  // A sample is shown as recorded without a server: its own position stands for the server's number.
  return { entry, seq: row.state === 'accepted' ? (row.seq ?? row.position) : null, receivedAt: row.received_at };
}

const FACTS = `SELECT * FROM entries WHERE subject = ? AND state <> 'withdrawn' AND (state <> 'parked' OR kind IN ('revision', 'story-revision'))`;

/**
 * The entries of one subject that its status is computed from: the log's in log order, then what
 * waits here. A parked revision still holds the text that the draft is based on and stays in the
 * graph; any other parked entry has no effect, and a withdrawn one never had.
 */
export function factEntries(db: ReadableDb, subject: Id): FactEntry[] {
  return withoutForgottenPlaces(db, subject, db.all<EntryRow>(`${FACTS} ORDER BY ${LOG_ORDER}`, subject)).map(factOf);
}

function withoutForgottenPlaces(db: ReadableDb, subject: Id, rows: readonly EntryRow[]): readonly EntryRow[] {
  const words = rows.flatMap((row) => (row.kind === 'publication' && row.local_only === 0 ? [{ ...(JSON.parse(row.body) as EntryOf<'publication'>['body']), seq: row.seq, row }] : []));
  if (words.every(({ seq }) => seq !== null)) return rows;
  const calledOff = db.all<{ id: Id }>(`SELECT coalesce(json_extract(body, '$.amendment'), json_extract(body, '$.publication')) AS id FROM entries WHERE subject = ? AND kind IN ('publish-request', 'amendment-request') AND state = 'withdrawn'`, subject);
  const forgotten = new Set([...forgottenPlaces(words, new Set(calledOff.map(({ id }) => id)))].map(({ row }) => row));
  return rows.filter((row) => !forgotten.has(row));
}

/** Those of a subject's facts that are revisions: what its graph is made from. */
export function revisionEntries(db: ReadableDb, subject: Id): FactEntry[] {
  return db.all<EntryRow>(`${FACTS} AND kind IN ('revision', 'story-revision') ORDER BY ${LOG_ORDER}`, subject).map(factOf);
}
