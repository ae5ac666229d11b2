import { runSchedule, type Outcome } from './run.ts';
import type { Schedule, Step } from './schedule.ts';

/** A violation is the same one when it breaks the same invariant. */
function same(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.split(':')[0] === b.split(':')[0];
}

/**
 * Leaves out steps for as long as the schedule still breaks the same invariant: halves first, then quarters,
 * down to single ones. `tries` bounds the work.
 */
export async function shrink(failing: Schedule, outcome: Outcome, tries = 400): Promise<{ readonly schedule: Schedule; readonly violation: string }> {
  let steps: readonly Step[] = failing.steps.slice(0, outcome.at);
  let violation = outcome.violation ?? '';
  let left = tries;
  const attempt = async (candidate: readonly Step[]): Promise<boolean> => {
    left -= 1;
    const result = await runSchedule({ seed: failing.seed, steps: candidate });
    if (!same(result.violation, outcome.violation)) return false;
    violation = result.violation ?? '';
    steps = candidate.slice(0, result.at);
    return true;
  };
  if (!(await attempt(steps))) steps = failing.steps;
  for (let size = Math.ceil(steps.length / 2); size >= 1 && left > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < steps.length && left > 0; ) {
      if (!(await attempt([...steps.slice(0, from), ...steps.slice(from + size)]))) from += size;
    }
  }
  return { schedule: { seed: failing.seed, steps }, violation };
}
