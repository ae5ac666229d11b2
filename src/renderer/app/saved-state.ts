import { createStore, useStore } from './store.ts';

/** What the status bar says of the text in hand. */
export type SavedState =
  | { readonly kind: 'none' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed' };

const saved = createStore<SavedState>({ kind: 'none' });

/** Told by whatever saves: an editor after each save, with the time that the core gave. */
export function reportSaved(state: SavedState): void {
  saved.set(state);
}

export function useSavedState(): SavedState {
  return useStore(saved);
}
