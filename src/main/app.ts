import type { Settings, ShellEvent, ShellEvents, ShellState } from '#shared/contract/shell-contract.ts';
import { createI18n } from '#shared/i18n/index.ts';
import { app, BrowserWindow, ipcMain, Menu, MessageChannelMain, nativeTheme, powerMonitor, session } from 'electron';
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { createBackendHost } from './core-host/backend-host.ts';
import { type CoreHost, startCoreHost } from './core-host/core-host.ts';
import { isTrusted } from './ipc/handle.ts';
import { registerShellHandlers } from './ipc/shell-handlers.ts';
import { resolveLanguage } from './language.ts';
import { openLog } from './log.ts';
import { buildAppMenu } from './menu/app-menu.ts';
import { attachContextMenu } from './menu/context-menu.ts';
import { serveProtocols } from './security/app-protocol.ts';
import { openExternal } from './security/external-links.ts';
import { lockNavigation, lockSession } from './security/session-policy.ts';
import { openSettings } from './settings/settings-store.ts';
import { openTokenVault } from './settings/token-vault.ts';
import { createMainWindow } from './windows/main-window.ts';

/** How long the window and the processes get to bring everything to disk when the app quits. */
const QUIT_TIMEOUT_MS = 4_000;

/** Resolves in the page when nothing on it is loading any more. */
const SETTLED = `document.fonts.ready.then(() => new Promise((resolve) => {
  const look = () => document.querySelector('[aria-busy="true"]') ? setTimeout(look, 50) : requestAnimationFrame(() => requestAnimationFrame(resolve));
  setTimeout(look, 400);
}))`;

