import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSimulation, listMutants, replay, runMutants, runSeeds } from '../../scripts/lib/simulation.mjs';

const SEEDS = Number(process.env['SIMULATION_SEEDS'] ?? 100);
const STEPS = 300;
const processes = Math.min(4, availableParallelism());
/** Every mutant must be noticed within so many seeds. */
const MUTANT_SEEDS = 150;

/** The least of each that must have happened in a hundred schedules: silence about what never came proves nothing. */
const FLOORS: Readonly<Record<string, number>> = {
  edits: 1_500, entries: 4_000, publications: 100, holds: 60, merges: 30, conflicts: 8, crashesAfterIntent: 15, desktopCrashes: 120, serverCrashes: 200, staleApprovals: 60, parked: 150, resyncs: 15, duplicates: 90, lostRequests: 600, lostAnswers: 600,
};

const regressions = join(import.meta.dirname, 'newsroom', 'regressions');

describe('A newsroom, simulated on the real modules', () => {
  beforeAll(buildSimulation, 120_000);

  it(`breaks no invariant in ${SEEDS} schedules, in which enough has happened`, async () => {
    const { failures, floors, digests } = await runSeeds({ from: 1, seeds: SEEDS, steps: STEPS, processes });
    expect(failures.map(({ seed, step, violation, shrunk }) => `seed ${seed}, step ${step}: ${violation} (${shrunk?.join(', ') ?? ''})`)).toEqual([]);
    expect(digests).toHaveLength(SEEDS);
    console.info(`simulated: ${Object.entries(floors).filter(([, value]) => typeof value === 'number').map(([name, value]) => `${name} ${value}`).join(', ')}`);
    const short = Object.entries(FLOORS).filter(([name, floor]) => (floors[name] ?? 0) < (floor * SEEDS) / 100);
    expect(short.map(([name]) => `${name}: ${floors[name] ?? 0}`)).toEqual([]);
  });

  it('comes to the same end from the same seed', async () => {
    const run = async (from: number): Promise<string | undefined> => (await runSeeds({ from, seeds: 1, steps: STEPS, processes: 1 })).digests[0];
    const [first, again, other] = [await run(7), await run(7), await run(8)];
    expect(first).toMatch(/^[0-9a-f]{64}$/u);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('does not break again what it once broke', async () => {
    const files = readdirSync(regressions).filter((name) => name.endsWith('.json')).toSorted();
    expect(files.length).toBeGreaterThan(0);
    const results = await replay(files.map((name) => join(regressions, name)));
    expect(results).toHaveLength(files.length);
    // As the code is now it holds; with the fault planted that it was found by, it is noticed for ever.
    expect(results.filter(({ mutant, violation, noticed }) => violation !== null || (mutant === null) !== (noticed === null))).toEqual([]);
  });

  it('notices every planted fault', async () => {
    const mutants = await listMutants();
    expect(mutants.length).toBeGreaterThanOrEqual(25);
    const results = await runMutants({ names: mutants.map(({ name }) => name), seeds: MUTANT_SEEDS, steps: STEPS, processes });
    console.info(results.map(({ name, caught }) => `${name}: ${caught === null ? 'not noticed' : `seed ${caught.seed}: ${caught.violation.slice(0, 120)}`}`).join('\n'));
    expect(results).toHaveLength(mutants.length);
    expect(results.filter(({ caught }) => caught === null).map(({ name }) => name)).toEqual([]);
  });
});
