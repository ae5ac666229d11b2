import type { NewWorkspace, Settings, ShellState } from '#shared/contract/shell-contract.ts';
import type { SwitchOutcome, WorkspaceItem } from '#shared/contract/workspaces-contract.ts';
import type { BrowserWindow } from 'electron';
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
  readonly window: () => BrowserWindow | null;
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
  readonly workspacesChanged: () => void;
  /** A person chose a file for the core to read or write. */
  readonly fileChosen: (ticket: string, path: string) => void;
  readonly notificationPressed: (id: string) => void;
  readonly ready: () => void;
  readonly quitReady: (saved: boolean) => void;
  readonly menuState: (enabled: Readonly<Record<string, boolean>>, title: string) => void;
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
    parts.workspacesChanged();
    return parts.state();
  });
  handle('shell:remove-workspace', (id) => {
    const place = workspaces.remove(id, new Date());
    parts.workspacesChanged();
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
  handle('shell:save-media', async (items) => {
    const window = parts.window();
    return window === null ? null : saveMedia(window, mediaFolder(), items);
  });
  handle('shell:save-text', async ({ suggestedName, text }) => {
    const window = parts.window();
    return window === null ? null : saveText(window, suggestedName, text);
  });
  handle('shell:choose-file', async ({ purpose, kind, suggestedName }) => {
    const window = parts.window();
    const path = window === null ? null : await chooseFile(window, purpose, kind, suggestedName);
    if (path === null) return null;
    const ticket = randomUUID();
    parts.fileChosen(ticket, path);
    return ticket;
  });
  handle('shell:ready', () => parts.ready());
  handle('shell:log', ({ level, message }) => log[level](`window: ${message}`));
  handle('shell:menu-state', ({ enabled, title }) => parts.menuState(enabled, title));
  handle('shell:notify', (told) => notify(told, parts.window, parts.notificationPressed));
  handle('shell:zoom', (step) => {
    const contents = parts.window()?.webContents;
    if (contents !== undefined) {
      const level = step === 'reset' ? 0 : contents.getZoomLevel() + (step === 'in' ? 0.5 : -0.5);
      const kept = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, level));
      contents.setZoomLevel(kept);
      settings.setZoom(kept);
    }
    return parts.state();
  });
  handle('shell:focus-screen', (on) => {
    const window = parts.window();
    if (window !== null) setFocusScreen(window, on);
  });
  handle('shell:quit-ready', (saved) => parts.quitReady(saved));
}
