import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { StoreLocation } from '#backend/db/store.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { isFinal, isWithPerson } from '#shared/sync/publication-machine.ts';
import { type Measure, timed } from '../core/measure.ts';
import { changes, epochOf, pagesOf, push, pushBody, putMedia, TOKEN } from './backend-calls.ts';
import { openBare } from './bare-store.ts';
import { post } from './entries.ts';
import { idMaker } from './ids.ts';
import { type Job, type Kind, kindsOf, report } from './job.ts';
import { byTurns, taken, type Times } from './rounds.ts';
import { type Served, startServer } from './servers.ts';

/** One of each class of connector that posts by itself: looked for in a list, by a key, and not at all. */
const CHANNELS: readonly ChannelId[] = ['x', 'instagram', 'facebook', 'blog'];
/** A 1×1 PNG: Instagram has no post without a picture. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const PIXEL_HASH = createHash('sha256').update(PIXEL).digest('hex');
/** How often it is asked whether all are out (ms). */
const LOOK_EVERY = 20;
/** A worker speaks to so many channels at once. */
const LANES = 4;
/** Transactions of one post from claim to confirmation, the channel's own among them. */
const STEPS = ['claim', 'intent', 'post', 'outcome', 'claim', 'confirm'] as const;

type Task = 'published';

/** From "publish" pressed to the last post confirmed, for many posts at once; each of them is out once, else this fails. */
export async function measurePublish(job: Job): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const kind of kindsOf(job)) measures.push(...(await publishOn(kind, job)));
  return measures;
}

async function publishOn(kind: Kind, { sizes, programs }: Job): Promise<Measure[]> {
  const count = sizes.posts;
  const withNodes = (nodes: number) => async (round: number): Promise<Times<Task>> => {
    report(`publishing with ${String(nodes)} node${nodes === 1 ? '' : 's'}, ${kind.name}: round ${String(round)} of ${String(sizes.rounds)}`);
    const store = kind.fresh();
    const servers: Served[] = [];
    try {
      for (let node = 0; node < nodes; node += 1) servers.push(await startServer(programs.serve, { kind: 'backend', store, token: TOKEN }));
      return { published: await publish((servers[0] as Served).url, count) };
    } finally {
      for (const server of servers) await server.stop();
    }
  };
  // Two processes cannot have the embedded store open.
  const several = kind.name === 'PostgreSQL' ? { two: withNodes(2) } : {};
  const samples = await byTurns<string, Task>(sizes.rounds, { one: withNodes(1), ...several, bare: async () => ({ published: await bareTransactions(kind.fresh(), count) }) });
  const of = (name: string): number[] => taken(samples[name] ?? [], 'published');
  const bare = { name: `${String(STEPS.length)} bare transactions each`, values: of('bare') };
  const measure = (name: string, values: number[], floor: Measure['floor'] & object): Measure => ({ part: 'publish', name: `publish ${String(count)} posts, ${name}, ${kind.name}`, unit: 'ms', count, values, floor });
  return [measure('one node', of('one'), bare), ...(kind.name === 'PostgreSQL' ? [measure('two nodes', of('two'), bare), measure('two nodes', of('two'), { name: 'one node', values: of('one') })] : [])];
}

async function publish(url: string, count: number): Promise<number> {
  const newId = idMaker(5);
  const media = [{ sha256: PIXEL_HASH, alt: '점 하나', decorative: false }];
  const posts = Array.from({ length: count }, (_, n) => {
    const channel = CHANNELS[n % CHANNELS.length] as ChannelId;
    return post(n, channel, channel === 'instagram' ? media : [], newId);
  });
  const epoch = await epochOf(url);
  await putMedia(url, PIXEL_HASH, PIXEL);
  for (const page of pagesOf(posts.flatMap(({ before }) => before))) await push(url, pushBody(epoch, page));
  const { head } = await changes(url, epoch, 0, 1);
  const requests = pagesOf(posts.map(({ request }) => request)).map((page) => pushBody(epoch, page));
  const confirmed = new Set<string>();
  const taken = await timed(async () => {
    for (const body of requests) await push(url, body);
    for (let after = head; confirmed.size < count; await pause(LOOK_EVERY)) {
      const { entries } = await changes(url, epoch, after);
      after += entries.length;
      for (const { entry } of entries) {
        if (entry.kind !== 'publication') continue;
        const { state, reason, publication } = entry.body;
        if (state === 'confirmed') confirmed.add(publication);
        else if (isFinal(state) || isWithPerson(state)) throw new Error(`A post ended as ${state}: ${reason}`);
      }
    }
  });
  await expectEachOnce(url, posts.map(({ request }) => request.body.account));
  return taken;
}

/** The channels' own record has as many posts as were asked for, and no words twice. */
async function expectEachOnce(url: string, accounts: readonly string[]): Promise<void> {
  for (const { id, channel } of SAMPLE_WORKSPACE.accounts) {
    const wanted = accounts.filter((account) => account === id).length;
    const { posts } = (await (await fetch(`${url}/sandbox/${id}.json`)).json()) as { readonly posts: readonly { readonly payload: string }[] };
    const different = new Set(posts.map(({ payload }) => payload)).size;
    if (posts.length !== wanted || different !== wanted) throw new Error(`${channel} has ${String(posts.length)} posts, ${String(different)} of them different, where ${String(wanted)} were asked for`);
  }
}

/** The transactions that such a post needs and nothing else: the queue's row and the log's next one, as many side by side as a worker has lanes. */
async function bareTransactions(store: StoreLocation, count: number): Promise<number> {
  const { db, close } = await openBare(store);
  try {
    await sql`create table bare_head (seq bigint not null)`.execute(db);
    await sql`insert into bare_head values (0)`.execute(db);
    await sql`create table bare_log (seq bigint primary key, entry text not null)`.execute(db);
    await sql`create table bare_queue (id integer primary key, state text not null)`.execute(db);
    await sql`create table bare_posts (id integer primary key, payload text not null)`.execute(db);
    await sql`insert into bare_queue select n, 'queued' from generate_series(0, ${sql.lit(count - 1)}) as n`.execute(db);
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let id = (next += 1) - 1; id < count; id = (next += 1) - 1) for (const step of STEPS) await db.transaction().execute((trx) => bareStep(trx, step, id));
    };
    return await timed(() => Promise.all(Array.from({ length: LANES }, lane)));
  } finally {
    await close();
  }
}

/** As long as what is kept of a post: some hundred bytes. */
const WORDS = '한빛시 소식입니다. '.repeat(15);

async function bareStep(trx: Transaction<Record<never, never>> | Kysely<Record<never, never>>, step: (typeof STEPS)[number], id: number): Promise<void> {
  if (step === 'post') {
    await sql`insert into bare_posts values (${id}, ${WORDS})`.execute(trx);
    return;
  }
  await sql`update bare_queue set state = ${step} where id = ${id}`.execute(trx);
  if (step === 'claim') return;
  await sql`with head as (update bare_head set seq = seq + 1 returning seq) insert into bare_log select seq, ${WORDS} from head`.execute(trx);
}
