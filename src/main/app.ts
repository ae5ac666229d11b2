import type { NewWorkspace, ShellState } from '#shared/contract/shell-contract.ts';
import type { SwitchOutcome, WorkspaceItem } from '#shared/contract/workspaces-contract.ts';
import { ChannelId } from '#shared/domain/channel-id.ts';
import { emptyNewsroom, ownNewsroom } from '#shared/domain/own-workspace.ts';
import { createI18n } from '#shared/i18n/index.ts';
import { app, BrowserWindow, ipcMain, Menu, MessageChannelMain, nativeTheme, powerMonitor, session } from 'electron';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isTrusted } from './ipc/handle.ts';
import { registerShellHandlers } from './ipc/shell-handlers.ts';
import { resolveLanguage } from './language.ts';
import { openLog } from './log.ts';
import { buildAppMenu, showEnabled } from './menu/app-menu.ts';
import { attachContextMenu } from './menu/context-menu.ts';
import { serveProtocols } from './security/app-protocol.ts';
import { openExternal } from './security/external-links.ts';
import { lockNavigation, lockSession } from './security/session-policy.ts';
import { openSettings } from './settings/settings-store.ts';
import { askAll, createAsking } from './windows/asking.ts';
import { createMainWindow, loadInterface } from './windows/main-window.ts';
import { bringToFront, isAlive, openWindows } from './windows/windows.ts';
import { type Newsroom, openNewsroom } from './workspaces/newsroom.ts';
import { openWorkspaces } from './workspaces/workspaces.ts';

