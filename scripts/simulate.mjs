/** `npm run simulate`: drives whole newsrooms by seeds, through every fault, and says what did not hold (docs/simulation.md). */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { duration, Problem, runMain, say, step } from './lib/console.mjs';
import { root } from './lib/paths.mjs';
import { buildSimulation, listMutants, runMutants, runSeeds } from './lib/simulation.mjs';
import { setUp } from './setup.mjs';

const HELP = `npm run simulate -- [options]

  --seeds N        how many schedules (1000)
  --from N         the first seed (1)
  --seed N         this one alone, with each of its steps shown
  --steps N        steps of a schedule (300)
  --mutant NAME    with this planted fault; "all" tries every one, and "list" names them
  --processes N    side by side (one for each processor)
  --level memory   the only level there is so far

A failure is made as short as it can be and kept in .cache/simulation, as a file that tests/simulation/newsroom/regressions takes.
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
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  if (values.level !== 'memory') throw new Problem(`There is no level ${values.level}.`, 'Use --level memory.');
  await setUp({ quiet: true });
  await step('Building the simulation', buildSimulation);
  const { steps, processes } = { steps: whole(values.steps, 'steps'), processes: whole(values.processes, 'processes') };
  const mutants = await listMutants();
  if (values.mutant === 'list') {
    for (const { name, what } of mutants) say(`  ${name.padEnd(30)}${what}`);
    return 0;
  }
  if (values.mutant === 'all') return reportMutants(await runMutants({ names: mutants.map(({ name }) => name), seeds: whole(values.seeds ?? '1000', 'seeds'), steps, processes }));
  if (values.mutant && !mutants.some(({ name }) => name === values.mutant)) throw new Problem(`There is no mutant ${values.mutant}.`, 'See npm run simulate -- --mutant list.');
  const one = values.seed !== undefined;
  const started = Date.now();
  const seeds = one ? 1 : whole(values.seeds ?? '1000', 'seeds');
  const result = await runSeeds({ from: whole(values.seed ?? values.from, 'seed'), seeds, steps, processes: one ? 1 : processes, mutant: values.mutant, keep: join(root, '.cache', 'simulation'), trace: one });
  return report(result, seeds, Date.now() - started);
});

function whole(text, name) {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Problem(`--${name} ${text} is not a whole number from 1.`, 'See npm run simulate -- --help.');
  return value;
}

/** @returns {number} the exit code */
function report({ failures, floors, digests }, seeds, time) {
  for (const failure of failures) {
    say(`✗ seed ${failure.seed}, step ${failure.step}: ${failure.violation}`);
    if (failure.shrunk) say(`  in ${failure.shrunk.length} steps: ${failure.shrunk.join(', ')}`);
  }
  say(`${digests.length} of ${seeds} schedules, ${failures.length} broke an invariant. ${duration(time)}.`);
  say('What really happened:');
  for (const [name, value] of Object.entries(floors)) {
    if (typeof value === 'number') say(`  ${name.padEnd(20)}${String(value).padStart(9)}${(value / Math.max(1, digests.length)).toFixed(2).padStart(10)} each`);
    else say(`  ${name.padEnd(20)}${Object.entries(value).toSorted((a, b) => b[1] - a[1]).map(([code, count]) => `${code} ${count}`).join(', ')}`);
  }
  if (digests.length === 1) say(`digest ${digests[0]}`);
  return failures.length > 0 ? 1 : 0;
}

/** @returns {number} the exit code */
function reportMutants(results) {
  for (const { name, caught } of results) say(`  ${caught ? '✓' : '✗'} ${name.padEnd(30)}${caught ? `seed ${caught.seed}: ${caught.violation}` : 'not noticed'}`);
  const missed = results.filter(({ caught }) => caught === null).length;
  say(`${results.length - missed} of ${results.length} mutants were noticed.`);
  return missed > 0 ? 1 : 0;
}
