import { assertNever } from '#shared/std/assert-never.ts';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { Entry, EntryOf } from '#shared/sync/entry.ts';
import { EMPTY_BLOCKS } from '#shared/document/blocks.ts';
import { normalizeContent } from '#shared/document/normalize.ts';
import { RULE_COLLECTIONS } from '#shared/domain/policy.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import { textHash } from '../db/verify.ts';
import type { Unit } from '../unit.ts';
import { callOff } from '../publish/withdraw.ts';
import { touchJudged } from '../read-models/rules.ts';
import { noteMachineMade } from '../variants/machine-made.ts';
import { LOG_ORDER } from './entry-rows.ts';

export interface Fate {
  readonly position: number;
  /** The server has it, or it is a sample that is shown as if it had. */
  readonly confirmed: boolean;
  /** Called off before it was sent: it shows that it was asked for, and no more. */
  readonly withdrawn: boolean;
}

/**
 * What an entry changes in the tables beside the log. Also replayed by a rebuild: everything here
 * gives the same when it is done again.
 */
export function applyEffects(unit: Unit, entry: Entry, fate: Fate): void {
  switch (entry.kind) {
    case 'story-revision':
      ensureStory(unit, entry);
      unit.touchStory(entry.subject);
      // Which policy is in force follows from its kind and labels.
      touchJudged(unit, entry.subject);
      return;
    case 'revision':
      ensureVariant(unit, entry);
      // A replay has no content, and what was noted is there by then.
      if (entry.body.machineMade === true && entry.body.content !== undefined) noteMachineMade(unit, entry.body.content, entry.at);
      unit.touchVariant(entry.subject);
      return;
    case 'submission':
    case 'decision':
      unit.touchVariant(entry.subject);
      unit.changed('review', null);
      return;
    case 'comment':
      comment(unit, entry, fate);
      return;
    case 'comment-resolved':
      settleComment(unit, entry.subject, entry.body.comment);
      return;
    case 'archive':
      if (unit.get('SELECT 1 FROM stories WHERE id = ?', entry.subject) !== undefined) unit.touchStory(entry.subject);
      else unit.touchVariant(entry.subject);
      return;
    case 'publish-request':
      publishRequest(unit, entry, fate);
      return;
    case 'amendment-request':
      amendmentRequest(unit, entry, fate);
      return;
    case 'amendment-decision':
      unit.touchVariant(entry.subject);
      unit.changed('review', null);
      return;
    case 'publish-action':
      unit.touchVariant(entry.subject);
      return;
    case 'hold':
    case 'hold-lifted':
      // Read from the log itself (publish/holds.ts): there are few.
      unit.changed('sync', null);
      return;
    case 'setting':
      settleSetting(unit, entry.subject);
      return;
    case 'publication':
      publication(unit, entry, fate);
      return;
    default:
      assertNever(entry, 'entry');
  }
}

/** A story first heard of from another device becomes a clean draft of what was sent. */
function ensureStory(unit: Unit, entry: EntryOf<'story-revision'>): void {
  const { content, revision } = entry.body;
  // A replay has no content; the story is there by then.
  if (content === undefined) return;
  insertStory(unit, content, entry, revision);
}

function insertStory(unit: Unit, content: StoryContent, entry: Entry, base: string | null): void {
  const text = canonicalJson(normalizeContent(content));
  const inserted = unit.run(
    `INSERT INTO stories (id, content, hash, draft_version, base, dirty, saved_at, created_at, author) VALUES (?, ?, ?, 1, ?, 0, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    content.story, text, textHash(text), base, entry.at, entry.at, entry.author,
  );
  if (inserted > 0) {
    unit.touchSearch(content.story);
    unit.changed('stories', null);
  }
}

function ensureVariant(unit: Unit, entry: EntryOf<'revision'>): void {
  const { content, revision, source } = entry.body;
  if (content === undefined) return;
  const story: StoryContent = {
    schema: 1, workspace: content.workspace, story: content.story, title: content.title, brief: '', kind: 'administration', purpose: 'information', labels: [], due: null,
    common: { ko: EMPTY_BLOCKS, en: EMPTY_BLOCKS },
  };
  // The story's own revision is on its way: until then the variant stands in a story without a name.
  if (unit.get('SELECT 1 FROM stories WHERE id = ?', content.story) === undefined) insertStory(unit, story, entry, null);
  const text = canonicalJson(normalizeContent(content));
  const inserted = unit.run(
    `INSERT INTO variants (id, story, account, channel, language, content, hash, draft_version, base, dirty, linked, source_variant, source_revision, saved_at, author)
     VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, 0, 0, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    entry.subject, content.story, content.account, content.channel, content.language,
    text, textHash(text), revision, source?.variant ?? null, source?.revision ?? null, entry.at, entry.author,
  );
  if (inserted > 0) unit.touchSearch(content.story);
}

function comment(unit: Unit, entry: EntryOf<'comment'>, fate: Fate): void {
  const { comment: id, revision, anchor, replyTo, text, suggestion = null } = entry.body;
  unit.run(
    `INSERT INTO comments (id, entry, variant, revision, anchor, reply_to, author, at, text, suggestion, resolved, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT (id) DO NOTHING`,
    id, entry.id, entry.subject, revision, anchor === null ? null : canonicalJson(anchor), replyTo, entry.author, entry.at, text, suggestion, fate.position,
  );
  unit.touchVariant(entry.subject);
  unit.changed('review', null);
}

