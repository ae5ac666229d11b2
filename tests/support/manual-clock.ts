import type { Clock } from '#backend/clock.ts';

/** A clock that moves only when told, and fires what falls due on the way, in order. */
export type ManualClock = Clock & {
  readonly advance: (ms: number) => void;
  /** Resolves once something has asked to be woken. */
  readonly untilWaiting: () => Promise<void>;
};

export function manualClock(start = Date.UTC(2026, 10, 23, 5, 0, 0)): ManualClock {
  let now = start;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  let waiters: (() => void)[] = [];
  return {
    now: () => now,
    after: (delayMs, run) => {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      for (const waiter of waiters.splice(0)) waiter();
      return () => {
        timers = timers.filter((each) => each !== timer);
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
    untilWaiting: () => (timers.length > 0 ? Promise.resolve() : new Promise((done) => (waiters = [...waiters, done]))),
  };
}
