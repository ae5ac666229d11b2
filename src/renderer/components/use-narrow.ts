import { useSyncExternalStore } from 'react';

/** Below this width the panes beside the main one become parts of it (interface: below 1100 px, or zoomed in). */
const NARROW = '(max-width: 1100px)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether the window is too narrow for a third pane. Zooming in makes it so as well. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
}
