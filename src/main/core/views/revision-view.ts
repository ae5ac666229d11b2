import type { CommentView, DecisionView, RevisionView, SyncState } from '#shared/contract/views.ts';
import type { PublicationView } from '#shared/contract/publication-views.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Id } from '#shared/domain/ids.ts';
import { mayWaitUntil, type Rules } from '#shared/domain/policy.ts';
import type { DecisionFact, VariantFacts } from '#shared/domain/variant-facts.ts';
import type { Anchor } from '#shared/sync/entry.ts';
import type { ReadableDb } from '../db/types.ts';
import type { RevisionRow } from '../log/entry-rows.ts';
import { readRevision } from '../log/entry-rows.ts';
import { coveringHolds } from '../read-models/holds.ts';
import { accountOf } from '../read-models/variant-row.ts';
import { refuse } from '../refusal.ts';
import type { WorkspaceState } from '../workspace/state.ts';

/** A variant's revision with its text checked against its hash. Refuses with `unknown-revision`, `content-damaged`. */
export function loadRevision(db: ReadableDb, id: Id): RevisionView {
  const row = readRevision(db, id);
  return row === undefined || row.kind !== 'variant' ? refuse('unknown-revision', id) : viewOf(db, row);
}

function viewOf(db: ReadableDb, row: RevisionRow): RevisionView {
  const entry = db.get<{ state: string }>(`SELECT state FROM entries WHERE subject = ? AND kind = 'revision' AND json_extract(body, '$.revision') = ? ORDER BY state = 'accepted' DESC LIMIT 1`, row.subject, row.id);
  return {
    id: row.id,
    parents: JSON.parse(row.parents) as Id[],
    contentHash: row.hash,
    author: row.author,
    at: row.at,
    name: row.name,
    content: JSON.parse(row.content) as VariantContent,
    confirmed: entry?.state === 'accepted',
    source: row.source_variant === null || row.source_revision === null ? null : { variant: row.source_variant, revision: row.source_revision },
  };
}

/** Decisions in log order, those that wait here last. `at` is when they were made, by the clock of who made them. */
export function decisionViews(db: ReadableDb, facts: VariantFacts, rules: Rules): DecisionView[] {
  return facts.decisions.map((decision) => {
    const entry = db.get<{ at: string; policy: string | null }>(`SELECT at, json_extract(body, '$.policy.id') AS policy FROM entries WHERE id = ?`, decision.id);
    return {
      revision: decision.revision,
      verdict: decision.verdict,
      reviewer: decision.reviewer,
      reason: decision.reason,
      at: entry?.at ?? '',
      confirmed: decision.seq !== null,
      until: decision.seq === null && decision.verdict === 'approve' ? endOfWait(decision, rules) : null,
      policy: entry?.policy ?? null,
    };
  });
}

function endOfWait({ reviewer, at }: DecisionFact, rules: Rules): string | null {
  const member = rules.members.find(({ id }) => id === reviewer);
  const end = member === undefined ? null : mayWaitUntil(rules, member, at);
  return end === null ? null : new Date(end).toISOString();
}

interface CommentRow {
  readonly id: Id;
  readonly variant: Id;
  readonly revision: Id;
  readonly anchor: string | null;
  readonly reply_to: Id | null;
  readonly author: Id;
  readonly at: string;
  readonly text: string;
  readonly suggestion: string | null;
  readonly resolved: number;
  readonly state: string | null;
  readonly local_only: number | null;
}

const COMMENTS = 'SELECT c.*, e.state, e.local_only FROM comments c LEFT JOIN entries e ON e.id = c.entry';

export function commentViews(db: ReadableDb, variant: Id): CommentView[] {
  return db.all<CommentRow>(`${COMMENTS} WHERE c.variant = ? ORDER BY c.position`, variant).map(commentOf);
}

/** Refuses with `not-found`. */
export function loadComment(db: ReadableDb, id: Id): CommentView {
  const row = db.get<CommentRow>(`${COMMENTS} WHERE c.id = ?`, id);
  return row === undefined ? refuse('not-found', id) : commentOf(row);
}

function commentOf(row: CommentRow): CommentView {
  const sync: SyncState = row.local_only === 1 ? 'local' : row.state === 'accepted' ? 'synced' : row.state === 'parked' ? 'needs-you' : 'waiting';
  return {
    id: row.id,
    variant: row.variant,
    revision: row.revision,
    anchor: row.anchor === null ? null : (JSON.parse(row.anchor) as Anchor),
    replyTo: row.reply_to,
    author: row.author,
    at: row.at,
    text: row.text,
    suggestion: row.suggestion,
    resolved: row.resolved === 1,
    sync,
  };
}

interface PublicationRow {
  readonly id: Id;
  readonly entry: Id;
  readonly variant: Id;
  readonly revision: Id;
  readonly state: PublicationView['state'];
  readonly attempt: number;
  readonly reason: string;
  readonly url: string;
  readonly at: string;
  readonly confirmed: number;
  readonly account: Id;
  readonly channel: PublicationView['account']['channel'];
  readonly language: PublicationView['language'];
  readonly title: string;
  readonly sample: number;
  readonly story: Id;
  readonly labels: string | null;
  readonly amends: Id | null;
  readonly way: PublicationView['way'];
}

const PUBLICATIONS = `SELECT p.*, v.channel, v.language, v.story, s.labels, coalesce(s.title, '') AS title, coalesce(s.sample, 0) AS sample FROM publications p JOIN variants v ON v.id = p.variant LEFT JOIN story_list s ON s.id = v.story`;

/** The states in which a hold stops a publication before anybody is called. */
const WAITING: ReadonlySet<PublicationView['state']> = new Set(['requested', 'queued', 'claimed', 'held']);

/** The publications that a condition on `p` (publications), `v` (variants) or `s` (story_list) selects, newest first. */
export function publicationViews(db: ReadableDb, state: WorkspaceState, condition: string, limit: number, ...params: readonly string[]): (PublicationView & { readonly entry: Id })[] {
  const covering = coveringHolds(db);
  return db.all<PublicationRow>(`${PUBLICATIONS} WHERE ${condition} ORDER BY p.position DESC LIMIT ${limit}`, ...params).map((row) => ({
    id: row.id,
    variant: row.variant,
    revision: row.revision,
    account: accountOf(state, row),
    language: row.language,
    storyTitle: row.title,
    state: row.state,
    attempt: row.attempt,
    reason: row.reason,
    url: row.url,
    at: row.at,
    confirmed: row.confirmed === 1,
    holds: WAITING.has(row.state) && row.sample === 0 && row.way !== 'remove' ? covering(row) : [],
    amends: row.amends,
    way: row.way,
    entry: row.entry,
  }));
}
