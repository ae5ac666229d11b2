import { plainText } from '#shared/document/plain-text.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { sha256Hex, canonicalJson } from '#shared/document/canonical.ts';
import { channelOf, land, type Channel } from './channels.ts';
import { broken, brokenAtRest } from './invariants.ts';
import type { Mutant } from './mutants.ts';
import { act, archive, decide, publish, write, type Person, type Variant } from './people.ts';
import { seededRandom } from './seeded-random.ts';
import { contentOfRevision, newServer, take, type Job } from './server.ts';
import { IDLE, stepWorker, type Memory, type Workplace } from './worker.ts';

/** What really happened in a run: without enough of it, silence means nothing. */
export type Counts = { publications: number; posts: number; crashesInFlight: number; unknownOutcomes: number; staleRefused: number; duplicatesSent: number; responsesLost: number; byHand: number; toPerson: number; lateLandings: number };

export type Run = { readonly seed: number; readonly violation: string | null; readonly step: number; readonly digest: string; readonly counts: Counts };

const [WRITER, EDITOR, TRANSLATOR] = SAMPLE_WORKSPACE.members.map((member) => member.id) as [string, string, string];
/** One account of each class. */
const KINDS = { x: 'listable', instagram: 'native-key', facebook: 'at-most-once', kakaostory: 'by-hand' } as const;

/**
 * One schedule: two writers, an editor who publishes as well, two workers, four channels, a network
 * that drops, repeats and delays, and processes that die between any two durable steps. Everything
 * follows from the seed.
 */
