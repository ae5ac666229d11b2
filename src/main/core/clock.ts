/** Time, as the core gets it from outside, so that tests can move it. */
export interface Clock {
  /** The wall clock in milliseconds since 1970: for what people read, never for order or waiting. */
  now(): number;
  /** A clock that only goes forward, in milliseconds from any start: for waiting. */
  monotonic(): number;
  /** Calls once after so many milliseconds of the monotonic clock. The result calls it off. */
  after(ms: number, call: () => void): () => void;
}

/** The time now as ISO 8601 in UTC with milliseconds. */
export function nowIso(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

/** The computer's own clocks. Waiting does not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
