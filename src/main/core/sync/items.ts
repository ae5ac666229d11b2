import type { SyncItem, VariantRow } from '#shared/contract/views.ts';
import type { ChannelId, Id } from '#shared/domain/ids.ts';
import type { EntryKind, EntryOf, PublicationState } from '#shared/sync/entry.ts';
import { kindsAfter } from '#shared/sync/schema.ts';
import type { Core } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
import { entryOf, type EntryRow, isRevisionKind } from '../log/entry-rows.ts';
import { touchSubject } from '../log/append.ts';
import { settleComment } from '../log/effects.ts';
import { coveringHolds } from '../read-models/holds.ts';
import { withdrawRequest } from '../publish/withdraw.ts';
import { refuse } from '../refusal.ts';
import type { Unit } from '../unit.ts';
import { type HeldBack, heldBack } from './carried.ts';
import { schemaOfServer } from './resync.ts';

/** How many of each kind the panel lists; the counts beside it are exact. */
const MAX_WAITING = 200;
const MAX_DONE = 100;

type Action = SyncItem['actions'][number];

const KIND: Readonly<Record<EntryKind, SyncItem['kind']>> = {
  'story-revision': 'story', revision: 'revision', submission: 'submission', decision: 'decision', comment: 'comment', 'comment-resolved': 'comment',
  archive: 'archive', 'publish-request': 'publish-request', 'publish-action': 'publish-action', publication: 'publication', 'amendment-request': 'amendment', 'amendment-decision': 'decision', hold: 'hold', 'hold-lifted': 'hold', setting: 'setting',
};

interface PublicationLine {
  readonly id: Id;
  readonly variant: Id;
  readonly state: PublicationState;
  readonly attempt: number;
  readonly reason: string;
  readonly url: string;
  readonly at: string;
  readonly story: Id;
  readonly channel: ChannelId;
  readonly labels: string | null;
  readonly way: SyncItem['way'];
}

/** Where a publication belongs in the panel, and what a person may do with it there. */
function standing(state: PublicationState, onHold: boolean): { readonly group: SyncItem['group']; readonly actions: readonly Action[] } {
  switch (state) {
    case 'by-hand':
      return { group: 'by-hand', actions: ['hand-over', 'posted-by-hand', 'cancel', 'open'] };
    case 'needs-person':
      return { group: 'problem', actions: ['found-posted', 'not-posted', 'open'] };
    case 'rejected':
    case 'expired':
      return { group: 'problem', actions: ['retry', 'open'] };
    case 'confirmed':
    case 'cancelled':
      return { group: 'done', actions: ['open'] };
    case 'held':
      // Under a hold there is nothing to decide; once it is over, each is let go or called off.
      return onHold ? { group: 'waiting', actions: ['cancel', 'open'] } : { group: 'problem', actions: ['release', 'cancel', 'open'] };
    case 'requested':
    case 'queued':
      return { group: 'waiting', actions: ['cancel', 'open'] };
    case 'claimed':
    case 'intent':
    case 'sent':
    // The server is finding out by itself, and takes no person's answer until it has given up.
    case 'uncertain':
      return { group: 'waiting', actions: ['open'] };
  }
}

/** Everything that waits, went, or needs a person, newest first within its group; samples are left out. */
export function syncItems(core: Core): SyncItem[] {
  const { read } = core.db;
  return [...conflictItems(read), ...entryItems(read, heldBack(read, core.state())), ...publicationItems(read)];
}

export function countSyncItems(core: Core): { readonly problems: number; readonly byHand: number } {
  const { read } = core.db;
  const counted = (sql: string): number => read.get<{ n: number }>(sql)?.n ?? 0;
  const live = `p.confirmed = 1 AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.id = p.entry AND e.local_only = 1)`;
  return {
    problems:
      counted(`SELECT count(*) AS n FROM entries WHERE state = 'parked' AND local_only = 0`) +
      counted(`SELECT count(*) AS n FROM publications p WHERE p.state IN ('needs-person', 'rejected', 'expired') AND ${live}`) +
      counted(`SELECT count(*) AS n FROM variant_rows WHERE json_extract(row, '$.status.conflict') = 1`) +
      publicationLines(read, `p.state = 'held'`).filter((line) => !line.onHold).length,
    byHand: counted(`SELECT count(*) AS n FROM publications p WHERE p.state = 'by-hand' AND ${live}`),
  };
}

