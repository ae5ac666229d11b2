import type { Measure } from '../core/measure.ts';
import { timed } from '../core/measure.ts';
import { changes, epochOf, PAGE, pagesOf, push, pushBody, TOKEN } from './backend-calls.ts';
import type { BaseNewsroom } from './base-newsroom.ts';
import { ENTRIES_OF_STORY, storyEntries } from './entries.ts';
import { fillLog } from './fill-log.ts';
import { idMaker, MOST_COPIES } from './ids.ts';
import { type Job, type Kind, kindsOf, report } from './job.ts';
import { byTurns, taken, type Times } from './rounds.ts';
import { type Served, startServer } from './servers.ts';

type Task = 'push' | 'pull';

/** PGlite is the store of one machine: the largest log is a server's, and made only there. */
const MOST_EMBEDDED = 100_000;

/** What a page costs when the log is long, against the same when it is short: neither should grow with it. */
export async function measureGrowth(job: Job, base: BaseNewsroom): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const kind of kindsOf(job)) measures.push(...(await growthOn(kind, job, base)));
  return measures;
}

async function growthOn(kind: Kind, { sizes, programs }: Job, base: BaseNewsroom): Promise<Measure[]> {
  const logs = sizes.logs.filter((entries) => kind.name === 'PostgreSQL' || entries <= MOST_EMBEDDED);
  const servers: Served[] = [];
  try {
    const contestants: Record<string, (round: number) => Promise<Times<Task>>> = {};
    for (const entries of logs) {
      report(`filling a log of ${entries.toLocaleString('en')} entries, ${kind.name}`);
      const store = kind.fresh();
      await fillLog(store, base, { entries });
      const server = await startServer(programs.serve, { kind: 'backend', store, token: TOKEN });
      servers.push(server);
      contestants[String(entries)] = await pageOn(server, entries);
    }
    report(`pages on logs, ${kind.name}`);
    const samples = await byTurns<string, Task>(sizes.pages, contestants);
    const [smallest = 0, ...larger] = logs;
    const of = (entries: number, task: Task): number[] => taken(samples[String(entries)] ?? [], task);
    const name = (entries: number): string => `a log of ${entries.toLocaleString('en')}`;
    return larger.flatMap((entries) =>
      (['push', 'pull'] as const).map((task): Measure => ({
        part: 'sync', name: `${task} a page of ${String(PAGE)} on ${name(entries)}, ${kind.name}`, unit: 'ms', count: PAGE, values: of(entries, task),
        floor: { name: name(smallest), values: of(smallest, task) },
      })),
    );
  } finally {
    for (const server of servers) await server.stop();
  }
}

/** A page of new stories is pushed, and one from the middle of the log is fetched. */
async function pageOn({ url }: Served, entries: number): Promise<(round: number) => Promise<Times<Task>>> {
  const epoch = await epochOf(url);
  const newId = idMaker(4, MOST_COPIES);
  return async (round) => {
    const stories = Array.from({ length: Math.ceil(PAGE / ENTRIES_OF_STORY) }, (_, index) => storyEntries(round * PAGE + index, newId));
    const [page = []] = pagesOf(stories.flat());
    const body = pushBody(epoch, page);
    return {
      push: await timed(() => push(url, body)),
      pull: await timed(() => changes(url, epoch, Math.floor(entries / 2) + round * PAGE)),
    };
  };
}
