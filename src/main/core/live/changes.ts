import type { Change } from '#shared/contract/core-contract.ts';

/** The most changes that wait for one window; past it they are told as "everything" by topic. */
const MAX_WAITING = 500;

type Listener = {
  readonly waiting: Map<string, Change>;
  wake: (() => void) | null;
};

/**
 * Tells every window what has changed. A window that is slow gets each change once, however often
 * it happened meanwhile: the news is only that it should ask again.
 */
export interface LiveChanges {
  publish(changes: readonly Change[]): void;
  /** The changes from now on, until the signal is aborted. */
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<Change, void, undefined>;
  /** Ends all subscriptions. */
  close(): void;
}

export function createLiveChanges(): LiveChanges {
  const listeners = new Set<Listener>();
  let closed = false;
  const wakeAll = (): void => {
    for (const listener of listeners) listener.wake?.();
  };
  return {
    publish: (changes) => {
      for (const listener of listeners) {
        for (const change of changes) add(listener.waiting, change);
        if (listener.waiting.size > 0) listener.wake?.();
      }
    },
    subscribe: (signal) => {
      // Registered at once, not at the first `next`: nothing that happens between the two is missed.
      const listener: Listener = { waiting: new Map(), wake: null };
      listeners.add(listener);
      return drain(listener, signal, () => closed, () => listeners.delete(listener));
    },
    close: () => {
      closed = true;
      wakeAll();
    },
  };
}

async function* drain(listener: Listener, signal: AbortSignal | undefined, closed: () => boolean, done: () => void): AsyncGenerator<Change, void, undefined> {
  const ended = (): boolean => closed() || signal?.aborted === true;
  const onAbort = (): void => listener.wake?.();
  signal?.addEventListener('abort', onAbort);
  try {
    while (!ended()) {
      if (listener.waiting.size === 0) {
        await new Promise<void>((resolve) => {
          listener.wake = resolve;
        });
        listener.wake = null;
        continue;
      }
      const [key, change] = listener.waiting.entries().next().value as [string, Change];
      listener.waiting.delete(key);
      yield change;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    done();
  }
}

function add(waiting: Map<string, Change>, change: Change): void {
  const all = `${change.topic}:`;
  if (waiting.has(all)) return;
  if (waiting.size >= MAX_WAITING && change.id !== null) {
    for (const [key, earlier] of waiting) if (earlier.topic === change.topic) waiting.delete(key);
    waiting.set(all, { topic: change.topic, id: null });
    return;
  }
  waiting.set(`${all}${change.id ?? ''}`, change);
}