function about(db: ReadableDb, subject: Id): Pick<SyncItem, 'variant' | 'story' | 'title' | 'channel' | 'language'> {
  const stored = db.get<{ row: string }>('SELECT row FROM variant_rows WHERE id = ?', subject);
  const row = stored === undefined ? null : (JSON.parse(stored.row) as VariantRow);
  const story = row?.story ?? subject;
  const title = db.get<{ title: string }>('SELECT title FROM story_list WHERE id = ?', story)?.title ?? '';
  return { variant: row === null ? null : subject, story, title, channel: row?.account.channel ?? null, language: row?.language ?? null };
}

function conflictItems(db: ReadableDb): SyncItem[] {
  return db.all<{ id: Id; row: string }>(`SELECT id, row FROM variant_rows WHERE json_extract(row, '$.status.conflict') = 1`).map(({ id, row }) => ({
    id, group: 'problem', kind: 'conflict', ...about(db, id), reason: 'conflict', detail: '', state: 'conflict', attempts: 0,
    at: (JSON.parse(row) as VariantRow).updatedAt, nextTryAt: null, url: '', publication: null, way: null, actions: ['keep-mine', 'keep-theirs', 'open'],
  }));
}

function entryItems(db: ReadableDb, { carried, behind }: HeldBack): SyncItem[] {
  const unknown: ReadonlySet<EntryKind> = new Set(kindsAfter(schemaOfServer(db)));
  return db
    .all<EntryRow>(`SELECT * FROM entries WHERE state IN ('waiting', 'sending', 'parked') AND local_only = 0 ORDER BY state = 'parked' DESC, position DESC LIMIT ?`, MAX_WAITING)
    .map((row) => {
      const parked = row.state === 'parked';
      const reason = !parked && unknown.has(row.kind) ? 'server-too-old' : carried.has(row.id) ? 'carried' : behind.has(row.id) ? 'behind-carried' : row.code === 'carried' ? '' : row.code;
      if (row.kind === 'hold' || row.kind === 'hold-lifted' || row.kind === 'setting') return ownItem(row, parked, reason);
      const actions: Action[] = parked ? ['retry', 'export', 'discard', 'open'] : carried.has(row.id) ? ['open', 'discard'] 
        : requestIn(row) === null ? ['open'] : ['cancel', 'open'];
      return {
        id: row.id, group: parked ? 'problem' : 'waiting', kind: KIND[row.kind], ...about(db, row.subject), reason, detail: row.reason, state: row.state,
        attempts: row.attempts, at: row.at, nextTryAt: null, url: '',
        publication: requestIn(row)?.id ?? null, way: requestIn(row)?.way ?? null, actions,
      };
    });
}

/** What an entry asks to be published, corrected or withdrawn; null for another one. */
function requestIn({ kind, body }: Pick<EntryRow, 'kind' | 'body'>): { readonly id: Id; readonly way: SyncItem['way'] } | null {
  if (kind === 'publish-request') return { id: (JSON.parse(body) as EntryOf<'publish-request'>['body']).publication, way: null };
  if (kind !== 'amendment-request') return null;
  const { amendment, way } = JSON.parse(body) as EntryOf<'amendment-request'>['body'];
  return { id: amendment, way };
}

/** A hold or a setting is about no story: its reason, or its key, stands for a title. */
function ownItem(row: EntryRow, parked: boolean, why: string): SyncItem {
  const { reason, key } = JSON.parse(row.body) as { readonly reason?: string; readonly key?: string };
  const title = reason ?? key ?? '';
  return {
    id: row.id, group: parked ? 'problem' : 'waiting', kind: KIND[row.kind], variant: null, story: null, title, channel: null, language: null, reason: why, detail: row.reason,
    state: row.state, attempts: row.attempts, at: row.at, nextTryAt: null, url: '', publication: null, way: null, actions: parked ? ['retry', 'export', 'discard'] : why === 'carried' ? ['discard'] : [],
  };
}

function publicationItems(db: ReadableDb): SyncItem[] {
  return publicationLines(db, '1 = 1').map((line) => {
    const { group, actions: all } = standing(line.state, line.onHold);
    // What is to be done about a correction or a withdrawal is done where its texts and its note are seen.
    const actions: readonly Action[] = line.way === null ? all : ['show', 'open'];
    return {
      id: line.id, group, kind: line.way === null ? 'publication' : 'amendment', way: line.way, ...about(db, line.variant), reason: line.reason, detail: '', state: line.state,
      attempts: line.attempt, at: line.at, nextTryAt: null, url: line.url, publication: line.id, actions: [...actions],
    };
  });
}

