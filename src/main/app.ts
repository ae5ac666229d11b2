import type { NewWorkspace, ShellEvent, ShellEvents, ShellState } from '#shared/contract/shell-contract.ts';
import type { SwitchOutcome, WorkspaceItem } from '#shared/contract/workspaces-contract.ts';
import { ChannelId } from '#shared/domain/channel-id.ts';
import { emptyNewsroom, ownNewsroom } from '#shared/domain/own-workspace.ts';
import { createI18n } from '#shared/i18n/index.ts';
import { app, BrowserWindow, ipcMain, Menu, MessageChannelMain, nativeTheme, powerMonitor, session } from 'electron';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
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
import { createMainWindow, loadInterface } from './windows/main-window.ts';
import { type Newsroom, openNewsroom } from './workspaces/newsroom.ts';
import { openWorkspaces } from './workspaces/workspaces.ts';

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
  const log = openLog(join(profile, 'logs'));
  const settings = openSettings(profile);
  const workspaces = openWorkspaces(profile, settings);
  const i18n = createI18n(resolveLanguage(settings.get().language));
  /** The codes that workspaces of this run were added with. */
  const invitations = new Map<string, string>();
  let window: BrowserWindow | null = null;
  let enabled: Readonly<Record<string, boolean>> = {};
  let quitting: 'no' | 'asked' | 'saved' = 'no';
  let switching: Promise<SwitchOutcome> | null = null;
  let windowSaved: ((saved: boolean) => void) | null = null;

  nativeTheme.themeSource = settings.get().theme;

  function state(): ShellState {
    const { id, label, backendUrl } = workspaces.current();
    const vault = workspaces.vaultOf(id);
    return {
      settings: settings.get(),
      workspace: { id, label, backendUrl, invitation: invitations.get(id) ?? null },
      language: resolveLanguage(settings.get().language),
      dark: nativeTheme.shouldUseDarkColors,
      platform: process.platform,
      version: app.getVersion(),
      zoom: Math.round((window?.webContents.getZoomFactor() ?? 1) * 100) / 100,
      keychain: vault.keychain(),
      hasToken: vault.tokenFor(backendUrl) !== '',
      fatal: newsroom.core.fatal(),
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

  function applySettings(): void {
    const now = settings.get();
    nativeTheme.themeSource = now.theme;
    const language = resolveLanguage(now.language);
    if (i18n.language !== language) {
      void i18n.changeLanguage(language);
      newsroom.core.post({ type: 'language', language });
      buildMenu();
    }
    announce();
  }

  function openCurrent(): Newsroom {
    const { id, begin } = workspaces.current();
    return openNewsroom({
      folder: workspaces.folderOf(id),
      begin,
      backendUrl: () => workspaces.current().backendUrl,
      vault: workspaces.vaultOf(id),
      language: () => resolveLanguage(settings.get().language),
      appVersion: app.getVersion(),
      restarted: () => send('shell:core-restarted', undefined),
      fatal: announce,
      log: (level, message) => log[level](message),
    });
  }

  // The core first: its process starts while the window's does, and has the newsroom open when the window asks.
  let newsroom = openCurrent();

  async function listWorkspaces(): Promise<WorkspaceItem[]> {
    const all = workspaces.all();
    const looks = await newsroom.core.look(all.map(({ id }) => workspaces.folderOf(id)));
    return all.map(({ id, label, backendUrl }, index) => ({ id, label, server: backendUrl, current: id === workspaces.current().id, look: looks[index] ?? null }));
  }

  /** Asks the window to bring everything to the disk. False when something is not there, or no answer came. */
  function askToSave(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), QUIT_TIMEOUT_MS);
      windowSaved = (saved) => {
        clearTimeout(timer);
        windowSaved = null;
        resolve(saved);
      };
      if (window === null || window.isDestroyed() || window.webContents.isCrashed() || newsroom.core.fatal() !== null) windowSaved(true);
      else send('shell:before-quit', undefined);
    });
  }

  /** One newsroom at a time: the one is closed in order before the other is opened, so that none ever has two cores. */
  async function leaveFor(id: string): Promise<SwitchOutcome> {
    if (!(await askToSave())) return 'not-saved';
    await newsroom.shutDown(QUIT_TIMEOUT_MS);
    workspaces.enter(id);
    newsroom = openCurrent();
    enabled = {};
    if (window !== null && !window.isDestroyed()) loadInterface(window, id);
    return 'done';
  }

  async function switchWorkspace(id: string): Promise<SwitchOutcome> {
    if (!workspaces.all().some((each) => each.id === id)) return 'not-found';
    return workspaces.current().id === id && switching === null ? 'done' : leaveOnce(id);
  }

  async function leaveOnce(id: string): Promise<SwitchOutcome> {
    if (quitting !== 'no' || switching !== null) return 'busy';
    switching = leaveFor(id).finally(() => {
      switching = null;
    });
    return switching;
  }

  async function enterNew(id: string): Promise<SwitchOutcome> {
    const outcome = await switchWorkspace(id);
    // Nothing is in it yet: asked for again, it is made again.
    if (outcome !== 'done') workspaces.remove(id, new Date());
    return outcome;
  }

  function addWorkspace(what: NewWorkspace): Promise<SwitchOutcome> {
    switch (what.kind) {
      case 'sample':
        return enterNew(workspaces.add({ kind: 'sample' }, ''));
      case 'own':
        return enterNew(workspaces.add({ kind: 'own', workspace: ownNewsroom({ ...what, channels: ChannelId.array().parse(what.channels), newId: randomUUID }) }, ''));
      case 'join': {
        const id = workspaces.add({ kind: 'join', workspace: emptyNewsroom(new URL(what.url).host, [randomUUID(), randomUUID()]) }, what.url);
        if (what.invitation !== null) invitations.set(id, what.invitation);
        return enterNew(id);
      }
    }
  }

  registerShellHandlers({
    window: () => window,
    state,
    settings,
    workspaces,
    log,
    mediaFolder: () => newsroom.media,
    applySettings,
    backendChanged: () => {
      newsroom.core.post({ type: 'backend-changed', backend: newsroom.remote() });
      announce();
    },
    listWorkspaces,
    switchWorkspace,
    reopenWorkspace: () => leaveOnce(workspaces.current().id),
    addWorkspace,
    workspacesChanged: announce,
    ready: () => void takeScreenshot(),
    quitReady: (saved) => windowSaved?.(saved),
    fileChosen: (ticket, path) => newsroom.core.post({ type: 'file-chosen', ticket, path }),
    notificationPressed: (id) => send('shell:notification-pressed', id),
    menuState: (next, title) => {
      enabled = next;
      window?.setTitle(title);
      buildMenu();
    },
  });

  ipcMain.on('shell:request-port', (event) => {
    if (!isTrusted(event)) return;
    const { port1, port2 } = new MessageChannelMain();
    event.sender.postMessage('shell:port', null, [port2]);
    newsroom.core.connect(port1);
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
    loadInterface(window, workspaces.current().id);
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
    await switching?.catch(() => undefined);
    await askToSave();
    await newsroom.shutDown(QUIT_TIMEOUT_MS);
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
  powerMonitor.on('resume', () => newsroom.core.post({ type: 'resumed' }));

  lockSession(session.defaultSession);
  serveProtocols(session.defaultSession, join(import.meta.dirname, '../renderer'), () => newsroom);
  lockNavigation((address) => void openExternal(address));
  openWindow();
  buildMenu();
}
