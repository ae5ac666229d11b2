import type { Channel, Post } from './channels.ts';
import { carryOut } from './channels.ts';
import type { SeededRandom } from './seeded-random.ts';
import { contentOfRevision, gate, move, type Job, type Server } from './server.ts';
import { plainText } from '#shared/document/plain-text.ts';

const LEASE_MS = 90_000;
const CALL_MS = 30_000;
const SETTLE_MS = 5_000;
/** A call whose answer was lost arrives within this: what `SETTLE_MS` waits for. */
const LATEST_ARRIVAL_MS = 4_000;

/** What a call came to, as the worker can know it. */
type Outcome = { readonly kind: 'posted'; readonly remoteId: string } | { readonly kind: 'refused' | 'failed' | 'unknown' };

/** What a worker remembers between two durable steps; a crash forgets it. */
type Held = { readonly at: 'claimed' | 'calling'; readonly job: string; readonly fence: number; readonly leaseUntil: number };
export type Memory =
  | { readonly at: 'idle' }
  | Held
  | { readonly at: 'answered'; readonly job: string; readonly fence: number; readonly outcome: Outcome };

export const IDLE: Memory = { at: 'idle' };

type Seen = { intents: { readonly job: string; readonly seq: number }[]; calls: { readonly job: string; readonly fence: number; readonly current: boolean; readonly state: string }[]; unknown: number; reclaimed: number };

export type Workplace = { readonly server: Server; readonly channels: ReadonlyMap<string, Channel>; readonly random: SeededRandom; readonly seen: Seen; faults: boolean };

/** One step of a worker: from one durable moment to the next, or the call itself. */
export function stepWorker(place: Workplace, memory: Memory): Memory {
  const { server } = place;
  switch (memory.at) {
    case 'idle':
      return claim(place);
    case 'claimed':
      return intend(place, memory);
    case 'calling':
      return call(place, memory);
    case 'answered': {
      const job = mine(server, memory.job, memory.fence, server.mutant === 'calls-first' ? ['intent', 'claimed'] : ['intent']);
      if (job !== null) record(place, job, memory.outcome);
      return IDLE;
    }
  }
}

function mine(server: Server, id: string, fence: number, states: readonly Job['state'][]): Job | null {
  const job = server.jobs.get(id);
  if (job === undefined || !states.includes(job.state)) return null;
  return server.mutant === 'ignores-the-fence' || (job.fence === fence && job.leaseUntil !== null) ? job : null;
}

function claim(place: Workplace): Memory {
  const { server } = place;
  reclaim(place);
  const due = [...server.jobs.values()].filter((job) => job.leaseUntil === null && job.nextAt !== null && job.nextAt <= server.now && ['queued', 'uncertain', 'sent'].includes(job.state));
  if (due.length === 0) return IDLE;
  const job = place.random.pick(due);
  const lease = { leaseUntil: server.now + LEASE_MS, fence: job.fence + 1 };
  if (job.state !== 'queued') {
    Object.assign(job, lease);
    findOut(place, job);
    return IDLE;
  }
  move(server, job, 'claim', lease);
  return { at: 'claimed', job: job.id, fence: job.fence, leaseUntil: lease.leaseUntil };
}

/** Takes back what a worker held when it died or was held up. */
function reclaim({ server, seen }: Workplace): void {
  for (const job of server.jobs.values()) {
    if (job.leaseUntil === null || job.leaseUntil > server.now) continue;
    const free = { leaseUntil: null, fence: job.fence + 1 };
    if (job.state === 'claimed') move(server, job, 'lease-lost', { ...free, nextAt: server.now });
    else if (job.state === 'intent') {
      seen.reclaimed += 1;
      if (server.mutant === 'forgets-the-intent') move(server, job, 'send-deferred', { ...free, nextAt: server.now });
      else move(server, job, 'lease-lost', { ...free, nextAt: server.now + (server.mutant === 'looks-too-soon' ? 0 : SETTLE_MS) });
    } else Object.assign(job, free);
  }
}

function intend(place: Workplace, memory: Held): Memory {
  const { server, channels } = place;
  const job = mine(server, memory.job, memory.fence, ['claimed']);
  if (job === null) return IDLE;
  const open = server.mutant === 'no-last-look' || server.mutant === 'publishes-unapproved' || gate(server, job, job.leaseUntil !== null && job.leaseUntil > server.now);
  if (!open) {
    // Its lease may be what is wrong: then it is somebody else's to stop.
    if (job.leaseUntil !== null && job.leaseUntil > server.now) move(server, job, 'go-stale', { leaseUntil: null, nextAt: null });
    return IDLE;
  }
  if (channels.get(job.account)?.class === 'by-hand') {
    place.seen.intents.push({ job: job.id, seq: server.log.length });
    move(server, job, 'hand-over', { leaseUntil: null, nextAt: null });
    return IDLE;
  }
  if (server.mutant === 'calls-first') return { ...memory, at: 'calling' };
  place.seen.intents.push({ job: job.id, seq: server.log.length });
  move(server, job, 'write-intent', { attempt: job.attempt + 1 });
  return { ...memory, at: 'calling' };
}

