import { useSyncExternalStore } from 'react';

/** Below this there is no room for three panes: the side pane becomes tabs of the editor's. */
const NARROW = '(max-width: 1099px)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
}
