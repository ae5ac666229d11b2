import { createStore, useStore } from './store.ts';

/** Whether the window shows nothing but the text that is being written. Compose turns it on, and off when it goes. */
const focusMode = createStore(false);

export function setFocusMode(on: boolean): void {
  focusMode.set(on);
}

export function useFocusMode(): boolean {
  return useStore(focusMode);
}
