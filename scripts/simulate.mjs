/** `npm run simulate`: drives whole newsrooms by seeds, through every fault, and says what did not hold (docs/simulation.md). */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { duration, Problem, runMain, say, step } from './lib/console.mjs';
import { root } from './lib/paths.mjs';
import { simulateApp } from './lib/simulate-app.mjs';
import { buildSimulation, listFloors, listMutants, runMutants, runSeeds } from './lib/simulation.mjs';
import { writeReport } from './lib/simulation-report.mjs';
import { setUp } from './setup.mjs';

const HELP = `npm run simulate -- [options]

  --seeds N        how many schedules (1000; 5 of the app)
  --from N         the first seed (1)
  --seed N         this one alone, with each of its steps shown
  --steps N        the most steps of a schedule (300); every second pair of seeds has a third of it
  --mutant NAME    with this planted fault; "all" tries every one, and "list" names them
  --processes N    side by side (one for each processor)
  --level files    every database a file on this disk, in place of memory; a desktop that dies leaves its files as a kill does
  --level app      the built app and a real server, which are really killed; a minute or two each, one after the other
  --store pglite   at the level app: one node with a store of its own, in place of two on a PostgreSQL server

The report of it all is .cache/simulation/report.md, of the level app report-app.md. A failure is made as short as it can be and kept beside it, as a file that
tests/simulation/newsroom/regressions takes.
`;

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      steps: { type: 'string', default: '300' },
      mutant: { type: 'string' },
      processes: { type: 'string', default: String(cpus().length) },
      level: { type: 'string', default: 'memory' },
      store: { type: 'string', default: 'postgres' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  if (!['memory', 'files', 'app'].includes(values.level)) throw new Problem(`There is no level ${values.level}.`, 'Use --level memory, files or app.');
  if (values.store !== 'postgres' && values.store !== 'pglite') throw new Problem(`There is no store ${values.store}.`, 'Use --store postgres or --store pglite.');
  if (values.level === 'app' && values.mutant !== undefined) throw new Problem('Faults are planted in memory only.', 'Leave out --level app.');
  await setUp({ quiet: true });
  if (values.level === 'app') return simulateApp({ from: whole(values.seed ?? values.from, 'seed'), seeds: values.seed === undefined ? whole(values.seeds ?? '5', 'seeds') : 1, store: values.store });
  await step('Building the simulation', buildSimulation);
  const { steps, processes } = { steps: whole(values.steps, 'steps'), processes: whole(values.processes, 'processes') };
  const mutants = await listMutants();
  if (values.mutant === 'list') {
    for (const { name, what } of mutants) say(`  ${name.padEnd(30)}${what}`);
    return 0;
  }
  const folder = join(root, '.cache', 'simulation');
  const about = { folder, level: values.level, steps, processes, from: whole(values.seed ?? values.from, 'seed') };
  const started = Date.now();
  if (values.mutant === 'all') {
    const found = await runMutants({ names: mutants.map(({ name }) => name), seeds: whole(values.seeds ?? '1000', 'seeds'), steps, processes });
    const results = found.map((result) => ({ ...result, what: mutants.find(({ name }) => name === result.name)?.what }));
    const file = writeReport({ ...about, seeds: 0, time: Date.now() - started, failures: [], floors: {}, least: {}, mutants: results });
    return reportMutants(results, file);
  }
  if (values.mutant && !mutants.some(({ name }) => name === values.mutant)) throw new Problem(`There is no mutant ${values.mutant}.`, 'See npm run simulate -- --mutant list.');
  const one = values.seed !== undefined;
  const seeds = one ? 1 : whole(values.seeds ?? '1000', 'seeds');
  const result = await runSeeds({ from: about.from, seeds, steps, processes: one ? 1 : processes, mutant: values.mutant, keep: folder, trace: one, level: values.level });
  const time = Date.now() - started;
  const least = await listFloors();
  const file = writeReport({ ...about, seeds: result.digests.length, time, failures: result.failures, floors: result.floors, least, mutants: null });
  return report(result, { seeds, time, least, file });
});

function whole(text, name) {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Problem(`--${name} ${text} is not a whole number from 1.`, 'See npm run simulate -- --help.');
  return value;
}

/** @returns {number} the exit code */
function report({ failures, floors, digests }, { seeds, time, least, file }) {
  for (const failure of failures) {
    say(`✗ seed ${failure.seed}, step ${failure.step}: ${failure.violation}`);
    for (const line of failure.shrunk ?? []) say(`    ${line}`);
  }
  const ran = Math.max(1, digests.length);
  say(`${digests.length} of ${seeds} schedules, ${failures.length} broke an invariant. ${duration(time)}.`);
  say('What really happened:');
  for (const [name, value] of Object.entries(floors)) {
    if (typeof value !== 'number') continue;
    const low = least[name] !== undefined && value < (least[name] * ran) / 100;
    say(`  ${name.padEnd(20)}${String(value).padStart(9)}${(value / ran).toFixed(2).padStart(10)} each${low && ran >= 100 ? `   fewer than ${Math.ceil((least[name] * ran) / 100)}` : ''}`);
  }
  say(`Looked at for the invariants: ${Object.values(floors.checks).reduce((sum, count) => sum + count, 0).toLocaleString('en')} things, ${Object.keys(floors.checks).length} invariants. All of it: ${file}`);
  if (digests.length === 1) say(`digest ${digests[0]}`);
  return failures.length > 0 ? 1 : 0;
}

/** @returns {number} the exit code */
function reportMutants(results, file) {
  for (const { name, caught } of results) say(`  ${caught ? '✓' : '✗'} ${name.padEnd(30)}${caught ? `seed ${caught.seed}: ${caught.violation}` : 'not noticed'}`);
  const missed = results.filter(({ caught }) => caught === null).length;
  say(`${results.length - missed} of ${results.length} mutants were noticed. All of it: ${file}`);
  return missed > 0 ? 1 : 0;
}
