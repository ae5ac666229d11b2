import type { BrowserWindow } from 'electron';

/** Windows that are in full screen only because somebody writes in focus mode. */
const taken = new WeakSet<BrowserWindow>();

/** Whether the window's full screen lasts no longer than focus mode: it is nothing to open with the next time. */
export function isFocusScreen(window: BrowserWindow): boolean {
  return taken.has(window);
}

/** Takes the whole screen for focus mode, or gives it back. A window that was in full screen before stays there. */
export function setFocusScreen(window: BrowserWindow, on: boolean): void {
  if (on && !window.isFullScreen()) {
    taken.add(window);
    window.setFullScreen(true);
  }
  if (!on && taken.delete(window)) window.setFullScreen(false);
}

/** Who leaves the full screen by its own key has it back; and a page that is loaded anew is in no focus mode. */
export function watchFocusScreen(window: BrowserWindow): void {
  window.on('leave-full-screen', () => void taken.delete(window));
  window.webContents.on('did-start-loading', () => setFocusScreen(window, false));
}
