import Sqlite from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '#shared/sync/entry.ts';
import { type Measure, timed } from '../core/measure.ts';
import { openCore } from '../core/open-core.ts';
import { PAGE, pagesOf, TOKEN } from './backend-calls.ts';
import { connect, inStep, reached, write } from './device.ts';
import { storyEntries } from './entries.ts';
import { idMaker } from './ids.ts';
import { type Job, type Kind, kindsOf, place, report } from './job.ts';
import { pouchAt } from './pouch.ts';
import { byTurns, taken, type Times } from './rounds.ts';
import { startServer } from './servers.ts';

/** `sent`: until the server has all of it. `seen`: until the device has also seen it in the server's log. `fetched`: until another, empty device has it. */
type Task = 'sent' | 'seen' | 'fetched';

/** Some thousand entries from one device to the server and from there to another, against plain HTTP and rows, and against PouchDB. */
export async function measureExchange(job: Job): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const kind of kindsOf(job)) measures.push(...(await exchangeOn(kind, job)));
  return measures;
}

async function exchangeOn(kind: Kind, { sizes, programs, pouch }: Job): Promise<Measure[]> {
  const entries = entriesOf(sizes.exchanged);
  const count = entries.length;
  const ours = async (round: number): Promise<Times<Task>> => {
    report(`push and pull, ${kind.name}: round ${String(round)} of ${String(sizes.rounds)}`);
    const server = await startServer(programs.serve, { kind: 'backend', store: kind.fresh(), token: TOKEN });
    try {
      return await exchange(server.url, entries);
    } finally {
      await server.stop();
    }
  };
  const bare = async (): Promise<Times<Task>> => {
    const server = await startServer(programs.serve, { kind: 'bare', store: kind.fresh() });
    try {
      return await exchangeBare(server.url, entries);
    } finally {
      await server.stop();
    }
  };
  const other = async (packages: string): Promise<Times<Task>> => {
    const dataDir = place();
    mkdirSync(dataDir);
    const server = await startServer(programs.serve, { kind: 'pouch', packages, dataDir });
    try {
      return await exchangePouch(packages, dataDir, server.url, entries);
    } finally {
      await server.stop();
    }
  };
  // PouchDB has one kind of store: it is compared on the first one of ours only.
  const contestants = { ours, bare, ...(pouch === null ? {} : { pouch: () => other(pouch) }) } as const;
  const samples: { ours: readonly Times<Task>[]; bare: readonly Times<Task>[]; pouch?: readonly Times<Task>[] } = await byTurns<keyof typeof contestants, Task>(sizes.rounds, contestants as never);
  const [push, pull] = ['POST of the same pages, one insert each', 'GET of the same pages, rows in SQLite'];
  const measure = (task: Task, name: string, floor: string, against: readonly Times<Task>[]): Measure => ({
    part: 'sync', name: `${name}, ${kind.name}`, unit: 'ms', count, values: taken(samples.ours, task), floor: { name: floor, values: taken(against, task) },
  });
  const [sent, seen, fetched] = [`push ${count.toLocaleString('en')} entries`, `push ${count.toLocaleString('en')} entries and see them in the log`, `pull ${count.toLocaleString('en')} entries`];
  return [
    measure('sent', sent, push, samples.bare),
    measure('seen', seen, push, samples.bare),
    measure('fetched', fetched, pull, samples.bare),
    ...(samples.pouch === undefined ? [] : [measure('sent', sent, 'PouchDB to express-pouchdb', samples.pouch), measure('fetched', fetched, 'PouchDB from express-pouchdb', samples.pouch)]),
  ];
}

function entriesOf(stories: number): Entry[] {
  const newId = idMaker(1);
  return Array.from({ length: stories }, (_, n) => storyEntries(n, newId)).flat();
}

async function exchange(url: string, entries: readonly Entry[]): Promise<Times<Task>> {
  const a = await openCore(place());
  const b = await openCore(place());
  try {
    for (const page of pagesOf(entries)) write(a.running, page);
    const start = performance.now();
    connect(a.running, url);
    await reached(a.running, ({ waiting }) => waiting === 0);
    const sent = performance.now() - start;
    await reached(a.running, inStep);
    const seen = performance.now() - start;
    const fetched = await timed(async () => {
      connect(b.running, url);
      await reached(b.running, inStep);
    });
    const has = b.running.core.db.read.get<{ n: number }>('SELECT count(*) AS n FROM entries')?.n;
    if (has !== entries.length) throw new Error(`The second device has ${String(has)} entries of ${String(entries.length)}`);
    return { sent, seen, fetched };
  } finally {
    await a.running.close();
    await b.running.close();
  }
}

async function exchangeBare(url: string, entries: readonly Entry[]): Promise<Times<Task>> {
  const bodies = pagesOf(entries).map((page) => JSON.stringify({ entries: page }));
  const sent = await timed(async () => {
    for (const body of bodies) await okay(await fetch(url, { method: 'POST', body }));
  });
  const db = new Sqlite(`${place()}.db`);
  try {
    // As durable as the app's own.
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.exec('CREATE TABLE entries (seq INTEGER PRIMARY KEY, entry TEXT NOT NULL)');
    const insert = db.prepare('INSERT INTO entries (seq, entry) VALUES (?, ?)');
    const keep = db.transaction((rows: readonly { readonly seq: number; readonly entry: unknown }[]) => {
      for (const { seq, entry } of rows) insert.run(seq, JSON.stringify(entry));
    });
    let after = 0;
    const fetched = await timed(async () => {
      while (after < entries.length) {
        const { entries: rows } = (await okay(await fetch(`${url}/?after=${String(after)}&limit=${String(PAGE)}`))) as { entries: { seq: number; entry: unknown }[] };
        keep(rows);
        after += rows.length;
      }
    });
    return { sent, seen: sent, fetched };
  } finally {
    db.close();
  }
}

async function okay(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`The floor's server answered ${String(response.status)}: ${await response.text()}`);
  return response.json();
}

/** The same entries as documents: in the one database before, in the other afterwards. */
async function exchangePouch(packages: string, dataDir: string, url: string, entries: readonly Entry[]): Promise<Times<Task>> {
  const a = pouchAt(packages, join(dataDir, 'a'));
  const b = pouchAt(packages, join(dataDir, 'b'));
  try {
    for (const page of pagesOf(entries)) await a.bulkDocs(page.map(({ id, ...rest }) => ({ _id: id, ...rest })));
    // Awaited here: what a replication gives is no promise, only like one.
    const sent = await timed(async () => void (await a.replicate.to(`${url}/newsroom`, { batch_size: PAGE })));
    const fetched = await timed(async () => void (await b.replicate.from(`${url}/newsroom`, { batch_size: PAGE })));
    const { doc_count: has } = await b.info();
    if (has !== entries.length) throw new Error(`The second database has ${String(has)} documents of ${String(entries.length)}`);
    return { sent, seen: sent, fetched };
  } finally {
    await a.close();
    await b.close();
  }
}
