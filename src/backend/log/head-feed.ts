import type { Store } from '../db/store.ts';
import { readHead } from './read.ts';

/**
 * The newest sequence number now, and again each time that it has grown, until `signal` ends it.
 * Numbers may be skipped (a slow reader hears of the newest only), never repeated.
 */
export async function* headFeed(store: Store, signal: AbortSignal): AsyncGenerator<{ head: number }, void, void> {
  let dirty = true;
  let wake: () => void = () => undefined;
  const rouse = (): void => {
    dirty = true;
    wake();
  };
  const unsubscribe = store.onAnnounce(rouse);
  signal.addEventListener('abort', rouse);
  try {
    let told = -1;
    while (!signal.aborted) {
      if (!dirty) await new Promise<void>((done) => (wake = done));
      if (signal.aborted) return;
      dirty = false;
      const { seq } = await readHead(store.db);
      if (seq > told) {
        told = seq;
        yield { head: seq };
      }
    }
  } finally {
    unsubscribe();
    signal.removeEventListener('abort', rouse);
  }
}
