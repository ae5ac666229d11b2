/** Builds the simulation for plain Node and runs it, in several processes at once. */
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './paths.mjs';
import { run } from './run.mjs';

const program = join(root, 'node_modules', '.cache', 'sotong-simulation', 'simulation.mjs');

/** Builds it, with the mutants planted and asleep. Fails when one of them no longer finds its place. */
export async function buildSimulation() {
  await build({ configFile: join(root, 'tests', 'simulation', 'newsroom', 'vite.config.ts') });
}

/** One process. @returns {Promise<readonly Record<string, unknown>[]>} the lines that it said */
async function lines(args, live) {
  const { code, stdout, stderr } = await run(process.execPath, [program, ...args], live ? { onOutput: (text) => process.stderr.write(text) } : {});
  if (code !== 0) throw new Error(`The simulation ended with ${code}: ${stderr.slice(-4000)}`);
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
}

/** The parts side by side, and what all of them said. */
async function together(parts) {
  return (await Promise.all(parts)).flat();
}

/**
 * Runs a range of seeds, shared out evenly.
 * @returns {Promise<{ failures: readonly Record<string, unknown>[], floors: Record<string, unknown>, digests: string[] }>}
 *   digests in the order of the seeds
 */
export async function runSeeds({ from, seeds, steps, processes, mutant, keep, trace = false, level = 'memory' }) {
  const each = Math.ceil(seeds / processes);
  const parts = [];
  for (let at = 0; at < seeds; at += each) {
    const args = ['--from', String(from + at), '--seeds', String(Math.min(each, seeds - at)), '--steps', String(steps), '--level', level, '--shrink'];
    if (mutant) args.push('--mutant', mutant);
    if (keep) args.push('--keep', keep);
    if (trace) args.push('--trace');
    parts.push(lines(args, trace));
  }
  const said = await together(parts);
  const floors = {};
  for (const { floors: more } of said.filter((line) => line.kind === 'done')) add(floors, more);
  return { failures: said.filter((line) => line.kind === 'failure'), floors, digests: said.flatMap((line) => line.digests ?? []) };
}

function add(sum, more) {
  for (const [name, value] of Object.entries(more)) {
    if (typeof value === 'number') sum[name] = (sum[name] ?? 0) + value;
    else add((sum[name] ??= {}), value);
  }
}

/** The planted faults. @returns {Promise<readonly { name: string, what: string, file: string }[]>} */
export async function listMutants() {
  return (await lines(['--list']))[0].mutants;
}

/** The least of each thing that must have happened in a hundred schedules. @returns {Promise<Readonly<Record<string, number>>>} */
export async function listFloors() {
  return (await lines(['--list']))[0].least;
}

/**
 * For each mutant the first seed that notices it, within `seeds`. With `first` the seed that did so the last time is tried
 * before all others, so that it costs one schedule and not a hundred.
 */
export async function runMutants({ names, seeds, steps, processes, first = {} }) {
  const groups = Array.from({ length: processes }, (_, group) => names.filter((_name, index) => index % processes === group)).filter((group) => group.length > 0);
  return together(groups.map((group) => lines(['--mutants', group.join(','), '--seeds', String(seeds), '--steps', String(steps), '--first', JSON.stringify(first)])));
}

/** Runs kept failures once more. */
export function replay(files) {
  return files.length === 0 ? [] : lines(['--replay', ...files]);
}
