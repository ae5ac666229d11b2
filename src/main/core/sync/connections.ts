/** Where Node keeps what carries out `fetch` (undici's `setGlobalDispatcher` is documented to use the same place). */
const DISPATCHER = Symbol.for('undici.globalDispatcher.1');

interface Dispatcher {
  readonly destroy: () => Promise<void>;
}

/**
 * Lets go of every connection that `fetch` keeps for later. After a computer has slept they may be dead without a word:
 * a call that is sent over one waits until its time is up, half a minute, before another is tried.
 */
export function forgetConnections(): void {
  const place = globalThis as { [DISPATCHER]?: Dispatcher };
  const old = place[DISPATCHER];
  // Nothing was fetched yet.
  if (old === undefined) return;
  place[DISPATCHER] = new (old.constructor as new () => Dispatcher)();
  // What is under way over them has been given up.
  void old.destroy().catch(() => undefined);
}
