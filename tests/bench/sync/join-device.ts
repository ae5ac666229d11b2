import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openCore } from '../core/open-core.ts';
import { EVERYTHING, PAGE } from '../core/measure-search.ts';
import { connect, inStep, reached } from './device.ts';

/** What joining took: ms from the moment at which the device was told of the server, and MB. */
export interface Joined {
  /** The list of stories answers with a full first page. */
  readonly usable: number;
  readonly whole: number;
  /** Everything can be found: the index is done as well. */
  readonly searchable: number;
  readonly entries: number;
  readonly stories: number;
  /** How long the list took to answer, asked again and again while entries came in. */
  readonly answers: readonly number[];
  readonly memory: { readonly before: number; readonly most: number; readonly after: number };
}

/** The list is asked for so often (ms) while the log comes in. */
const LOOK_EVERY = 250;

/** `node join-device.mjs FOLDER URL`: an empty device joins a newsroom. Says what it took, as JSON. */
const [, , folder = '', url = ''] = process.argv;
const { client, running } = await openCore(folder);
const before = memory('VmRSS');
const start = performance.now();
const since = (): number => performance.now() - start;
const answers: number[] = [];
let usable = 0;
let joined = false;
connect(running, url);
const whole = reached(running, inStep).then(() => {
  joined = true;
  return since();
});
while (!joined) {
  const asked = performance.now();
  const { items } = await client.stories.list(EVERYTHING);
  answers.push(performance.now() - asked);
  if (usable === 0 && items.length === PAGE) usable = since();
  await Promise.race([pause(LOOK_EVERY), whole]);
}
const wholeAfter = await whole;
const { read } = running.core.db;
const counted = (sql: string): number => read.get<{ n: number }>(sql)?.n ?? 0;
while (counted('SELECT count(*) AS n FROM (SELECT 1 FROM search_dirty LIMIT 1)') > 0) await pause(LOOK_EVERY);
const report: Joined = {
  usable, whole: wholeAfter, searchable: since(), answers,
  entries: counted('SELECT count(*) AS n FROM entries'),
  stories: counted('SELECT count(*) AS n FROM story_list'),
  memory: { before, most: memory('VmHWM'), after: memory('VmRSS') },
};
await running.close();
process.stdout.write(JSON.stringify(report));

/** MB of this process, as Linux counts them; elsewhere what Node knows, which is of this moment. */
function memory(field: 'VmRSS' | 'VmHWM'): number {
  try {
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'mu').exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  } catch {
    return process.memoryUsage().rss / 2 ** 20;
  }
}
