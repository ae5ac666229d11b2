import { createKeptStore } from '../../../app/kept-store.ts';
import { useStore } from '../../../app/store.ts';

const KEY = 'sotong.inserted';
/** So many are kept, the latest first. */
export const RECENT_MAX = 8;

/** What was kept, as far as it can be read. */
export function parseRecent(kept: string | null): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(parsed) ? parsed.filter((id): id is string => typeof id === 'string').slice(0, RECENT_MAX) : [];
  } catch {
    return [];
  }
}

/** With one that was just used, which becomes the first. */
export function withRecent(recent: readonly string[], id: string): readonly string[] {
  return [id, ...recent.filter((each) => each !== id)].slice(0, RECENT_MAX);
}

const store = createKeptStore<readonly string[]>(KEY, { parse: parseRecent, format: JSON.stringify });

/** On this device only. */
export function noteInserted(id: string): void {
  store.update((recent) => withRecent(recent, id));
}

export function recentlyInserted(): readonly string[] {
  return store.get();
}

export function useRecentlyInserted(): readonly string[] {
  return useStore(store);
}
