/** Parts "sync" and "publish": the core's engine and the backend over HTTP, on each store that there is. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem, step, warn } from '../lib/console.mjs';
import { startPostgres } from '../lib/postgres.mjs';
import { run, tail } from '../lib/run.mjs';
import { ensurePouch } from './pouchdb.mjs';

const FULL = { exchanged: 500, rounds: 3, joined: 100_000, logs: [10_000, 100_000, 1_000_000], pages: 8, posts: 400 };
const QUICK = { exchanged: 100, rounds: 1, joined: 2_000, logs: [1_000, 10_000], pages: 3, posts: 40 };

/**
 * @param {{ programs: Record<string, string>, parts: readonly string[], quick: boolean }} job
 *   `programs`: made from those of tests/bench/sync; `quick`: a tenth of everything and less, to try it
 */
export async function measureSync({ programs, parts, quick }) {
  const pouch = parts.includes('sync') ? await ensurePouch() : null;
  const postgres = await step('Starting PostgreSQL', startPostgres);
  if (postgres.unavailable !== undefined) warn(`On the embedded store alone: ${postgres.unavailable}.`);
  const folder = mkdtempSync(join(tmpdir(), 'sotong-bench-'));
  try {
    const [job, found] = [join(folder, 'job.json'), join(folder, 'measures.json')];
    const order = { parts, pouch, postgres: postgres.url ?? null, programs: { serve: programs.serve, joinDevice: programs['join-device'] }, sizes: quick ? QUICK : FULL };
    writeFileSync(job, JSON.stringify(order));
    return await step(`Measuring ${parts.join(', ')}`, async (report) => {
      const result = await run(process.execPath, [programs['measure-sync'], job, found], { onOutput: (text) => report(text.trim().split('\n').at(-1)) });
      if (result.code !== 0) throw new Problem(`Synchronisation could not be measured:\n${tail(result.stderr)}`, 'Read the last lines above.');
      return JSON.parse(readFileSync(found, 'utf8'));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await postgres.stop?.();
  }
}