function call(place: Workplace, memory: Held): Memory {
  const { server, channels, random } = place;
  const job = server.jobs.get(memory.job);
  const channel = job === undefined ? undefined : channels.get(job.account);
  if (job === undefined || channel === undefined) return IDLE;
  const answered = (outcome: Outcome): Memory => ({ at: 'answered', job: memory.job, fence: memory.fence, outcome });
  // Held up for too long: by the time of an answer the job would be another's.
  if (server.now + CALL_MS > memory.leaseUntil && server.mutant !== 'ignores-the-fence') return answered({ kind: 'failed' });
  place.seen.calls.push({ job: job.id, fence: memory.fence, current: job.fence === memory.fence, state: job.state });
  const fault = place.faults ? random.below(10) : 9;
  if (fault === 0) return answered({ kind: 'failed' });
  if (fault === 1) return answered({ kind: 'unknown' });
  if (fault === 2) return answered({ kind: 'refused' });
  const content = contentOfRevision(server, job.variant, job.revision);
  const key = channel.class !== 'native-key' ? null : server.mutant === 'random-key' ? `${job.key}${job.attempt}` : job.key;
  const post: Post = { id: server.newId(), account: job.account, text: content === null ? '' : plainText(content.blocks), publication: job.id, key: job.key, sentKey: key, at: server.now };
  if (fault === 3) {
    channel.pending.push({ ...post, lands: server.now + random.below(LATEST_ARRIVAL_MS) });
    return answered({ kind: 'unknown' });
  }
  const there = carryOut(channel, post);
  return answered(fault === 4 ? { kind: 'unknown' } : { kind: 'posted', remoteId: there.id });
}

function record({ server, seen, random }: Workplace, job: Job, outcome: Outcome): void {
  if (job.state === 'claimed') move(server, job, 'write-intent', { attempt: job.attempt + 1 });
  const free = { leaseUntil: null };
  switch (outcome.kind) {
    case 'posted':
      return move(server, job, 'send-succeeded', { ...free, nextAt: server.now, remoteId: outcome.remoteId });
    case 'refused':
      return move(server, job, 'send-rejected', { ...free, nextAt: null });
    case 'failed':
      return move(server, job, 'send-deferred', { ...free, nextAt: server.now + random.below(60_000) });
    case 'unknown':
      seen.unknown += 1;
      if (server.mutant === 'retries-blindly') return move(server, job, 'send-deferred', { ...free, nextAt: server.now });
      if (server.mutant === 'assumes-done') return move(server, job, 'send-succeeded', { ...free, nextAt: server.now, remoteId: 'assumed' });
      return move(server, job, 'send-unknown', { ...free, nextAt: server.now + (server.mutant === 'looks-too-soon' ? 0 : SETTLE_MS) });
  }
}

/** An uncertain end is looked into, a sent post is read back, each as its channel allows. */
function findOut({ server, channels, random, faults }: Workplace, job: Job): void {
  const channel = channels.get(job.account);
  if (channel === undefined) return;
  const free = { leaseUntil: null };
  if (channel.class === 'at-most-once' || server.mutant === 'assumes-done') {
    return job.state === 'sent' ? move(server, job, 'confirm', { ...free, nextAt: null }) : move(server, job, 'hand-over', { ...free, nextAt: null });
  }
  if (faults && random.chance(0.2)) {
    Object.assign(job, { leaseUntil: null, nextAt: server.now + random.below(60_000) });
    return undefined;
  }
  const taken = new Set([...server.jobs.values()].filter((other) => other.id !== job.id).map((other) => other.remoteId));
  const content = contentOfRevision(server, job.variant, job.revision);
  const text = content === null ? '' : plainText(content.blocks);
  const found = channel.class === 'native-key' ? channel.posts.find((post) => post.sentKey === job.key) : channel.posts.find((post) => post.text === text && !taken.has(post.id));
  if (job.state === 'sent') {
    if (found !== undefined) return move(server, job, 'confirm', { ...free, nextAt: null });
    Object.assign(job, { leaseUntil: null, nextAt: server.now + 1_000 });
    return undefined;
  }
  if (found !== undefined) return move(server, job, 'found-posted', { ...free, nextAt: server.now, remoteId: found.id });
  return move(server, job, 'not-posted', { ...free, nextAt: server.now });
}
