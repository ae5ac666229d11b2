import { contentHash } from '#shared/document/canonical.ts';
import { checkDecision } from '#shared/domain/decisions.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import { checkBeforeSend, checkPublishRequest, publicationKey } from '#shared/domain/publish-gate.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { factsFromEntries, type VariantFacts } from '#shared/domain/variant-facts.ts';
import { NOTHING_AGREED, type Rules, rulesFor } from '#shared/domain/policy.ts';
import { SERVER_MEMBER, type Entry, type EntryOf, type LogEntry, type PublicationState } from '#shared/sync/entry.ts';
import { isWithPerson, step, type PublicationEvent } from '#shared/sync/publication-machine.ts';
import type { Mutant } from './mutants.ts';

/** One publication in the server's queue: what is durable of it. */
export type Job = {
  readonly id: string;
  readonly variant: string;
  readonly revision: string;
  readonly contentHash: string;
  readonly account: string;
  readonly slot: number;
  readonly key: string;
  state: PublicationState;
  attempt: number;
  fence: number;
  leaseUntil: number | null;
  nextAt: number | null;
  remoteId: string;
  /** Since when it has been in this state. */
  since: number;
};

/** All that a crash leaves: the log and the queue. Each function below is one transaction. */
export type Server = { readonly log: LogEntry[]; readonly jobs: Map<string, Job>; readonly bySubject: Map<string, LogEntry[]>; now: number; readonly mutant: Mutant | null; readonly newId: () => string; refusedStale: number };

export function newServer(newId: () => string, mutant: Mutant | null): Server {
  return { log: [], jobs: new Map(), bySubject: new Map(), now: Date.UTC(2026, 10, 23), mutant, newId, refusedStale: 0 };
}

const MEMBERS = SAMPLE_WORKSPACE.members;

function factsOf(server: Server, variant: string): VariantFacts {
  return factsFromEntries(server.bySubject.get(variant) ?? []);
}

function append(server: Server, entry: Entry): void {
  const numbered = { seq: server.log.length + 1, receivedAt: new Date(server.now).toISOString(), entry };
  server.log.push(numbered);
  server.bySubject.set(entry.subject, [...(server.bySubject.get(entry.subject) ?? []), numbered]);
}

/** Takes in one entry; the answer is whether the sender may forget it. */
export function take(server: Server, entry: Entry): 'accepted' | 'duplicate' | 'rejected' {
  if (server.log.some((each) => each.entry.id === entry.id) && server.mutant !== 'applies-twice') return 'duplicate';
  if (!allowed(server, entry)) return 'rejected';
  append(server, entry);
  if (entry.kind === 'publish-request') openJob(server, entry);
  if (entry.kind === 'publish-action') act(server, entry);
  if (entry.kind === 'revision' || entry.kind === 'decision' || entry.kind === 'archive') noticeStale(server, entry.subject);
  return 'accepted';
}

export function contentOfRevision(server: Server, variant: string, revision: string): VariantContent | null {
  for (const { entry } of server.bySubject.get(variant) ?? []) if (entry.kind === 'revision' && entry.body.revision === revision) return entry.body.content;
  return null;
}

/** This model knows no stories, and nothing that was agreed on. */
function rulesOf(server: Server, { channel }: VariantContent): Rules {
  return rulesFor(SAMPLE_WORKSPACE, NOTHING_AGREED, { channel, kind: null, labels: [] }, server.now);
}

function allowed(server: Server, entry: Entry): boolean {
  const facts = factsOf(server, entry.subject);
  const member = MEMBERS.find((each) => each.id === entry.author);
  if (member === undefined) return false;
  switch (entry.kind) {
    case 'revision':
      return contentHash(entry.body.content) === entry.body.contentHash && entry.body.parents.every((parent) => facts.revisions.some((each) => each.id === parent));
    case 'decision':
      return decisionAllowed(server, entry, facts);
    case 'publish-request': {
      const content = contentOfRevision(server, entry.subject, entry.body.revision);
      if (content === null) return false;
      return server.mutant === 'publishes-unapproved' || checkPublishRequest(facts, entry.body, { ...rulesOf(server, content), member, account: content.account }).ok;
    }
    case 'publish-action': {
      const job = server.jobs.get(entry.body.publication);
      return job !== undefined && member.roles.includes('publisher') && eventOf(job, entry) !== null;
    }
    case 'story-revision':
    case 'submission':
    case 'comment':
    case 'comment-resolved':
    case 'archive':
      return true;
    // This model of the server knows no holds and no settings: the real one is tested with them over HTTP.
    case 'amendment-request':
    case 'amendment-decision':
    case 'setting':
    case 'hold':
    case 'hold-lifted':
    case 'publication':
      return false;
  }
}

