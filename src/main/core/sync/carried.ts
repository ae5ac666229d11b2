import type { Id } from '#shared/domain/ids.ts';
import type { Entry } from '#shared/sync/entry.ts';
import type { WorkspaceState } from '../workspace/state.ts';
import type { ReadableDb } from '../db/types.ts';
import type { EntryRow } from '../log/entry-rows.ts';

type Waiting = Pick<EntryRow, 'id' | 'kind' | 'subject' | 'body'>;

/** Entries that wait and that this device does not send. */
export interface HeldBack {
  /** Made at another device by somebody whom the server does not let this one act for, and brought by a bundle. Theirs to send. */
  readonly carried: ReadonlySet<Id>;
  /** Made here on top of those: the server could not take them before it has what they stand on. */
  readonly behind: ReadonlySet<Id>;
}

const NOTHING: HeldBack = { carried: new Set(), behind: new Set() };

/** What this device leaves to others to send, and what waits for that. All of it goes on by itself once it is seen in the server's log. */
export function heldBack(db: ReadableDb, { device, seat, actsFor }: Pick<WorkspaceState, 'device' | 'seat' | 'actsFor'>): HeldBack {
  const own = JSON.stringify(actsFor ?? [seat]);
  const carriedRows = db.all<Waiting>(
    `SELECT id, kind, subject, body FROM entries WHERE state = 'waiting' AND code = 'carried' AND device <> ? AND author NOT IN (SELECT value FROM json_each(?)) ORDER BY position`,
    device, own,
  );
  if (carriedRows.length === 0) return NOTHING;
  const carried = new Set(carriedRows.map(({ id }) => id));
  const behind = new Set<Id>();
  const subjects = JSON.stringify([...new Set(carriedRows.map(({ subject }) => subject))]);
  /** What the server does not have yet, by the names that others know it by. */
  const missing = new Set<string>();
  for (const row of db.each<Waiting>(
    `SELECT id, kind, subject, body FROM entries WHERE state = 'waiting' AND local_only = 0 AND subject IN (SELECT value FROM json_each(?)) ORDER BY position`,
    subjects,
  )) {
    const { makes, needs } = namesIn(row);
    if (!carried.has(row.id) && !needs.some((name) => missing.has(name))) continue;
    if (!carried.has(row.id)) behind.add(row.id);
    for (const name of makes) if (name === row.subject || !recordedAlready(db, row.subject, name)) missing.add(name);
  }
  return { carried, behind };
}

/** A merge that another device has sent is the same revision under another entry. */
function recordedAlready(db: ReadableDb, subject: Id, revision: string): boolean {
  return db.get(`SELECT 1 FROM entries WHERE subject = ? AND kind IN ('revision', 'story-revision') AND state = 'accepted' AND json_extract(body, '$.revision') = ?`, subject, revision) !== undefined;
}

/** What an entry brings into the log, and what the server must have before it would take it: ids, and of approvals the step before. */
function namesIn(row: Waiting): { readonly makes: readonly string[]; readonly needs: readonly string[] } {
  const entry = { kind: row.kind, body: JSON.parse(row.body) as unknown } as Entry;
  const [submitted, decided] = [`submission of ${row.subject}`, `decision of ${row.subject}`];
  switch (entry.kind) {
    case 'revision':
    case 'story-revision':
      return { makes: [entry.body.revision, row.subject], needs: entry.body.parents };
    case 'submission':
      return { makes: [submitted], needs: [entry.body.revision] };
    case 'decision':
      return { makes: [decided], needs: [entry.body.revision, submitted, decided] };
    case 'comment':
      return { makes: [entry.body.comment], needs: [entry.body.revision, ...(entry.body.replyTo === null ? [] : [entry.body.replyTo])] };
    case 'comment-resolved':
      return { makes: [], needs: [entry.body.comment] };
    case 'publish-request':
      return { makes: [entry.body.publication], needs: [entry.body.revision, decided] };
    case 'amendment-request':
      return { makes: [entry.body.amendment], needs: [entry.body.revision, entry.body.publication] };
    case 'amendment-decision':
      return { makes: [`decision of ${entry.body.amendment}`], needs: [entry.body.amendment, `decision of ${entry.body.amendment}`] };
    case 'publish-action':
      return { makes: [], needs: [entry.body.publication] };
    // After the edits that it was made upon: one that came later would bring it back.
    case 'archive':
      return { makes: [], needs: [row.subject] };
    case 'hold':
      return { makes: [row.subject], needs: [] };
    case 'hold-lifted':
      return { makes: [], needs: [row.subject] };
    case 'setting':
    case 'publication':
      return { makes: [], needs: [] };
  }
}
