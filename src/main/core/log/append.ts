import { canonicalJson, sha256Hex } from '#shared/document/canonical.ts';
import { normalizeContent } from '#shared/document/normalize.ts';
import type { StoryContent, VariantContent } from '#shared/domain/content.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Entry, EntryOf, LogEntry } from '#shared/sync/entry.ts';
import type { Unit } from '../unit.ts';
import { refuse } from '../refusal.ts';
import { touchJudged } from '../read-models/rules.ts';
import { applyEffects, settleComment, settleSetting } from './effects.ts';
import type { EntryRow, EntryState } from './entry-rows.ts';
import { isRevisionKind } from './entry-rows.ts';

/** The canonical text of a content and its SHA-256. */
export function canonicalContent(content: VariantContent | StoryContent): { readonly text: string; readonly hash: string } {
  const text = canonicalJson(normalizeContent(content));
  return { text, hash: sha256Hex(text) };
}

/**
 * Puts an entry made here into the log, to be sent when there is a way. One that is `localOnly` (of a
 * sample story, or about what was never shared) is never sent: it counts as recorded at once, so that
 * the demonstration shows every status.
 */
export function appendEntry(unit: Unit, entry: Entry, localOnly: boolean): void {
  insert(unit, entry, { state: localOnly ? 'accepted' : 'waiting', seq: null, receivedAt: null, localOnly });
  if (!localOnly) unit.outbox();
  unit.changed('sync', null);
}

/**
 * Takes an entry of the server's log in: a new one with all its effects, one made here with its
 * number. Refuses with `hash-mismatch` a revision whose text is not what its hash says, and with
 * `same-id-other-body` one that differs from the entry of that id made here.
 */
export function recordRemote(unit: Unit, logged: LogEntry): 'new' | 'known' {
  const { entry, seq, receivedAt } = logged;
  const known = unit.get<EntryRow>('SELECT * FROM entries WHERE id = ?', entry.id);
  if (known === undefined) {
    insert(unit, entry, { state: 'accepted', seq, receivedAt, localOnly: false });
    return 'new';
  }
  if (known.kind !== entry.kind || known.subject !== entry.subject || known.body !== storedBody(entry)) refuse('same-id-other-body', entry.id);
  // When it was recorded is told only here (an approval expires by that, and an audit asks for it): a push says no more than the number.
  if (known.seq !== seq || known.state !== 'accepted' || known.received_at === null) markAccepted(unit, known, seq, receivedAt);
  // It was refused once or let go of here, and counts after all: perhaps another device has brought it.
  if (known.state === 'withdrawn' || known.state === 'parked') bringBack(unit, entry, known.position, true);
  return 'known';
}

/**
 * Takes an entry in that a bundle brought. Nobody but the server's own log can vouch for it, so it counts as what
 * waits, whatever number it had elsewhere, until it is seen there. One that was let go of here comes back. Refuses as
 * {@link recordRemote} does.
 */
export function recordCarried(unit: Unit, entry: Entry, device: Id): 'new' | 'known' {
  const known = unit.get<EntryRow>('SELECT * FROM entries WHERE id = ?', entry.id);
  unit.outbox();
  if (known === undefined) {
    insert(unit, entry, { state: 'waiting', seq: null, receivedAt: null, localOnly: false });
    unit.run(`UPDATE entries SET code = 'carried' WHERE id = ?`, entry.id);
    return 'new';
  }
  if (known.kind !== entry.kind || known.subject !== entry.subject || known.body !== storedBody(entry)) refuse('same-id-other-body', entry.id);
  if (known.state !== 'withdrawn' || known.device === device) return 'known';
  unit.run(`UPDATE entries SET state = 'waiting', code = 'carried', reason = '' WHERE id = ?`, entry.id);
  bringBack(unit, entry, known.position, false);
  return 'new';
}

/** What an entry that had no effect any more changes beside the log, as a rebuild would have it. */
function bringBack(unit: Unit, entry: Entry, position: number, confirmed: boolean): void {
  applyEffects(unit, entry, { position, confirmed, withdrawn: false });
  if (entry.kind === 'publish-request' || entry.kind === 'amendment-request') unit.run(`UPDATE publications SET state = 'requested', reason = '' WHERE entry = ? AND confirmed = 0`, entry.id);
}

/** The server has taken an entry that was made here. */
export function markAccepted(unit: Unit, row: EntryRow, seq: number, receivedAt: string | null): void {
  unit.run(`UPDATE entries SET state = 'accepted', seq = ?, received_at = coalesce(?, received_at), code = '', reason = '', verify = 0 WHERE id = ?`, seq, receivedAt, row.id);
  touchSubject(unit, row.kind, row.subject);
  // Its number may put it before one that was heard of earlier: after a server was restored, say.
  if (row.kind === 'comment-resolved') settleComment(unit, row.subject, (JSON.parse(row.body) as EntryOf<'comment-resolved'>['body']).comment);
}

export function touchSubject(unit: Unit, kind: Entry['kind'], subject: string): void {
  if (kind === 'story-revision') {
    unit.touchStory(subject);
    touchJudged(unit, subject);
  }
  else if (kind === 'setting') settleSetting(unit, subject);
  else if (unit.get('SELECT 1 FROM variants WHERE id = ?', subject) !== undefined) unit.touchVariant(subject);
  else unit.touchStory(subject);
}

function insert(unit: Unit, entry: Entry, fate: { readonly state: EntryState; readonly seq: number | null; readonly receivedAt: string | null; readonly localOnly: boolean }): void {
  if (isRevisionKind(entry.kind)) insertRevision(unit, entry as Extract<Entry, { kind: 'revision' | 'story-revision' }>);
  unit.run(
    `INSERT INTO entries (id, kind, workspace, subject, author, device, at, body, seq, received_at, state, local_only) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.id, entry.kind, entry.workspace, entry.subject, entry.author, entry.device, entry.at, storedBody(entry), fate.seq, fate.receivedAt, fate.state, fate.localOnly ? 1 : 0,
  );
  const { position } = unit.get<{ position: number }>('SELECT position FROM entries WHERE id = ?', entry.id) as { position: number };
  applyEffects(unit, entry, { position, confirmed: fate.seq !== null || fate.localOnly, withdrawn: false });
}

/** The body as it is kept: the text of a revision lies in `revisions`, once. */
function storedBody(entry: Entry): string {
  if (!isRevisionKind(entry.kind)) return canonicalJson(entry.body);
  const { content: _content, ...rest } = entry.body as Record<string, unknown>;
  return canonicalJson(rest);
}

function insertRevision(unit: Unit, entry: Extract<Entry, { kind: 'revision' | 'story-revision' }>): void {
  const { revision, parents, contentHash } = entry.body;
  const { text, hash } = canonicalContent(entry.body.content);
  if (hash !== contentHash) refuse('hash-mismatch', revision);
  const source = entry.kind === 'revision' ? entry.body.source : null;
  const known = unit.get<{ hash: string; subject: string }>('SELECT hash, subject FROM revisions WHERE id = ?', revision);
  if (known !== undefined) {
    // Two devices make the same merge under the same id; anything else under one id is a fault.
    if (known.hash !== hash || known.subject !== entry.subject) refuse('same-id-other-body', revision);
    return;
  }
  unit.run(
    `INSERT INTO revisions (id, subject, kind, parents, content, hash, author, at, name, source_variant, source_revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    revision, entry.subject, entry.kind === 'revision' ? 'variant' : 'story', JSON.stringify(parents), text, hash, entry.author, entry.at,
    entry.kind === 'revision' ? entry.body.name : '', source?.variant ?? null, source?.revision ?? null,
  );
}
