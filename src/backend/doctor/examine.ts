import { channelProfile } from '#shared/channels/registry.ts';
import type { Examined } from '#shared/doctor/finding.ts';
import { checkArchiving, checkHistories } from '#shared/doctor/history.ts';
import { checkHolds, gatherHoldFacts, type HoldFacts, noHoldFacts } from '#shared/doctor/holds.ts';
import { checkAttempts, checkDecisionsNameRevisions, checkDecisionsOnHead, checkRoles, judgeVariant } from '#shared/doctor/judge.ts';
import { checkChain, checkEvents, checkFiling, checkHashes, checkIds, checkNumbers, readEntry } from '#shared/doctor/ledger.ts';
import { checkMedia } from '#shared/doctor/media.ts';
import { checkChangesApproved, checkChangesBelong, checkChangesConfirmed, matchChanges } from '#shared/doctor/changes.ts';
import { checkConfirmed, checkPostedOnce, checkPostsApproved, checkPostsBelong, jobOf, matchPosts, type Job } from '#shared/doctor/posts.ts';
import { checkAttemptsApart, checkNotStuck, checkQueueRows, checkQueueStates, checkRequestsOpened } from '#shared/doctor/queue.ts';
import { contentsOf, type JobRow, type LedgerRow } from '#shared/doctor/rows.ts';
import { checkSchema, checkSecrets } from '#shared/doctor/secrets.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { EntryOf, LogEntry } from '#shared/sync/entry.ts';
import { mayBePosted } from '#shared/sync/publication-machine.ts';
import { agreedHistory, archivedHistory, storyHistory } from '#shared/doctor/agreed.ts';
import { readEvents } from '../accounts/events.ts';
import { readTeamHistory } from '../accounts/members.ts';
import { readChannelAccounts } from '../log/settings.ts';
import { MIGRATIONS } from '../db/migrations.ts';
import type { Trx } from '../db/store.ts';
import { readHead } from '../log/read.ts';
import { readArchivings, readAttempts, readChanges, readJobs, readLedger, readLogOf, readMediaRows, readPosts, readStored, readSubjects } from './read-rows.ts';

export type Examination = {
  readonly examined: readonly Examined[];
  readonly ledger: readonly LedgerRow[];
  readonly head: number;
  readonly epoch: string;
};

export type ExamineOptions = {
  readonly workspace: Workspace;
  /** Milliseconds. What is overdue for longer than `overdueMs` is named. */
  readonly now: number;
  readonly overdueMs: number;
  /** Tokens in use: they may stand nowhere. */
  readonly secrets: readonly string[];
};

/** Every check of a backend's tables, in one transaction. */
export async function examineBackend(trx: Trx, steps: readonly number[], options: ExamineOptions): Promise<Examination> {
  const { workspace } = options;
  const { seq: head, epoch } = await readHead(trx);
  const ledger = await readLedger(trx);
  const rows = await readJobs(trx);
  const log = await walkLog(trx, rows, options);
  const attempts = await readAttempts(trx);
  // An account on which a person posts by hand keeps no record that could be put to a publication.
  const accounts = await readChannelAccounts(trx, workspace);
  const recorded = new Set(accounts.filter((account) => channelProfile(account.channel).connector !== 'by-hand').map((account) => account.id));
  const posts = (await readPosts(trx)).filter((post) => recorded.has(post.account));
  const posted = matchPosts(posts, log.jobs);
  const changed = matchChanges((await readChanges(trx)).filter((change) => recorded.has(change.account)), log.jobs);
  const accountEvents = await readEvents(trx);
  const examined = [
    ...log.examined,
    checkHolds(log.holdFacts),
    checkPostsBelong(posted),
    checkPostsApproved(log.jobs, posted),
    checkPostedOnce(log.jobs, posted),
    checkChangesBelong(changed),
    checkChangesApproved(changed),
    checkChangesConfirmed(changed, recorded),
    checkNumbers(ledger, head),
    checkIds(ledger),
    checkRequestsOpened(log.requests, rows),
    checkNotStuck(rows, options.now, options.overdueMs),
    checkConfirmed(log.jobs, posted, recorded),
    checkAttemptsApart(attempts, rows),
    checkMedia(log.published, await readMediaRows(trx)),
    checkQueueRows(log.words, rows, attempts),
    checkSchema(steps, MIGRATIONS.map((migration) => migration.number)),
    checkQueueStates(log.words, rows),
    checkChain(workspace.id, ledger, head),
    checkEvents(workspace.id, accountEvents.events, accountEvents.links),
  ];
  return { examined, ledger, head, epoch };
}

