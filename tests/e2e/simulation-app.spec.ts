import { expect, test } from '@playwright/test';
import { addUp, tooSeldom } from '../simulation/app/floors.ts';
import { writeAppReport } from '../simulation/app/report.ts';
import { type Ran, runSeed } from '../simulation/app/run.ts';

/**
 * The third level of the simulation (docs/simulation.md): two desktops of the built app and a server, all of them real
 * processes that are really killed, driven by schedules that seeds make.
 */
const SEEDS = Number(process.env['SIMULATION_APP_SEEDS'] ?? 1);
const FROM = Number(process.env['SIMULATION_APP_FROM'] ?? 1);
const STORE = process.env['SIMULATION_APP_STORE'] === 'pglite' ? 'pglite' : 'postgres';
const TRACED = process.env['SIMULATION_APP_TRACE'] === '1';
/** A schedule that waits for longer than this waits for ever (ms). */
const LIMIT_MS = 600_000;

test('whatever is killed, cut and lost in a day, all that was said holds', async () => {
  test.skip(process.platform !== 'linux', 'whole trees of processes are found in /proc');
  test.setTimeout(SEEDS * LIMIT_MS);
  const ran: Ran[] = [];
  for (let seed = FROM; seed < FROM + SEEDS; seed += 1) {
    await test.step(`seed ${String(seed)}`, async () => {
      ran.push(await runSeed(seed, STORE, (line) => void (TRACED && process.stdout.write(`seed ${String(seed)}  ${line}\n`))));
    });
    writeAppReport(ran);
  }
  const failures = ran.flatMap(({ seed, failure }) => (failure === null ? [] : [`Seed ${String(seed)}, what was done:\n${failure.steps.join('\n')}\nWhat broke:\n${failure.why}`]));
  expect(failures.join('\n\n')).toBe('');
  expect(tooSeldom(addUp(ran.map(({ happened }) => happened)), ran.length)).toEqual([]);
});
