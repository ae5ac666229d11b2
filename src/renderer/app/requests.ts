import { createStore, useStore } from './store.ts';

/** Small wishes from a command to a part of the window that may only be about to appear. */
const search = createStore(0);
let importWished = false;

/** Asks the library to put the focus into its search field. */
export function requestSearchFocus(): void {
  search.update((count) => count + 1);
}

/** Grows with each wish for the search field. */
export function useSearchRequests(): number {
  return useStore(search);
}

/** Asks the dialog for a new story to open its file chooser. */
export function requestImport(): void {
  importWished = true;
}

/** Whether a file was wished for; asking takes the wish. */
export function takeImportRequest(): boolean {
  const wished = importWished;
  importWished = false;
  return wished;
}
