import type { Clock } from '#backend/clock.ts';

/** A clock that moves only when told, and fires what falls due on the way, in order. */
export type ManualClock = Clock & {
  /** What waits now is left out of time until resumed, as on a machine that sleeps; then all of it is due. */
  readonly pause: () => { readonly resume: () => void };
  readonly advance: (ms: number) => void;
  /** Resolves once this many ask to be woken. */
  readonly untilWaiting: (count: number) => Promise<void>;
};

export function manualClock(start = Date.UTC(2026, 10, 23, 5, 0, 0)): ManualClock {
  let now = start;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  let waiters: { readonly count: number; readonly done: () => void }[] = [];
  return {
    now: () => now,
    after: (delayMs, run) => {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      for (const waiter of waiters.filter((each) => each.count <= timers.length)) waiter.done();
      waiters = waiters.filter((each) => each.count > timers.length);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    pause: () => {
      const asleep = timers;
      timers = [];
      return {
        resume: () => {
          for (const timer of asleep) timer.run();
        },
      };
    },
    advance: (ms) => {
      const end = now + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
    },
    untilWaiting: (count) =>
      timers.length >= count
        ? Promise.resolve()
        : new Promise((done) => {
            waiters = [...waiters, { count, done }];
          }),
  };
}
