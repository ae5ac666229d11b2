import type { NewWorkspace, Settings, ShellState } from '#shared/contract/shell-contract.ts';
import type { SwitchOutcome, WorkspaceItem } from '#shared/contract/workspaces-contract.ts';
import type { BrowserWindow, WebContents } from 'electron';
import type { Logger } from 'pino';
import { randomUUID } from 'node:crypto';
import { copyText } from '../files/clipboard.ts';
import { chooseFile } from '../files/choose-file.ts';
import { saveMedia, saveText } from '../files/save-files.ts';
import { openExternal } from '../security/external-links.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import { setFocusScreen } from '../windows/focus-screen.ts';
import { notify } from '../windows/notify.ts';
import { ZOOM_MAX, ZOOM_MIN } from '../windows/main-window.ts';
import { handle } from './handle.ts';

export interface ShellParts {
  /** The window that asks; null when it has closed meanwhile. */
  readonly windowOf: (contents: WebContents) => BrowserWindow | null;
  /** Whether another window than this one is looked at. */
  readonly otherLooked: (window: BrowserWindow | null) => boolean;
  readonly openWindow: (place: string) => void;
  readonly state: () => ShellState;
  readonly settings: SettingsStore;
  readonly workspaces: Workspaces;
  readonly log: Logger;
  readonly mediaFolder: () => string;
  /** Settings changed: language and theme follow at once. */
  readonly applySettings: () => void;
  /** Another server, or another token for it. */
  readonly backendChanged: () => void;
  readonly listWorkspaces: () => Promise<WorkspaceItem[]>;
  readonly switchWorkspace: (id: string) => Promise<SwitchOutcome>;
  readonly reopenWorkspace: () => Promise<SwitchOutcome>;
  readonly addWorkspace: (what: NewWorkspace) => Promise<SwitchOutcome>;
  /** Tells every window of the state as it is now. */
  readonly announce: () => void;
  /** A person chose a file for the core to read or write. */
  readonly fileChosen: (ticket: string, path: string) => void;
  readonly notificationPressed: (id: string) => void;
  readonly ready: (window: BrowserWindow) => void;
  readonly quitReady: (window: BrowserWindow, saved: boolean) => void;
  readonly menuState: (window: BrowserWindow, enabled: Readonly<Record<string, boolean>>, title: string) => void;
}

/** The answers to every channel of the shell's contract. */
export function registerShellHandlers(parts: ShellParts): void {
  const { settings, workspaces, log, mediaFolder } = parts;
  handle('shell:state', () => parts.state());
  handle('shell:set-settings', (patch) => {
    settings.set(patch as Partial<Settings>);
    parts.applySettings();
    return parts.state();
  });
  handle('shell:set-backend', (backendUrl) => {
    const { id, backendUrl: before } = workspaces.current();
    workspaces.change(id, { backendUrl });
    if (before !== backendUrl) parts.backendChanged();
    return parts.state();
  });
  handle('shell:workspaces', () => parts.listWorkspaces());
  handle('shell:switch-workspace', (id) => parts.switchWorkspace(id));
  handle('shell:reopen-workspace', () => parts.reopenWorkspace());
  handle('shell:add-workspace', (what) => parts.addWorkspace(what));
  handle('shell:label-workspace', ({ id, label }) => {
    workspaces.change(id, { label });
    parts.announce();
    return parts.state();
  });
  handle('shell:remove-workspace', (id) => {
    const place = workspaces.remove(id, new Date());
    parts.announce();
    return place;
  });
  handle('shell:set-token', (token) => {
    const { id, backendUrl } = workspaces.current();
    workspaces.vaultOf(id).setToken(token, backendUrl);
    parts.backendChanged();
    return parts.state();
  });
  handle('shell:open-external', (address) => openExternal(address));
  handle('shell:copy-text', ({ text, html }) => copyText(text, html));
  handle('shell:save-media', async (items, sender) => {
    const window = parts.windowOf(sender);
    return window === null ? null : saveMedia(window, mediaFolder(), items);
  });
  handle('shell:save-text', async ({ suggestedName, text }, sender) => {
    const window = parts.windowOf(sender);
    return window === null ? null : saveText(window, suggestedName, text);
  });
  handle('shell:choose-file', async ({ purpose, kind, suggestedName }, sender) => {
    const window = parts.windowOf(sender);
    const path = window === null ? null : await chooseFile(window, purpose, kind, suggestedName);
    if (path === null) return null;
    const ticket = randomUUID();
    parts.fileChosen(ticket, path);
    return ticket;
  });
  handle('shell:open-window', (place) => parts.openWindow(place));
  handle('shell:ready', (_input, sender) => {
    const window = parts.windowOf(sender);
    if (window !== null) parts.ready(window);
  });
  handle('shell:log', ({ level, message }) => log[level](`window: ${message}`));
  handle('shell:menu-state', ({ enabled, title }, sender) => {
    const window = parts.windowOf(sender);
    if (window !== null) parts.menuState(window, enabled, title);
  });
  // Who looks at another window is told there.
  handle('shell:notify', (told, sender) => !parts.otherLooked(parts.windowOf(sender)) && notify(told, parts.notificationPressed));
  handle('shell:zoom', (step, contents) => {
    if (parts.windowOf(contents) !== null) {
      const level = step === 'reset' ? 0 : contents.getZoomLevel() + (step === 'in' ? 0.5 : -0.5);
      const kept = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, level));
      contents.setZoomLevel(kept);
      settings.setZoom(kept);
      // Chromium zooms all pages of one origin together.
      parts.announce();
    }
    return parts.state();
  });
  handle('shell:focus-screen', (on, sender) => {
    const window = parts.windowOf(sender);
    if (window !== null) setFocusScreen(window, on);
  });
  handle('shell:quit-ready', (saved, sender) => {
    const window = parts.windowOf(sender);
    if (window !== null) parts.quitReady(window, saved);
  });
}
