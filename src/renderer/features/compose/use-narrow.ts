import { useEffect, useState } from 'react';
import { afterComposition } from '../../app/end-composition.ts';

/** Below this there is no room for three panes: the side pane becomes tabs of the editor's. */
const NARROW = '(max-width: 1099px)';

/** Whether the window is narrow. A change waits for the syllable under composition, as the editor is made anew with it. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => window.matchMedia(NARROW).matches);
  useEffect(() => {
    const query = window.matchMedia(NARROW);
    const follow = (): void => afterComposition(() => setNarrow(query.matches));
    follow();
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return narrow;
}
