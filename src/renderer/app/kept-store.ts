import { createStore, type Store } from './store.ts';

/** How a value is kept, and what is made of what was kept; null is nothing. */
export interface Keeping<T> {
  readonly parse: (kept: string | null) => T;
  readonly format: (value: T) => string;
}

/**
 * A value that is kept on this device, the same in all windows: what one of them sets is in the others a moment later, so
 * that none writes over it what it remembers itself.
 */
export function createKeptStore<T>(key: string, { parse, format }: Keeping<T>): Store<T> {
  // A test of what a feature makes of it has no window.
  if (typeof localStorage === 'undefined') return createStore(parse(null));
  let kept = localStorage.getItem(key);
  const store = createStore(parse(kept));
  store.subscribe(() => {
    const now = format(store.get());
    if (now === kept) return;
    kept = now;
    try {
      localStorage.setItem(key, now);
    } catch {
      // The disk is full: it stays on screen, and is as it was after a restart.
    }
  });
  window.addEventListener('storage', (event) => {
    // `clear` names no key.
    if (event.storageArea !== localStorage || (event.key !== key && event.key !== null)) return;
    kept = event.newValue;
    store.set(parse(kept));
  });
  return store;
}
