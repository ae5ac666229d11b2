import { parseArgs } from 'node:util';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useFiles } from './disk.ts';
import { addFloors, LEAST, noFloors } from './floors.ts';
import { MUTANTS } from './mutants.ts';
import { runSchedule } from './run.ts';
import { lengthOf, scheduleOf, type Schedule } from './schedule.ts';
import { shrink } from './shrink.ts';

/** What a failure leaves behind, to be looked at and to be run again for ever. */
type Kept = { readonly invariant: string; readonly mutant: string | null; readonly schedule: Schedule };

function plant(name: string | null): void {
  (globalThis as { planted?: string | null }).planted = name;
}

type Job = { readonly from: number; readonly seeds: number; readonly steps: number; readonly keep: string | null; readonly shrink: boolean };

/** Runs seeds one after the other; a line of JSON for what each failure and the whole came to. */
async function runSeeds(job: Job, trace: boolean, mutant: string | null): Promise<void> {
  plant(mutant);
  const sum = noFloors();
  const digests: string[] = [];
  let failures = 0;
  for (let seed = job.from; seed < job.from + job.seeds && failures < 5; seed += 1) {
    const schedule = scheduleOf(seed, lengthOf(seed, job.steps));
    const outcome = await runSchedule(schedule, trace ? (line) => process.stderr.write(`${line}\n`) : null);
    addFloors(sum, outcome.floors);
    digests.push(outcome.digest);
    if (outcome.violation === null) continue;
    failures += 1;
    const small = job.shrink ? await shrink(schedule, outcome) : null;
    if (small !== null && job.keep !== null) keep(job.keep, { invariant: small.violation, mutant, schedule: small.schedule });
    const told: string[] = [];
    if (small !== null) await runSchedule(small.schedule, (line) => told.push(line));
    say({ kind: 'failure', seed, step: outcome.at, violation: outcome.violation, shrunk: small === null ? null : told, to: small?.violation ?? null });
  }
  say({ kind: 'done', floors: { ...sum, checks: Object.fromEntries(sum.checks), rejections: Object.fromEntries(sum.rejections), refusals: Object.fromEntries(sum.refusals) }, digests, failures });
}

function keep(folder: string, kept: Kept): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${kept.mutant ?? 'seed'}-${kept.schedule.seed}.json`), `${JSON.stringify(kept, null, 1)}\n`);
}

/** For each of the mutants: the first seed that notices it, and by which invariant. Where `first` names one that is known to, it is tried before all others. */
async function runMutants(names: readonly string[], seeds: number, steps: number, first: Readonly<Record<string, number>>): Promise<void> {
  for (const name of names) {
    plant(name);
    let caught: { readonly seed: number; readonly step: number; readonly violation: string } | null = null;
    for (const seed of [...(first[name] === undefined ? [] : [first[name]]), ...Array.from({ length: seeds }, (_, index) => index + 1)]) {
      const { violation, at } = await runSchedule(scheduleOf(seed, lengthOf(seed, steps)));
      if (violation === null) continue;
      caught = { seed, step: at, violation };
      break;
    }
    say({ kind: 'mutant', name, caught });
  }
  plant(null);
}

/** Kept failures, once more: as the code is now, and with the mutant that they were found by. */
async function replay(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const { mutant, schedule } = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    plant(null);
    const { violation } = await runSchedule(schedule);
    plant(mutant);
    const noticed = mutant === null ? null : (await runSchedule(schedule)).violation;
    say({ kind: 'replayed', file, mutant, violation, noticed });
  }
}

function say(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string', default: '1' }, seeds: { type: 'string', default: '100' }, steps: { type: 'string', default: '300' }, mutant: { type: 'string' }, mutants: { type: 'string' },
    trace: { type: 'boolean', default: false }, shrink: { type: 'boolean', default: false }, keep: { type: 'string' }, replay: { type: 'boolean', default: false }, first: { type: 'string', default: '{}' }, level: { type: 'string', default: 'memory' }, list: { type: 'boolean', default: false },
  },
});
if (values.level === 'files') useFiles();
const job: Job = { from: Number(values.from), seeds: Number(values.seeds), steps: Number(values.steps), keep: values.keep ?? null, shrink: values.shrink };
if (values.list) say({ kind: 'mutants', mutants: MUTANTS.map(({ name, what, file }) => ({ name, what, file })), least: LEAST });
else if (values.replay) await replay(positionals);
else if (values.mutants !== undefined) await runMutants(values.mutants.split(','), job.seeds, job.steps, JSON.parse(values.first) as Record<string, number>);
else await runSeeds(job, values.trace, values.mutant ?? null);
