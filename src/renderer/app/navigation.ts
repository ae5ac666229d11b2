import { z } from 'zod';
import { Id } from '#shared/domain/ids.ts';
import { createStore, useStore } from './store.ts';

/** Where the window is: a screen and what is open on it. Null stands for "the last one", or none. */
export const Route = z.discriminatedUnion('screen', [
  z.object({ screen: z.literal('library') }),
  z.object({ screen: z.literal('compose'), story: Id.nullable(), variant: Id.nullable() }),
  z.object({ screen: z.literal('review'), story: Id.nullable(), variant: Id.nullable() }),
  z.object({ screen: z.literal('translate'), story: Id.nullable(), source: Id.nullable(), target: Id.nullable() }),
  z.object({ screen: z.literal('settings') }),
]);
export type Route = z.infer<typeof Route>;
export type ScreenId = Route['screen'];
export type RouteOf<S extends ScreenId> = Extract<Route, { screen: S }>;

interface History {
  readonly entries: readonly Route[];
  readonly index: number;
}

/** Kept for the session, so that a window that had to be loaded again opens where it was; of each workspace, which the page's address names. */
const STORAGE_KEY = `sotong.history${globalThis.location?.search ?? ''}`;
const LIMIT = 100;
const HistoryShape = z.object({ entries: z.array(Route).min(1).max(LIMIT), index: z.int().nonnegative() });

/** Where a window begins: at the place that it was opened for, which its address has behind the `#`; else in the library. */
export function placeOf(hash: string): Route {
  try {
    return Route.parse(JSON.parse(decodeURIComponent(hash.slice(1))));
  } catch {
    return { screen: 'library' };
  }
}

function restored(): History {
  try {
    const history = HistoryShape.parse(JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? ''));
    if (history.index < history.entries.length) return history;
  } catch {
    // Nothing was kept, or another version kept it: start at the beginning.
  }
  return { entries: [placeOf(globalThis.location?.hash ?? '')], index: 0 };
}

const history = createStore<History>(restored());
const keep = (): void => sessionStorage.setItem(STORAGE_KEY, JSON.stringify(history.get()));
history.subscribe(keep);
// The place that a window was opened for is its own from then on: it may be loaded again without it.
if ((globalThis.location?.hash ?? '') !== '') keep();

function current(): Route {
  const { entries, index } = history.get();
  return entries[index] ?? { screen: 'library' };
}

/** The route in force, and whether there is one behind or ahead of it. */
export function useRoute(): Route {
  const { entries, index } = useStore(history);
  return entries[index] ?? { screen: 'library' };
}

export function useHistory(): { readonly canGoBack: boolean; readonly canGoForward: boolean } {
  const { entries, index } = useStore(history);
  return { canGoBack: index > 0, canGoForward: index < entries.length - 1 };
}

/** Goes somewhere. `replace` changes the current entry: for a selection within a screen. */
export function navigate(route: Route, { replace = false }: { readonly replace?: boolean } = {}): void {
  const { entries, index } = history.get();
  if (JSON.stringify(entries[index]) === JSON.stringify(route)) return;
  const kept = entries.slice(0, replace ? index : index + 1);
  const next = [...kept, route].slice(-LIMIT);
  history.set({ entries: next, index: next.length - 1 });
}

export function goBack(): void {
  history.update(({ entries, index }) => ({ entries, index: Math.max(0, index - 1) }));
}

export function goForward(): void {
  history.update(({ entries, index }) => ({ entries, index: Math.min(entries.length - 1, index + 1) }));
}

/** Goes to a screen as it was left, or with nothing open. */
export function goToScreen(screen: ScreenId): void {
  if (current().screen === screen) return;
  const last = history.get().entries.findLast((route) => route.screen === screen);
  const story = lastStory();
  // A screen that was left empty opens on the story that has come into hand since.
  const empty = last === undefined || ('story' in last && last.story === null);
  navigate(empty ? freshRoute(screen, story) : last);
}

/** The story that was open last, on any screen. */
export function lastStory(): string | null {
  const { entries, index } = history.get();
  for (const route of entries.slice(0, index + 1).toReversed()) if ('story' in route && route.story !== null) return route.story;
  return null;
}

function freshRoute(screen: ScreenId, story: string | null): Route {
  switch (screen) {
    case 'library':
    case 'settings':
      return { screen };
    case 'compose':
    case 'review':
      return { screen, story, variant: null };
    case 'translate':
      return { screen, story, source: null, target: null };
  }
}
