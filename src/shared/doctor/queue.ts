import type { Id } from '../domain/ids.ts';
import type { EntryOf, LogEntry } from '../sync/entry.ts';
import { isFinal, isWithPerson } from '../sync/publication-machine.ts';
import type { Examined } from './finding.ts';
import { startCheck } from './finding.ts';
import type { AttemptRow, JobRow } from './rows.ts';

/** 6: each request led to one publication, and each publication comes from its request. */
export function checkRequestsOpened(requests: readonly { readonly seq: number; readonly entry: EntryOf<'publish-request' | 'amendment-request'> }[], jobs: readonly JobRow[]): Examined {
  const check = startCheck('6', 'requests and publications');
  const bySeq = new Map(jobs.map((job) => [job.requestedSeq, job]));
  for (const { seq, entry } of requests) {
    check.look();
    if (bySeq.get(seq)?.id !== idAskedFor(entry)) check.found(entry.id, 'request-without-publication', { seq });
  }
  const asked = new Map(requests.map(({ seq, entry }) => [seq, entry]));
  for (const job of jobs) {
    check.look();
    const request = asked.get(job.requestedSeq);
    if (request === undefined || !asksFor(request, job)) check.found(job.id, 'publication-without-request');
  }
  return check.done();
}

function idAskedFor(entry: EntryOf<'publish-request' | 'amendment-request'>): Id {
  return entry.kind === 'publish-request' ? entry.body.publication : entry.body.amendment;
}

function asksFor(entry: EntryOf<'publish-request' | 'amendment-request'>, job: JobRow): boolean {
  if (idAskedFor(entry) !== job.id || entry.body.revision !== job.revision || entry.body.contentHash !== job.contentHash) return false;
  if (entry.kind === 'amendment-request') return entry.body.publication === job.amends && entry.body.way === job.way;
  return job.amends === null && entry.body.account === job.account && entry.body.slot === job.slot;
}

/** 21: attempts, and the server's words in the log, are of publications that there are. */
export function checkQueueRows(words: readonly LogEntry[], jobs: readonly JobRow[], attempts: readonly AttemptRow[]): Examined {
  const check = startCheck('21', 'attempts and words on publications');
  const known = new Set(jobs.map((job) => job.id));
  for (const { publication } of attempts) {
    check.look();
    if (!known.has(publication)) check.found(publication, 'attempt-without-publication');
  }
  for (const { seq, entry } of words) {
    if (entry.kind !== 'publication') continue;
    check.look();
    if (!known.has(entry.body.publication)) check.found(entry.id, 'word-without-publication', { seq });
  }
  return check.done();
}

/** 24, on the server: the queue's state of each publication is the log's latest word on it. Being claimed is the workers' own affair and not said. */
export function checkQueueStates(words: readonly LogEntry[], jobs: readonly JobRow[]): Examined {
  const check = startCheck('24', 'publications');
  const latest = new Map<Id, EntryOf<'publication'>['body']>();
  for (const { entry } of words) if (entry.kind === 'publication') latest.set(entry.body.publication, entry.body);
  for (const job of jobs) {
    check.look();
    const word = latest.get(job.id);
    const row = job.state === 'claimed' ? 'queued' : job.state;
    const same = word !== undefined && word.state === row && word.url === job.url && word.remoteId === job.remoteId;
    if (!same) check.found(job.id, 'state-differs', { row: job.state, log: word?.state ?? 'nothing' });
  }
  return check.done();
}

/**
 * 13: whatever is neither at an end nor with a person will be moved on, and is not long overdue.
 * `now` and `limit` in milliseconds; overdue is a warning, as the backend may simply not be running.
 */
export function checkNotStuck(jobs: readonly JobRow[], now: number, limit: number): Examined {
  const check = startCheck('13', 'publications');
  for (const { id, state, nextAt, leaseUntil, amends } of jobs) {
    check.look();
    // An amendment that was asked for waits for the people who approve it.
    if (isFinal(state) || isWithPerson(state) || (amends !== null && state === 'requested')) continue;
    const moment = leaseUntil ?? nextAt;
    if (moment === null) check.found(id, 'stuck-for-ever', { state });
    else if (moment < now - limit) check.found(id, 'overdue', { state, minutes: Math.floor((now - moment) / 60_000) }, 'warning');
  }
  return check.done();
}

/** 17: the attempts of a publication follow one another: each under a newer fencing number, none begun before the last one had ended. */
export function checkAttemptsApart(attempts: readonly AttemptRow[], jobs: readonly JobRow[]): Examined {
  const check = startCheck('17', 'attempts');
  const states = new Map(jobs.map((job) => [job.id, job.state]));
  const sorted = attempts.toSorted((a, b) => (a.publication === b.publication ? a.attempt - b.attempt : a.publication < b.publication ? -1 : 1));
  sorted.forEach((each, index) => {
    check.look();
    const { publication, attempt, fence, startedAt, endedAt } = each;
    const next = sorted[index + 1];
    const state = states.get(publication);
    if (endedAt === null && (next?.publication === publication || (state !== undefined && state !== 'intent'))) check.found(publication, 'attempt-open', { attempt, state: state ?? '' });
    const before = sorted[index - 1];
    if (before?.publication !== publication) return;
    if (before.endedAt !== null && before.endedAt > startedAt) check.found(publication, 'attempts-overlap', { attempt });
    if (fence <= before.fence) check.found(publication, 'fence-not-newer', { attempt });
  });
  return check.done();
}