function decisionAllowed(server: Server, entry: EntryOf<'decision'>, facts: VariantFacts): boolean {
  const content = contentOfRevision(server, entry.subject, entry.body.revision);
  const member = MEMBERS.find((each) => each.id === entry.author);
  if (content === null || member === undefined) return false;
  if (server.mutant === 'trusts-the-client') return true;
  const checked = checkDecision(facts, entry.body, { ...rulesOf(server, content), member, content, mediaPresent: true });
  if (!checked.ok && checked.error.code === 'stale-head') {
    if (server.mutant === 'takes-stale-approvals') return true;
    server.refusedStale += 1;
  }
  return checked.ok;
}

function openJob(server: Server, entry: EntryOf<'publish-request'>): void {
  const { publication, revision, contentHash: hash, account, slot } = entry.body;
  // A second effect of one entry is a second job.
  const id = server.jobs.has(publication) ? `${publication}+` : publication;
  const job: Job = { id, variant: entry.subject, revision, contentHash: hash, account, slot, key: publicationKey(hash, account, slot), state: 'queued', attempt: 0, fence: 0, leaseUntil: null, nextAt: server.now, remoteId: '', since: server.now };
  server.jobs.set(id, job);
  tell(server, job);
}

function eventOf(job: Job, entry: EntryOf<'publish-action'>): PublicationEvent | null {
  const { action } = entry.body;
  if ((action === 'found-posted' || action === 'not-posted') && !isWithPerson(job.state)) return null;
  return step(job.state, action) === null ? null : action;
}

function act(server: Server, entry: EntryOf<'publish-action'>): void {
  const job = server.jobs.get(entry.body.publication);
  const event = job === undefined ? null : eventOf(job, entry);
  if (job === undefined || event === null) return;
  const again = step(job.state, event) === 'queued';
  move(server, job, event, { fence: job.fence + 1, leaseUntil: null, nextAt: again ? server.now : null, ...(again ? { remoteId: '' } : {}) });
}

function noticeStale(server: Server, variant: string): void {
  for (const job of server.jobs.values()) {
    if (job.variant !== variant || (job.state !== 'queued' && job.state !== 'by-hand')) continue;
    if (!gate(server, job, true)) move(server, job, 'go-stale', { fence: job.fence + 1, leaseUntil: null, nextAt: null });
  }
}

/** The last look before a call, on the log as it stands. */
export function gate(server: Server, job: Job, leaseCurrent: boolean): boolean {
  const content = contentOfRevision(server, job.variant, job.revision);
  if (content === null) return false;
  return checkBeforeSend(factsOf(server, job.variant), job, {
    ...rulesOf(server, content),
    storedHash: contentHash(content),
    account: content.account,
    leaseCurrent,
    held: false,
    slotExpired: false,
    channelErrors: false,
    alreadySent: job.remoteId !== '',
  }).ok;
}

/** Moves a job by an event of the machine and says so in the log, in one transaction. Throws for an event that does not apply. */
export function move(server: Server, job: Job, event: PublicationEvent, change: Partial<Pick<Job, 'attempt' | 'fence' | 'leaseUntil' | 'nextAt' | 'remoteId'>> = {}): void {
  const state = step(job.state, event);
  if (state === null) throw new Error(`No ${event} from ${job.state}`);
  Object.assign(job, change, { state, since: server.now });
  if (state !== 'claimed') tell(server, job);
}

function tell(server: Server, job: Job): void {
  append(server, {
    id: server.newId(),
    workspace: SAMPLE_WORKSPACE.id,
    subject: job.variant,
    author: SERVER_MEMBER,
    device: SERVER_MEMBER,
    at: new Date(server.now).toISOString(),
    kind: 'publication',
    body: { publication: job.id.replace('+', ''), revision: job.revision, contentHash: job.contentHash, account: job.account, state: job.state, attempt: job.attempt, reason: '', remoteId: job.remoteId, url: '' },
  });
}