type Walked = {
  readonly examined: Examined[];
  readonly jobs: Job[];
  readonly requests: { readonly seq: number; readonly entry: EntryOf<'publish-request' | 'amendment-request'> }[];
  readonly words: LogEntry[];
  readonly published: { readonly revision: string; readonly content: VariantContent }[];
  readonly holdFacts: HoldFacts;
};

/** Goes through the log story by story: only one story's or variant's texts are held at a time. */
async function walkLog(trx: Trx, rows: readonly JobRow[], { workspace, secrets }: ExamineOptions): Promise<Walked> {
  const walked: Walked = { examined: [], jobs: [], requests: [], words: [], published: [], holdFacts: noHoldFacts() };
  const seen = new Set<string>();
  const team = await readTeamHistory(trx, workspace);
  const agreed = agreedHistory(await readLogOf(trx, 'setting'));
  const archivings = await readArchivings(trx);
  const storyArchived = new Map([...archivings].map(([story, entries]) => [story, archivedHistory(story, entries)]));
  for (const subject of await readSubjects(trx)) {
    const stored = await readStored(trx, subject);
    const entries = stored.flatMap((row) => readEntry(row) ?? []);
    const contents = contentsOf(entries);
    const [content] = contents.values();
    const story = content === undefined ? () => null : storyHistory(await readLogOf(trx, 'story-revision', content.story));
    const judged = judgeVariant(entries, workspace, { workspace: team, agreed, story, storyArchived: (seq) => (content !== undefined && storyArchived.get(content.story)?.(seq)) === true });
    gatherHoldFacts(walked.holdFacts, entries);
    walked.examined.push(
      checkHashes(stored),
      checkFiling(stored),
      checkDecisionsNameRevisions(judged),
      checkRoles(judged),
      checkHistories([{ subject, revisions: revisionsOf(entries), conflict: null }]),
      checkDecisionsOnHead(judged),
      checkAttempts(judged),
      checkArchiving(entries),
      checkSecrets(stored.map(({ seq, text }) => ({ where: `entry number ${seq}`, text })), secrets),
    );
    for (const { seq, receivedAt, entry } of entries) {
      if (entry.kind === 'publish-request' || entry.kind === 'amendment-request') walked.requests.push({ seq, entry });
      if (entry.kind === 'publication') walked.words.push({ seq, receivedAt, entry });
    }
    for (const row of rows.filter((each) => each.variant === subject)) {
      seen.add(row.id);
      const content = contents.get(row.revision) ?? null;
      walked.jobs.push(jobOf(row, content, judged));
      if (content !== null && mayBePosted(row.state)) walked.published.push({ revision: row.revision, content });
    }
  }
  // A publication of a variant that the log does not know at all.
  for (const row of rows) if (!seen.has(row.id)) walked.jobs.push(jobOf(row, null, []));
  return walked;
}

function revisionsOf(entries: readonly LogEntry[]): { readonly id: string; readonly parents: readonly string[] }[] {
  const nodes = new Map<string, { readonly id: string; readonly parents: readonly string[] }>();
  for (const { entry } of entries) {
    if (entry.kind !== 'revision' && entry.kind !== 'story-revision') continue;
    const { revision, parents } = entry.body;
    if (!nodes.has(revision)) nodes.set(revision, { id: revision, parents });
  }
  return [...nodes.values()];
}
