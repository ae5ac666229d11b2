import { mayHold, mayLift } from '#shared/domain/hold.ts';
import { settingRefusal, settingSubject } from '#shared/domain/settings.ts';
import type { Id, Sha256 } from '#shared/domain/ids.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { Entry, EntryOf } from '#shared/sync/entry.ts';
import type { ReadableDb } from '../db/types.ts';
import { refuse } from '../refusal.ts';

/** Why an entry of a bundle is left where it is, and does no harm: its own device will hand it in. */
export type LeftOut = 'unknown-author' | 'stands-on-missing' | 'not-allowed';

/**
 * The server's checks (src/backend/log/rules.ts) as far as this device can make them; null when the entry may be taken in.
 * What it stands on must be here or earlier in the bundle. Whether a decision or a publication holds is the server's to
 * say. Refuses with `bundle-damaged` what no device of this newsroom can have made, and `bundle-other-newsroom`.
 */
export function leftOutOf(db: ReadableDb, workspace: Workspace, entry: Entry): LeftOut | null {
  if (entry.workspace !== workspace.id) refuse('bundle-other-newsroom', entry.workspace);
  const member = workspace.members.find(({ id }) => id === entry.author);
  if (member === undefined) return 'unknown-author';
  switch (entry.kind) {
    case 'revision':
      return revision(db, workspace, entry);
    case 'story-revision': {
      const { content, parents } = entry.body;
      if (content.workspace !== workspace.id || content.story !== entry.subject) refuse('bundle-damaged', entry.id);
      return parents.every((parent) => hasRevision(db, entry.subject, parent)) ? null : 'stands-on-missing';
    }
    case 'submission':
    case 'decision':
    case 'publish-request':
      return hasRevision(db, entry.subject, entry.body.revision, entry.body.contentHash) ? null : 'stands-on-missing';
    case 'comment': {
      const { revision: of, replyTo } = entry.body;
      return hasRevision(db, entry.subject, of) && (replyTo === null || hasComment(db, entry.subject, replyTo)) ? null : 'stands-on-missing';
    }
    case 'comment-resolved':
      return hasComment(db, entry.subject, entry.body.comment) ? null : 'stands-on-missing';
    case 'archive':
      return db.get('SELECT 1 FROM entries WHERE subject = ?', entry.subject) === undefined ? 'stands-on-missing' : null;
    case 'amendment-request':
      if (!hasRevision(db, entry.subject, entry.body.revision, entry.body.contentHash)) return 'stands-on-missing';
      return hasPublication(db, entry.subject, entry.body.publication) ? null : 'stands-on-missing';
    case 'amendment-decision':
      return hasPublication(db, entry.subject, entry.body.amendment) ? null : 'stands-on-missing';
    case 'publish-action':
      return hasPublication(db, entry.subject, entry.body.publication) ? null : 'stands-on-missing';
    case 'hold':
      return mayHold(member) ? null : 'not-allowed';
    case 'hold-lifted':
      if (!mayLift(member)) return 'not-allowed';
      return db.get(`SELECT 1 FROM entries WHERE subject = ? AND kind = 'hold'`, entry.subject) === undefined ? 'stands-on-missing' : null;
    case 'setting': {
      const { collection, key } = entry.body;
      if (entry.subject !== settingSubject(workspace.id, collection, key)) refuse('bundle-damaged', entry.id);
      const present = db.get<{ value: string }>('SELECT value FROM settings WHERE subject = ?', entry.subject)?.value ?? 'null';
      return settingRefusal(workspace, member, entry.body, JSON.parse(present)) === null ? null : 'not-allowed';
    }
    case 'publication':
      // Where a publication stands is the server's word alone, and never carried.
      return 'not-allowed';
  }
}

/** Amendments are among them, under ids of their own. */
function hasPublication(db: ReadableDb, variant: Id, id: Id): boolean {
  return db.get('SELECT 1 FROM publications WHERE id = ? AND variant = ?', id, variant) !== undefined;
}

function revision(db: ReadableDb, workspace: Workspace, entry: EntryOf<'revision'>): LeftOut | null {
  const { content, parents } = entry.body;
  if (content.workspace !== workspace.id || content.variant !== entry.subject) refuse('bundle-damaged', entry.id);
  const account = workspace.accounts.find(({ id }) => id === content.account);
  if (account?.channel !== content.channel) return 'stands-on-missing';
  const here = db.get<{ story: Id; account: Id; channel: string; language: string }>('SELECT story, account, channel, language FROM variants WHERE id = ?', entry.subject);
  if (here !== undefined && (here.story !== content.story || here.account !== content.account || here.channel !== content.channel || here.language !== content.language)) refuse('bundle-damaged', entry.id);
  return parents.every((parent) => hasRevision(db, entry.subject, parent)) ? null : 'stands-on-missing';
}

function hasRevision(db: ReadableDb, subject: Id, id: Id, hash: Sha256 | null = null): boolean {
  return db.get('SELECT 1 FROM revisions WHERE id = ? AND subject = ? AND (? IS NULL OR hash = ?)', id, subject, hash, hash) !== undefined;
}

function hasComment(db: ReadableDb, variant: Id, id: Id): boolean {
  return db.get('SELECT 1 FROM comments WHERE id = ? AND variant = ?', id, variant) !== undefined;
}
