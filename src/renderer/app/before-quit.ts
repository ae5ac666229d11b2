import { useEffect, useLayoutEffect, useRef } from 'react';

/** Puts what is on screen on disk; the window waits for it before it closes. */
export type Flush = () => Promise<void>;

const flushes = new Set<Flush>();

/** Registers what must be saved before the window closes, for as long as the component is mounted. */
export function useBeforeQuit(flush: Flush): void {
  const latest = useRef(flush);
  useLayoutEffect(() => {
    latest.current = flush;
  });
  useEffect(() => {
    const call: Flush = () => latest.current();
    flushes.add(call);
    return () => {
      flushes.delete(call);
    };
  }, []);
}

/**
 * Ends the composition under way (leaving the field commits the syllable), and saves everything.
 * Never rejects: a failed save has told the writer by itself, and must not keep the window open for ever.
 */
export async function flushAll(document: Document): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await Promise.allSettled([...flushes].map((flush) => flush()));
}