/** The server's publications that a condition on `p` selects, newest first. */
function publicationLines(db: ReadableDb, condition: string): (PublicationLine & { readonly onHold: boolean })[] {
  const covering = coveringHolds(db);
  return db
    .all<PublicationLine>(
      `SELECT p.id, p.variant, p.state, p.attempt, p.reason, p.url, p.at, p.way, v.story, v.channel, s.labels FROM publications p
       JOIN variants v ON v.id = p.variant LEFT JOIN story_list s ON s.id = v.story
       WHERE p.confirmed = 1 AND ${condition} AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.id = p.entry AND e.local_only = 1) ORDER BY p.position DESC LIMIT ?`,
      MAX_DONE,
    )
    .map((line) => ({ ...line, onHold: line.way !== 'remove' && covering(line).length > 0 }));
}

function parkedRow(db: ReadableDb, id: Id): EntryRow {
  const row = db.get<EntryRow>('SELECT * FROM entries WHERE id = ?', id) ?? refuse('not-found', id);
  return row.state === 'parked' ? row : refuse('not-found', id);
}

/** A person wants a refused entry to be tried once more. Refuses with `not-found`. */
export function retryItem(unit: Unit, id: Id): void {
  const row = parkedRow(unit, id);
  unit.run(`UPDATE entries SET state = 'waiting', code = '', reason = '', attempts = 0 WHERE id = ?`, id);
  if (requestIn(row) !== null) unit.run(`UPDATE publications SET state = 'requested', reason = '' WHERE entry = ? AND confirmed = 0`, id);
  touchSubject(unit, row.kind, row.subject);
  unit.outbox();
  unit.changed('sync', null);
}

/** What may be let go of: what was refused, and what a bundle brought and its maker has never sent. */
function releasableRow(core: Core, unit: Unit, id: Id): EntryRow {
  if (!heldBack(unit, core.state()).carried.has(id)) return parkedRow(unit, id);
  return unit.get<EntryRow>('SELECT * FROM entries WHERE id = ?', id) ?? refuse('not-found', id);
}

/** The whole of a refused entry, readable, so that nothing of it is lost. Refuses with `not-found`. */
export function exportItem(db: ReadableDb, id: Id): string {
  const row = db.get<EntryRow>('SELECT * FROM entries WHERE id = ?', id) ?? refuse('not-found', id);
  return `${JSON.stringify({ refused: { code: row.code, reason: row.reason }, entry: entryOf(db, row) }, null, 2)}\n`;
}

/**
 * Lets a refused entry go, or one that a bundle brought, and with a revision those that were made on top of it here, as no
 * server will ever take them. Their text stays in the draft, which is now based on what came before and will be a
 * revision anew. Refuses with `not-found`, and with `conflict` while one of them is on the wire.
 */
export function discardItem(core: Core, unit: Unit, id: Id): void {
  const row = releasableRow(core, unit, id);
  const { device, seat } = core.state();
  if (requestIn(row) !== null) withdrawRequest(unit, id);
  else unit.run(`UPDATE entries SET state = 'withdrawn' WHERE id = ?`, id);
  if (isRevisionKind(row.kind)) {
    letGoOf(unit, row);
    // Whoever takes over another's words hands them in under their own name, and may not approve them.
    if (row.device !== device) unit.run(`UPDATE ${tableOf(row)} SET author = ? WHERE id = ? AND dirty = 1`, seat, row.subject);
  }
  if (row.kind === 'comment-resolved') settleComment(unit, row.subject, (JSON.parse(row.body) as { comment: Id }).comment);
  if (row.kind === 'comment') unit.run('DELETE FROM comments WHERE entry = ?', id);
  touchSubject(unit, row.kind, row.subject);
  unit.changed('sync', null);
}

function tableOf({ kind }: Pick<EntryRow, 'kind'>): 'variants' | 'stories' {
  return kind === 'revision' ? 'variants' : 'stories';
}

type RevisionBody = { readonly revision: Id; readonly parents: readonly Id[] };

function letGoOf(unit: Unit, row: EntryRow): void {
  const { revision, parents } = JSON.parse(row.body) as RevisionBody;
  const gone = new Set([revision]);
  // In the order in which they were made: what stands on one comes after it.
  for (const each of unit.all<EntryRow>(`SELECT * FROM entries WHERE subject = ? AND kind = ? AND position > ? AND state IN ('waiting', 'sending', 'parked') ORDER BY position`, row.subject, row.kind, row.position)) {
    const body = JSON.parse(each.body) as RevisionBody;
    if (!body.parents.some((parent) => gone.has(parent))) continue;
    if (each.state === 'sending') refuse('conflict', each.id);
    gone.add(body.revision);
    unit.run(`UPDATE entries SET state = 'withdrawn' WHERE id = ?`, each.id);
  }
  for (const each of gone) unit.run(`UPDATE ${tableOf(row)} SET base = ?, dirty = 1 WHERE id = ? AND base = ?`, parents[0] ?? null, row.subject, each);
}
