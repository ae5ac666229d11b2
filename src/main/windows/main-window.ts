import { BrowserWindow, nativeTheme } from 'electron';
import { join } from 'node:path';
import { APP_ORIGIN } from '../security/app-protocol.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { watchFocusScreen } from './focus-screen.ts';
import { furtherBounds, initialBounds, MIN_HEIGHT, MIN_WIDTH, rememberBounds } from './window-state.ts';

/** Zoom steps of Chromium are powers of 1.2: −3.8 is 50 %, 6 is 300 %. */
export const ZOOM_MIN = -3.8;
export const ZOOM_MAX = 6;

export interface MainWindowOptions {
  readonly settings: SettingsStore;
  readonly title: string;
  /** The window that it is opened in; null for the first, which opens where the last one was. */
  readonly beside: BrowserWindow | null;
  /** Whether it is this window whose bounds count. */
  readonly isCurrent: (window: BrowserWindow) => boolean;
}

/** A window of the newsroom. Its background is the theme's, so that dark mode has no white flash. */
export function createMainWindow({ settings, title, beside, isCurrent }: MainWindowOptions): BrowserWindow {
  const saved = beside === null ? settings.window() : null;
  const window = new BrowserWindow({
    ...(beside === null ? initialBounds(saved) : furtherBounds(beside)),
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#131416' : '#F4F5F6',
    icon: join(import.meta.dirname, '../../resources/icons/sotong.png'),
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: true,
      navigateOnDragDrop: false,
    },
  });
  if (saved?.maximized === true) window.maximize();
  if (saved?.fullScreen === true) window.setFullScreen(true);
  rememberBounds(window, settings, () => isCurrent(window));
  watchFocusScreen(window);
  window.once('ready-to-show', () => window.show());
  window.webContents.on('did-finish-load', () => window.webContents.setZoomLevel(settings.zoom()));
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
}

/** Loads the interface, for a workspace: what a page keeps for its session is kept by that. `place` is where it opens, as a page of ours said it. */
export function loadInterface(window: BrowserWindow, workspace: string, place = ''): void {
  void window.loadURL(`${APP_ORIGIN}/index.html?workspace=${workspace}${place === '' ? '' : `#${encodeURIComponent(place)}`}`);
}
