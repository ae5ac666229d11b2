/**
 * Time as the backend sees it. It comes in from outside, so that a test can stand still, or let an
 * hour pass at once.
 */
export type Clock = {
  /** Milliseconds since 1970 in UTC. */
  readonly now: () => number;
  /** Runs something once, `delayMs` from now at the earliest; the result cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void;
};

/** The machine's own time. Its timers do not keep a process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** The clock's time as the instants of entries are written. */
export function instantOf(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