export function simulate(seed: number, steps: number, mutant: Mutant | null = null): Run {
  const random = seededRandom(seed);
  const server = newServer(random.id, mutant);
  const accounts = SAMPLE_WORKSPACE.accounts.filter((account) => account.channel in KINDS);
  const channels = new Map<string, Channel>(accounts.map((account) => [account.id, channelOf(KINDS[account.channel as keyof typeof KINDS])]));
  const place: Workplace = { server, channels, random, seen: { intents: [], calls: [], unknown: 0, reclaimed: 0 }, faults: true };
  const variants: Variant[] = accounts.map((account) => ({ id: random.id(), story: random.id(), account }));
  const writers: Person[] = [WRITER, TRANSLATOR].map((member) => ({ member, cursor: 0, outbox: [] }));
  const editor: Person = { member: EDITOR, cursor: 0, outbox: [] };
  const people = [...writers, editor];
  const workers: Memory[] = [IDLE, IDLE];
  const counts: Counts = { publications: 0, posts: 0, crashesInFlight: 0, unknownOutcomes: 0, staleRefused: 0, duplicatesSent: 0, responsesLost: 0, byHand: 0, toPerson: 0, lateLandings: 0 };

  const desk = (person: Person) => ({ person, variant: random.pick(variants), log: server.log, random });
  const work = (index: number): void => {
    const memory = workers[index] ?? IDLE;
    workers[index] = stepWorker(place, memory);
  };
  const pull = (person: Person): void => {
    person.cursor = server.log.length;
  };
  const pushSome = (person: Person): void => {
    const batch = person.outbox.slice(0, 1 + random.below(5));
    if (batch.length === 0 || (place.faults && random.chance(0.1))) return;
    const repeat = place.faults && random.chance(0.1);
    for (const entry of batch) take(server, entry);
    if (repeat) for (const entry of batch) if (take(server, entry) === 'duplicate') counts.duplicatesSent += 1;
    if (place.faults && random.chance(0.1)) {
      // The answer is lost: as far as this computer knows, nothing was sent.
      counts.responsesLost += 1;
      return;
    }
    person.outbox = person.outbox.slice(batch.length);
  };
  /** Somebody truthful sees to what waits for a person, once nothing can be under way any more. */
  const attend = (): void => {
    const waiting = [...server.jobs.values()].filter((job) => (job.state === 'by-hand' || job.state === 'needs-person' || job.state === 'rejected') && server.now - job.since > 10_000);
    const asked = waiting.filter((job) => !editor.outbox.some((entry) => entry.kind === 'publish-action' && entry.body.publication === job.id));
    if (asked.length === 0) return;
    const job = random.pick(asked);
    const at = { person: editor, variant: variants.find((each) => each.id === job.variant) ?? random.pick(variants), log: server.log, random };
    const there = channels.get(job.account)?.posts.some((post) => post.publication === job.id) === true;
    if (job.state === 'rejected') {
      if (random.chance(0.3)) act(at, job.id, 'retry');
    } else if (job.state === 'needs-person') {
      counts.toPerson += 1;
      act(at, job.id, there ? 'found-posted' : 'not-posted');
    } else byHand(job, at, there);
  };
  const byHand = (job: Job, at: Parameters<typeof act>[0], there: boolean): void => {
    if (there) {
      counts.byHand += 1;
      act(at, job.id, 'posted-by-hand');
      return;
    }
    if (random.chance(0.2)) return act(at, job.id, 'cancel');
    const content = contentOfRevision(server, job.variant, job.revision);
    channels.get(job.account)?.posts.push({ id: random.id(), account: job.account, text: content === null ? '' : plainText(content.blocks), publication: job.id, key: job.key, sentKey: null, at: server.now });
    return undefined;
  };

  /** A text that goes its way undisturbed, so that enough is published for faults to fall on. */
  const straight = (): void => {
    const writer = random.pick(writers);
    const variant = random.pick(variants);
    const at = (person: Person) => ({ person, variant, log: server.log, random });
    const send = (person: Person): void => {
      for (const entry of person.outbox) take(server, entry);
      person.outbox = [];
    };
    pull(writer);
    write(at(writer));
    send(writer);
    for (const step of [decide, publish]) {
      pull(editor);
      step(at(editor));
      send(editor);
    }
  };

  const actions: readonly (readonly [number, () => void])[] = [
    [8, straight],
    [2, () => write(desk(random.pick(writers)))],
    [0.5, () => write(desk(editor))],
    [4, () => decide(desk(random.chance(0.9) ? editor : random.pick(writers)))],
    [6, () => publish(desk(editor))],
    [0.5, () => archive(desk(random.pick(people)))],
    [10, () => pushSome(random.pick(people))],
    [8, () => pull(random.pick(people))],
    [45, () => work(random.below(workers.length))],
    [6, attend],
    [
      4,
      () => {
        // More often in the middle of something: that is where a crash can do harm.
        const busy = workers.flatMap((memory, each) => (memory.at === 'idle' ? [] : [each]));
        const index = busy.length > 0 ? random.pick(busy) : 0;
        if (workers[index]?.at === 'calling' || workers[index]?.at === 'answered') counts.crashesInFlight += 1;
        workers[index] = IDLE;
      },
    ],
    [6, () => (server.now += random.below(3_000))],
    [3, () => (server.now += random.below(120_000))],
  ];
  const total = actions.reduce((sum, [weight]) => sum + weight, 0);
  const one = (): void => {
    let draw = random.next() * total;
    for (const [weight, action] of actions) {
      if (draw < weight) {
        action();
        return;
      }
      draw -= weight;
    }
  };
  const arrive = (): void => {
    for (const channel of channels.values()) {
      const before = channel.pending.length;
      land(channel, server.now);
      counts.lateLandings += before - channel.pending.length;
    }
  };
  const finish = (violation: string | null, step: number): Run => {
    counts.publications = server.jobs.size;
    counts.posts = [...channels.values()].reduce((sum, channel) => sum + channel.posts.length, 0);
    counts.unknownOutcomes = place.seen.unknown + place.seen.reclaimed;
    counts.staleRefused = server.refusedStale;
    return { seed, violation, step, digest: sha256Hex(canonicalJson([server.log, [...channels.values()].map((channel) => channel.posts)])), counts };
  };

  for (let step = 0; step < steps; step += 1) {
    one();
    arrive();
    const violation = broken(place);
    if (violation !== null) return finish(violation, step);
  }
  // Everybody finishes what they began; nothing new, no faults.
  place.faults = false;
  for (let round = 0; round < 400; round += 1) {
    for (const person of people) {
      pushSome(person);
      pull(person);
    }
    for (let index = 0; index < workers.length; index += 1) work(index);
    attend();
    server.now += 10_000;
    arrive();
  }
  return finish(brokenAtRest(place), steps);
}
