import { type RefCallback, useCallback } from 'react';

/** Smaller than this nothing of a page can be read: then it is laid out narrower instead. */
const SMALLEST = 0.62;

/**
 * Fits something of a fixed width into the element: its only child is shown smaller where there is less room, as a page is on a
 * small screen. Nothing is rendered for it, so that moving a divider costs no more than layout.
 */
export function useFit(width: number): RefCallback<HTMLElement> {
  return useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    let fitted = 0;
    const fit = (room: number): void => {
      const child = element.firstElementChild;
      // A post grows with its text: only another width is news.
      if (!(child instanceof HTMLElement) || room === 0 || room === fitted) return;
      fitted = room;
      const zoom = Math.min(1, Math.max(SMALLEST, room / width));
      child.style.setProperty('zoom', String(zoom));
      child.style.setProperty('width', `${Math.min(width, room / zoom)}px`);
    };
    const observer = new ResizeObserver(([entry]) => fit(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    fit(element.clientWidth);
    return () => observer.disconnect();
  }, [width]);
}
