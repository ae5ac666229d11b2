import { BrowserWindow, nativeTheme } from 'electron';
import { join } from 'node:path';
import { APP_ORIGIN } from '../security/app-protocol.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { watchFocusScreen } from './focus-screen.ts';
import { initialBounds, MIN_HEIGHT, MIN_WIDTH, rememberBounds } from './window-state.ts';

/** Zoom steps of Chromium are powers of 1.2: −3.8 is 50 %, 6 is 300 %. */
export const ZOOM_MIN = -3.8;
export const ZOOM_MAX = 6;

/** The one window. Its background is the theme's, so that dark mode has no white flash. */
export function createMainWindow(settings: SettingsStore, title: string): BrowserWindow {
  const saved = settings.window();
  const window = new BrowserWindow({
    ...initialBounds(saved),
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
  rememberBounds(window, settings);
  watchFocusScreen(window);
  window.once('ready-to-show', () => window.show());
  window.webContents.on('did-finish-load', () => window.webContents.setZoomLevel(settings.zoom()));
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
}

/** Loads the interface, for a workspace: what a page keeps for its session is kept by that. */
export function loadInterface(window: BrowserWindow, workspace: string): void {
  void window.loadURL(`${APP_ORIGIN}/index.html?workspace=${workspace}`);
}
