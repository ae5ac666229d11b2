import Sqlite from 'better-sqlite3';
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { promisify } from 'node:util';
import type { LogEntry } from '#shared/sync/entry.ts';
import { type Measure, timed } from '../core/measure.ts';
import { changes, epochOf, TOKEN } from './backend-calls.ts';
import type { BaseNewsroom } from './base-newsroom.ts';
import { fillLog } from './fill-log.ts';
import { type Job, kindsOf, place, report } from './job.ts';
import type { Joined } from './join-device.ts';
import { startServer } from './servers.ts';

const FLOOR = 'GET of all its pages, rows in SQLite';

/**
 * A new device joins a newsroom of years, on the best store that there is. Once: it takes minutes. Its floor is to fetch the
 * same pages from the same server and to keep them as they are.
 */
export async function measureJoin(job: Job, base: BaseNewsroom): Promise<Measure[]> {
  const kind = kindsOf(job).at(-1);
  if (kind === undefined) return [];
  const stories = job.sizes.joined;
  report(`filling a server with ${stories.toLocaleString('en')} stories, ${kind.name}`);
  const store = kind.fresh();
  const entries = await fillLog(store, base, { stories });
  const server = await startServer(job.programs.serve, { kind: 'backend', store, token: TOKEN });
  try {
    const floor = await timed(() => fetchAll(server.url, entries));
    report('a device joins');
    const folder = place();
    mkdirSync(folder, { recursive: true });
    const { stdout } = await promisify(execFile)(process.execPath, [job.programs.joinDevice, folder, server.url], { maxBuffer: 2 ** 26 });
    const joined = JSON.parse(stdout) as Joined;
    if (joined.entries !== entries || joined.stories !== stories) throw new Error(`The device has ${String(joined.entries)} entries of ${String(entries)}, ${String(joined.stories)} stories of ${String(stories)}`);
    const part = 'sync';
    const about = `${stories.toLocaleString('en')} stories, ${kind.name}`;
    const { answers, memory } = joined;
    return [
      { part, name: `join ${about}: the list has its first page`, unit: 'ms', values: [joined.usable] },
      { part, name: `join ${about}: all ${entries.toLocaleString('en')} entries`, unit: 'ms', count: entries, values: [joined.whole], floor: { name: FLOOR, values: [floor] } },
      { part, name: `join ${about}: all of it can be searched`, unit: 'ms', values: [joined.searchable] },
      { part, name: `join ${about}: the list answers meanwhile`, unit: 'ms', values: answers },
      { part, name: `join ${about}: memory of the core, most`, unit: 'MB', values: [memory.most], floor: { name: 'before', values: [memory.before] } },
      { part, name: `join ${about}: memory of the core, afterwards`, unit: 'MB', values: [memory.after], floor: { name: 'before', values: [memory.before] } },
    ];
  } finally {
    await server.stop();
  }
}

async function fetchAll(url: string, entries: number): Promise<void> {
  const epoch = await epochOf(url);
  const db = new Sqlite(`${place()}.db`);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.exec('CREATE TABLE entries (seq INTEGER PRIMARY KEY, entry TEXT NOT NULL)');
    const insert = db.prepare('INSERT INTO entries (seq, entry) VALUES (?, ?)');
    const keep = db.transaction((rows: readonly LogEntry[]) => {
      for (const { seq, entry } of rows) insert.run(seq, JSON.stringify(entry));
    });
    for (let after = 0; after < entries; ) {
      const page = await changes(url, epoch, after);
      keep(page.entries);
      after += page.entries.length;
    }
  } finally {
    db.close();
  }
}
