import type { Clock as BackendClock } from '#backend/clock.ts';
import { systemClock } from '../../src/main/core/clock.ts';
import type { TestClock } from './core.ts';

/** One time for a desktop and its server: it goes on by itself, as what they wait for is real, and days pass when told. */
export function sharedClock(start: number): TestClock & BackendClock {
  const begun = performance.now();
  let moved = 0;
  return {
    now: () => start + moved + Math.floor(performance.now() - begun),
    monotonic: () => moved + performance.now(),
    after: (ms, call) => systemClock.after(ms, call),
    advance: (ms) => {
      moved += ms;
    },
  };
}