/** Puts the desktop shell together; called once, when Electron is ready. */
export function runApp(): void {
  const profile = app.getPath('userData');
  const dataDir = join(profile, 'newsroom');
  const mediaFolder = join(dataDir, 'media');
  mkdirSync(mediaFolder, { recursive: true, mode: 0o700 });
  const log = openLog(join(profile, 'logs'));
  const settings = openSettings(profile);
  const vault = openTokenVault(settings);
  const i18n = createI18n(resolveLanguage(settings.get().language));
  const backend = createBackendHost(join(dataDir, 'backend'), (level, message) => log[level](message));
  let window: BrowserWindow | null = null;
  let core: CoreHost | null = null;
  let enabled: Readonly<Record<string, boolean>> = {};
  let quitting: 'no' | 'asked' | 'saved' = 'no';
  let windowSaved: (() => void) | null = null;

  nativeTheme.themeSource = settings.get().theme;

  function remoteBackend(): { url: string; token: string } | null {
    const url = settings.get().backendUrl;
    return url === '' ? null : { url, token: vault.tokenFor(url) };
  }

  function state(): ShellState {
    return {
      settings: settings.get(),
      language: resolveLanguage(settings.get().language),
      dark: nativeTheme.shouldUseDarkColors,
      platform: process.platform,
      version: app.getVersion(),
      zoom: Math.round((window?.webContents.getZoomFactor() ?? 1) * 100) / 100,
      keychain: vault.keychain(),
      hasToken: vault.tokenFor(settings.get().backendUrl) !== '',
      fatal: core?.fatal() ?? null,
    };
  }

  function send<E extends ShellEvent>(event: E, payload: z.input<ShellEvents[E]>): void {
    if (window !== null && !window.isDestroyed()) window.webContents.send(event, payload);
  }

  function buildMenu(): void {
    Menu.setApplicationMenu(buildAppMenu({ i18n, platform: process.platform, enabled, run: (id) => send('shell:command', id), history: (step) => send('shell:history', step) }));
  }

  function announce(): void {
    send('shell:state-changed', state());
  }

  function applySettings(before: Settings): void {
    const now = settings.get();
    nativeTheme.themeSource = now.theme;
    const language = resolveLanguage(now.language);
    if (i18n.language !== language) {
      void i18n.changeLanguage(language);
      core?.post({ type: 'language', language });
      buildMenu();
    }
    if (before.backendUrl !== now.backendUrl) core?.post({ type: 'backend-changed', backend: remoteBackend() });
    announce();
  }

  // The core first: its process starts while the window's does, and has the newsroom open when the window asks.
  core = startCoreHost({
    init: () => ({ type: 'init', dataDir, language: resolveLanguage(settings.get().language), backend: remoteBackend(), session: vault.session(), appVersion: app.getVersion() }),
    needBackend: (workspace) => {
      backend.ensure(workspace).then(
        ({ url, token }) => core?.post({ type: 'embedded-started', url, token }),
        (error: unknown) => core?.post({ type: 'embedded-failed', reason: String(error) }),
      );
    },
    keepSession: (session) => {
      try {
        vault.setSession(session);
      } catch (error) {
        // It is in memory for this run; at worst one signs in again after the next start.
        log.error(`The sign-in could not be kept: ${String(error)}`);
      }
    },
    restarted: () => send('shell:core-restarted', undefined),
    fatal: announce,
    log: (level, message) => log[level](message),
  });

  registerShellHandlers({
    window: () => window,
    state,
    settings,
    vault,
    log,
    mediaFolder,
    applySettings,
    tokenChanged: () => {
      core?.post({ type: 'backend-changed', backend: remoteBackend() });
      announce();
    },
    ready: () => void takeScreenshot(),
    quitReady: () => windowSaved?.(),
    menuState: (next, title) => {
      enabled = next;
      window?.setTitle(title);
      buildMenu();
    },
  });

  ipcMain.on('shell:request-port', (event) => {
    if (!isTrusted(event) || core === null) return;
    const { port1, port2 } = new MessageChannelMain();
    event.sender.postMessage('shell:port', null, [port2]);
    core.connect(port1);
  });

  /** `--screenshot=PATH`: what the first screen looks like, for a machine without a display; then the app ends. */
  async function takeScreenshot(): Promise<void> {
    const path = app.commandLine.getSwitchValue('screenshot');
    if (path === '' || window === null) return;
    // The first list, the fonts and the pictures of the first screen come a moment after its frame.
    await window.webContents.executeJavaScript(SETTLED);
    let image = await window.webContents.capturePage();
    for (let tries = 0; image.isEmpty() && tries < 20; tries += 1) image = await window.webContents.capturePage();
    await writeFile(path, image.toPNG());
    app.quit();
  }

  function openWindow(): void {
    window = createMainWindow(settings, 'Sotong');
    attachContextMenu(window, i18n, (address) => void openExternal(address), (step) => send('shell:history', step));
    window.on('close', (event) => {
      if (quitting === 'saved') return;
      event.preventDefault();
      app.quit();
    });
    window.webContents.on('render-process-gone', (_event, details) => {
      log.error(`The window's process ended: ${details.reason}`);
      if (quitting === 'no' && window !== null && !window.isDestroyed()) window.webContents.reload();
    });
  }

  async function saveAndLeave(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, QUIT_TIMEOUT_MS);
      windowSaved = () => {
        clearTimeout(timer);
        resolve();
      };
      if (window === null || window.isDestroyed() || window.webContents.isCrashed() || core?.fatal()) windowSaved();
      else send('shell:before-quit', undefined);
    });
    await core?.shutDown(QUIT_TIMEOUT_MS);
    await backend.shutDown(QUIT_TIMEOUT_MS);
    quitting = 'saved';
    app.quit();
  }

  app.on('before-quit', (event) => {
    if (quitting === 'saved') return;
    event.preventDefault();
    if (quitting === 'asked') return;
    quitting = 'asked';
    void saveAndLeave();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  nativeTheme.on('updated', announce);
  powerMonitor.on('resume', () => core?.post({ type: 'resumed' }));

  lockSession(session.defaultSession);
  serveProtocols(session.defaultSession, { renderer: join(import.meta.dirname, '../renderer'), media: mediaFolder });
  lockNavigation((address) => void openExternal(address));
  openWindow();
  buildMenu();
}
