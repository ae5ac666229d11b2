import type { Clock as CoreClock } from '#core/clock.ts';

/** Something that can die: what it had set going does nothing any more. */
export type Life = { alive: boolean };

type Timer = { readonly at: number; readonly order: number; readonly life: Life; readonly paused: () => boolean; readonly run: () => void };

/** The one time of a simulated world. It stands still unless it is moved, and everything that waits waits for it. */
export type World = {
  readonly now: () => number;
  /** The clock as one process sees it: ahead or behind by `skew`, and silent once its process has died or is held up. */
  readonly view: (life: Life, skew?: () => number, paused?: () => boolean) => CoreClock;
  readonly sleep: (ms: number, life: Life, abort?: AbortSignal) => Promise<void>;
  /** Moves on, and lets everything that falls due on the way run to where it waits again. */
  readonly advance: (ms: number) => Promise<void>;
  readonly leap: (ms: number) => Promise<void>;
};

/** Resolves when nothing can go on without time or somebody's act: all work between two of those is microtasks. */
export function quiet(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}

const NO_SKEW = (): number => 0;
const NEVER_PAUSED = (): boolean => false;

export function worldClock(start = Date.UTC(2026, 10, 23, 5, 0, 0)): World {
  let now = start;
  let order = 0;
  let timers: Timer[] = [];

  function add(ms: number, life: Life, run: () => void, paused: () => boolean): () => void {
    const timer: Timer = { at: now + Math.max(0, ms), order: (order += 1), life, paused, run };
    timers.push(timer);
    return () => {
      timers = timers.filter((each) => each !== timer);
    };
  }

  function due(end: number): Timer | null {
    let first: Timer | null = null;
    for (const timer of timers) {
      if (timer.at > end || timer.paused()) continue;
      if (first === null || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) first = timer;
    }
    return first;
  }

  const world: World = {
    now: () => now,
    view: (life, skew = NO_SKEW, paused = NEVER_PAUSED) => ({
      now: () => now + skew(),
      monotonic: () => now - start,
      after: (ms, call) => (life.alive ? add(ms, life, call, paused) : () => undefined),
    }),
    sleep: (ms, life, abort) =>
      new Promise((done, fail) => {
        if (abort?.aborted === true) return fail(new DOMException('hung up', 'AbortError'));
        const onAbort = (): void => {
          cancel();
          fail(new DOMException('hung up', 'AbortError'));
        };
        const cancel = add(ms, life, () => {
          abort?.removeEventListener('abort', onAbort);
          done();
        }, NEVER_PAUSED);
        abort?.addEventListener('abort', onAbort, { once: true });
      }),
    advance: async (ms) => {
      const end = now + ms;
      timers = timers.filter((timer) => timer.life.alive);
      for (let timer = due(end); timer !== null; timer = due(end)) {
        const next = timer;
        timers = timers.filter((each) => each !== next);
        now = Math.max(now, next.at);
        if (!next.life.alive) continue;
        next.run();
        await quiet();
      }
      now = end;
    },
    // Everybody's machine sleeps: what came due meanwhile is done once, when they wake.
    leap: async (ms) => {
      now += ms;
      await world.advance(0);
    },
  };
  return world;
}
