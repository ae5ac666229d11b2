import { describe, expect, it } from 'vitest';
import { MUTANTS } from './publish/mutants.ts';
import { simulate, type Counts } from './publish/world.ts';

const SCHEDULES = Number(process.env['SIMULATION_SCHEDULES'] ?? 600);
const STEPS = 300;
/** The least of each that must have happened in a hundred schedules. */
const FLOORS: Counts = { publications: 1_500, posts: 600, crashesInFlight: 200, unknownOutcomes: 400, staleRefused: 250, duplicatesSent: 60, responsesLost: 45, byHand: 60, toPerson: 300, lateLandings: 70 };

describe('Publishing, simulated', () => {
  it(`breaks no invariant in ${SCHEDULES} schedules, in which enough has happened`, () => {
    const totals: Record<string, number> = {};
    for (let seed = 1; seed <= SCHEDULES; seed += 1) {
      const run = simulate(seed, STEPS);
      expect(run.violation, `seed ${seed}, step ${run.step}`).toBeNull();
      for (const [name, count] of Object.entries(run.counts)) totals[name] = (totals[name] ?? 0) + count;
    }
    console.info(`simulated: ${Object.entries(totals).map(([name, count]) => `${name} ${count}`).join(', ')}`);
    const short = Object.entries(FLOORS).filter(([name, floor]) => (totals[name] ?? 0) < (floor * SCHEDULES) / 100);
    expect(short).toEqual([]);
  });

  it('comes to the same end from the same seed', () => {
    const digests = [7, 7, 8].map((seed) => simulate(seed, STEPS).digest);
    expect(digests[0]).toBe(digests[1]);
    expect(digests[0]).not.toBe(digests[2]);
  });

  it.each(MUTANTS)('notices the planted fault “%s”', (mutant) => {
    for (let seed = 1; seed <= 1_000; seed += 1) {
      const { violation } = simulate(seed, STEPS, mutant);
      if (violation === null) continue;
      console.info(`${mutant}: seed ${seed}: ${violation}`);
      return;
    }
    expect.unreachable(`No invariant noticed ${mutant} in 1,000 schedules`);
  });
});
