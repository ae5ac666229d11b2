import { type BrowserWindow, screen } from 'electron';
import type { SettingsStore, WindowBounds } from '../settings/settings-store.ts';
import { besideBounds } from './beside.ts';
import { isFocusScreen } from './focus-screen.ts';

export const MIN_WIDTH = 960;
export const MIN_HEIGHT = 600;
const DEFAULT = { width: 1280, height: 800 };

/** Where the window opens: where it was, moved back fully into view when that screen is gone or smaller. */
export function initialBounds(saved: WindowBounds | null): { width: number; height: number; x?: number; y?: number } {
  if (saved === null) return DEFAULT;
  const width = Math.max(MIN_WIDTH, saved.width);
  const height = Math.max(MIN_HEIGHT, saved.height);
  const area = screen.getDisplayMatching({ x: saved.x, y: saved.y, width, height }).workArea;
  const x = Math.min(Math.max(saved.x, area.x), Math.max(area.x, area.x + area.width - width));
  const y = Math.min(Math.max(saved.y, area.y), Math.max(area.y, area.y + area.height - height));
  return { width: Math.min(width, Math.max(MIN_WIDTH, area.width)), height: Math.min(height, Math.max(MIN_HEIGHT, area.height)), x, y };
}

/** Where a further window opens, seen from the one that it is opened in. */
export function furtherBounds(other: BrowserWindow): { width: number; height: number; x: number; y: number } {
  const bounds = other.getNormalBounds();
  return besideBounds(bounds, screen.getDisplayMatching(bounds).workArea);
}

/** Keeps the bounds as they change, at most twice a second, and once more on close: of several windows those of the one that was used last. */
export function rememberBounds(window: BrowserWindow, settings: SettingsStore, isCurrent: () => boolean): void {
  let timer: NodeJS.Timeout | null = null;
  function save(): void {
    timer = null;
    if (window.isDestroyed() || window.isMinimized() || !isCurrent()) return;
    settings.setWindow({ ...window.getNormalBounds(), maximized: window.isMaximized(), fullScreen: window.isFullScreen() && !isFocusScreen(window) });
  }
  function soon(): void {
    timer ??= setTimeout(save, 500);
  }
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('enter-full-screen', soon);
  window.on('leave-full-screen', soon);
  window.on('close', () => {
    if (timer !== null) clearTimeout(timer);
    save();
  });
}