/** How long the windows and the processes get to bring everything to disk when the app quits. */
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
  /** Which commands each window can do now; none of one that has not spoken yet. */
  const enabled = new WeakMap<BrowserWindow, Readonly<Record<string, boolean>>>();
  const windows = openWindows(showMenuState);
  const asking = createAsking<BrowserWindow>((window) => windows.tell(window, 'shell:before-quit', undefined), QUIT_TIMEOUT_MS);
  /** Windows that are asked to save before they close, and others stay; and those that may close then. */
  const closing = new Set<BrowserWindow>();
  const mayClose = new WeakSet<BrowserWindow>();
  /** The one that was used last when the app began to end: its bounds are those to open with. */
  let lastUsed: BrowserWindow | null = null;
  let menu: Menu | null = null;
  let quitting: 'no' | 'asked' | 'saved' = 'no';
  let switching: Promise<SwitchOutcome> | null = null;

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
      zoom: Math.round((windows.current()?.webContents.getZoomFactor() ?? 1) * 100) / 100,
      keychain: vault.keychain(),
      hasToken: vault.tokenFor(backendUrl) !== '',
      fatal: newsroom.core.fatal(),
    };
  }

  /** The window whose menu it is; of a menu that belongs to none, the one that is looked at. */
  function meant(window: unknown): BrowserWindow | null {
    return windows.all().find((each) => each === window) ?? windows.current();
  }

  function buildMenu(): void {
    menu = buildAppMenu({
      i18n,
      platform: process.platform,
      run: (id, window) => windows.tell(meant(window), 'shell:command', id),
      history: (step, window) => windows.tell(meant(window), 'shell:history', step),
    });
    showMenuState();
    Menu.setApplicationMenu(menu);
  }

  /** The menu is that of the window which is looked at. */
  function showMenuState(): void {
    const current = windows.current();
    if (menu !== null) showEnabled(menu, (current === null ? undefined : enabled.get(current)) ?? {});
  }

  function announce(): void {
    windows.tellAll('shell:state-changed', state());
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
      restarted: () => windows.tellAll('shell:core-restarted', undefined),
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

  /** The windows that have something to bring to the disk, and a newsroom to bring it to. */
  function saving(): readonly BrowserWindow[] {
    return newsroom.core.fatal() === null ? windows.all().filter((window) => !window.webContents.isCrashed()) : [];
  }

  /** One newsroom at a time: the one is closed in order before the other is opened, so that none ever has two cores. */
  async function leaveFor(id: string): Promise<SwitchOutcome> {
    if ((await askAll(asking, saving)) !== 'saved') return 'not-saved';
    await newsroom.shutDown(QUIT_TIMEOUT_MS);
    workspaces.enter(id);
    newsroom = openCurrent();
    for (const window of windows.all()) {
      enabled.delete(window);
      loadInterface(window, id);
    }
    showMenuState();
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
    windowOf: windows.of,
    otherLooked: (window) => windows.all().some((each) => each !== window && each.isFocused()),
    openWindow,
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
    announce,
    ready: (window) => void takeScreenshot(window),
    quitReady: (window, saved) => asking.answered(window, saved ? 'saved' : 'not-saved'),
    fileChosen: (ticket, path) => newsroom.core.post({ type: 'file-chosen', ticket, path }),
    notificationPressed: (id) => {
      const window = windows.current();
      bringToFront(window);
      windows.tell(window, 'shell:notification-pressed', id);
    },
    menuState: (window, next, title) => {
      enabled.set(window, next);
      window.setTitle(title);
      showMenuState();
    },
  });

  ipcMain.on('shell:request-port', (event) => {
    if (!isTrusted(event)) return;
    const { port1, port2 } = new MessageChannelMain();
    event.sender.postMessage('shell:port', null, [port2]);
    newsroom.core.connect(port1);
  });

  /** `--screenshot=PATH`: what the first screen looks like, for a machine without a display; then the app ends. */
  async function takeScreenshot(window: BrowserWindow): Promise<void> {
    const path = app.commandLine.getSwitchValue('screenshot');
    if (path === '') return;
    // The first list, the fonts and the pictures of the first screen come a moment after its frame.
    await window.webContents.executeJavaScript(SETTLED);
    let image = await window.webContents.capturePage();
    for (let tries = 0; image.isEmpty() && tries < 20; tries += 1) image = await window.webContents.capturePage();
    await writeFile(path, image.toPNG());
    app.quit();
  }

  /** Opens a window, the first or a further one: where `place` says. */
  function openWindow(place: string): void {
    if (quitting !== 'no') return;
    const window = createMainWindow({ settings, title: 'Sotong', beside: windows.current(), isCurrent: (each) => (lastUsed ?? windows.current()) === each });
    windows.add(window);
    loadInterface(window, workspaces.current().id, place);
    attachContextMenu(window, i18n, (address) => void openExternal(address), (step) => windows.tell(window, 'shell:history', step));
    window.on('close', (event) => {
      if (quitting === 'saved' || mayClose.has(window)) return;
      event.preventDefault();
      const others = windows.all().filter((each) => each !== window && !closing.has(each));
      if (others.length === 0) app.quit();
      else if (!closing.has(window)) void closeOne(window);
    });
    window.on('closed', () => asking.answered(window, 'saved'));
    window.webContents.on('render-process-gone', (_event, details) => {
      log.error(`A window's process ended: ${details.reason}`);
      asking.answered(window, 'saved');
      if (quitting === 'no' && !window.isDestroyed()) window.webContents.reload();
    });
  }

  /** Closes one of several windows: the newsroom, and the app, go on in the others. */
  async function closeOne(window: BrowserWindow): Promise<void> {
    closing.add(window);
    const answer = saving().includes(window) ? await asking.ask(window) : 'saved';
    closing.delete(window);
    if (quitting !== 'no' || window.isDestroyed()) return;
    if (answer === 'not-saved' || (answer === 'silent' && (await isAlive(window)))) {
      bringToFront(window);
      windows.tell(window, 'shell:kept-open', undefined);
      return;
    }
    mayClose.add(window);
    if (answer === 'saved') window.close();
    // A page that hangs would not close by itself.
    else window.destroy();
  }

  async function saveAndLeave(): Promise<void> {
    await switching?.catch(() => undefined);
    await askAll(asking, saving);
    await newsroom.shutDown(QUIT_TIMEOUT_MS);
    quitting = 'saved';
    lastUsed = windows.current();
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
  app.on('second-instance', () => bringToFront(windows.current()));
  nativeTheme.on('updated', announce);
  powerMonitor.on('resume', () => newsroom.core.post({ type: 'resumed' }));

  lockSession(session.defaultSession);
  serveProtocols(session.defaultSession, join(import.meta.dirname, '../renderer'), () => newsroom);
  lockNavigation((address) => void openExternal(address));
  openWindow('');
  buildMenu();
}
