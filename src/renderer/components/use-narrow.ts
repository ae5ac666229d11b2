import { useCallback, useSyncExternalStore } from 'react';

/** Below this width the panes beside the main one become parts of it. */
const NARROW_PX = 1_100;

/** Whether the window is at most that wide, in CSS pixels: zooming in makes it so as well. */
export function useNarrow(maxWidth: number = NARROW_PX): boolean {
  const query = `(max-width: ${maxWidth}px)`;
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
