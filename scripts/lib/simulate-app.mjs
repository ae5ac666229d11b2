/** The level of the simulation that drives the built app and a real server: its spec, with as many seeds as are asked for. */
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { say, step, warn } from './console.mjs';
import { root } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import { run } from './run.mjs';

/**
 * @param {{ from: number, seeds: number, store: 'postgres' | 'pglite' }} options
 * @returns {Promise<number>} the exit code
 */
export async function simulateApp({ from, seeds, store }) {
  await ensureBuilt();
  const database = store === 'pglite' ? { unavailable: 'not asked for' } : await step('Starting a PostgreSQL for it', provideDatabase);
  if (store === 'postgres' && 'unavailable' in database) warn(`Without a PostgreSQL server (${database.unavailable}): on PGlite, with one node.`);
  try {
    const env = {
      ...process.env,
      SIMULATION_APP_SEEDS: String(seeds),
      SIMULATION_APP_FROM: String(from),
      SIMULATION_APP_STORE: 'unavailable' in database ? 'pglite' : 'postgres',
      SIMULATION_APP_TRACE: '1',
      ...('url' in database ? { TEST_DATABASE_URL: database.url } : {}),
    };
    const program = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
    // Where there is no display, the tests' own set-up starts one.
    const { code } = await run(process.execPath, [program, 'test', 'simulation-app', '--reporter=line', '--output', join(root, '.cache', 'simulation', 'app')], { cwd: root, env, live: true });
    say(`What really happened: ${join(root, '.cache', 'simulation', 'report-app.md')}`);
    return code;
  } finally {
    if ('stop' in database) await database.stop();
  }
}

/** The server that is given, or one of its own. */
async function provideDatabase() {
  const url = process.env.TEST_DATABASE_URL ?? '';
  return url === '' ? startPostgres() : { url };
}