/** Whether a comment is resolved: as the last of the log says, whichever was heard of first here. */
export function settleComment(unit: Unit, subject: string, comment: string): void {
  const last = unit.all<{ resolved: number }>(
    `SELECT json_extract(body, '$.resolved') AS resolved FROM entries WHERE subject = ? AND kind = 'comment-resolved' AND state <> 'withdrawn' AND json_extract(body, '$.comment') = ? ORDER BY ${LOG_ORDER}`,
    subject, comment,
  ).at(-1);
  unit.run('UPDATE comments SET resolved = ? WHERE id = ?', last?.resolved ?? 0, comment);
  unit.touchVariant(subject);
}

/** What the newsroom agrees on under one key: as the last of the log says, without what was refused or called off. A sample gives way to whatever somebody has set. */
export function settleSetting(unit: Unit, subject: string): void {
  const last = unit.all<{ body: string; author: string; at: string }>(
    `SELECT body, author, at FROM entries WHERE subject = ? AND kind = 'setting' AND state NOT IN ('withdrawn', 'parked') ORDER BY local_only DESC, ${LOG_ORDER}`,
    subject,
  ).at(-1);
  const body = last === undefined ? null : (JSON.parse(last.body) as EntryOf<'setting'>['body']);
  const before = unit.get<{ collection: string }>('SELECT collection FROM settings WHERE subject = ?', subject);
  unit.run('DELETE FROM settings WHERE subject = ?', subject);
  if (last !== undefined && body !== null && body.value !== null) {
    unit.run('INSERT INTO settings (subject, collection, key, value, author, at) VALUES (?, ?, ?, ?, ?, ?)', subject, body.collection, body.key, canonicalJson(body.value), last.author, last.at);
  }
  unit.changed('settings', null);
  // What is wrong with a variant, and how much of its limit is used, stands in the lists.
  const collection = body?.collection ?? before?.collection;
  if (RULE_COLLECTIONS.some((each) => each === collection)) touchJudged(unit, null);
  if (collection === 'figure' || collection === 'account-kind') for (const { id } of unit.all<{ id: string }>('SELECT id FROM variants')) unit.touchVariant(id);
  if (collection === 'account') {
    for (const { id } of unit.all<{ id: string }>('SELECT id FROM variants WHERE account = ?', body?.key ?? '')) unit.touchVariant(id);
    unit.changed('workspace', null);
  }
}

function publishRequest(unit: Unit, entry: EntryOf<'publish-request'>, fate: Fate): void {
  const { publication: id, revision, account, slot } = entry.body;
  unit.run(
    `INSERT INTO publications (id, entry, variant, revision, account, slot, state, attempt, reason, url, at, confirmed, position)
     VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, '', ?, 0, ?) ON CONFLICT (id) DO UPDATE SET slot = excluded.slot, entry = excluded.entry`,
    id, entry.id, entry.subject, revision, account, slot, fate.withdrawn ? 'cancelled' : 'requested', fate.withdrawn ? 'withdrawn' : '', entry.at, fate.position,
  );
  if (fate.withdrawn) callOff(unit, entry.id);
  unit.touchVariant(entry.subject);
}

/** Its account is the variant's, which never changes. */
function amendmentRequest(unit: Unit, entry: EntryOf<'amendment-request'>, fate: Fate): void {
  const { amendment: id, publication: amends, revision, way } = entry.body;
  unit.run(
    `INSERT INTO publications (id, entry, variant, revision, account, slot, state, attempt, reason, url, at, confirmed, position, amends, way)
     SELECT ?, ?, v.id, ?, v.account, 0, ?, 0, ?, '', ?, 0, ?, ?, ? FROM variants v WHERE v.id = ?
     ON CONFLICT (id) DO UPDATE SET entry = excluded.entry, amends = excluded.amends, way = excluded.way`,
    id, entry.id, revision, fate.withdrawn ? 'cancelled' : 'requested', fate.withdrawn ? 'withdrawn' : '', entry.at, fate.position, amends, way, entry.subject,
  );
  if (fate.withdrawn) callOff(unit, entry.id);
  unit.touchVariant(entry.subject);
  unit.changed('review', null);
}

function publication(unit: Unit, entry: EntryOf<'publication'>, fate: Fate): void {
  const { publication: id, revision, account, state, attempt, reason, url } = entry.body;
  unit.run(
    `INSERT INTO publications (id, entry, variant, revision, account, slot, state, attempt, reason, url, at, confirmed, position)
     VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, attempt = excluded.attempt, reason = excluded.reason, url = excluded.url, at = excluded.at, confirmed = excluded.confirmed`,
    id, entry.id, entry.subject, revision, account, state, attempt, reason, url, entry.at, fate.confirmed ? 1 : 0, fate.position,
  );
  unit.touchVariant(entry.subject);
  if (unit.get('SELECT 1 FROM publications WHERE id = ? AND amends IS NOT NULL', id) !== undefined) unit.changed('review', null);
}
