import type { Settings, ShellState } from '#shared/contract/shell-contract.ts';
import type { BrowserWindow } from 'electron';
import type { Logger } from 'pino';
import { copyText } from '../files/clipboard.ts';
import { saveMedia, saveText } from '../files/save-files.ts';
import { openExternal } from '../security/external-links.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { TokenVault } from '../settings/token-vault.ts';
import { ZOOM_MAX, ZOOM_MIN } from '../windows/main-window.ts';
import { handle } from './handle.ts';

export interface ShellParts {
  readonly window: () => BrowserWindow | null;
  readonly state: () => ShellState;
  readonly settings: SettingsStore;
  readonly vault: TokenVault;
  readonly log: Logger;
  readonly mediaFolder: string;
  /** Settings changed: language, theme and backend follow at once. */
  readonly applySettings: (before: Settings) => void;
  readonly tokenChanged: () => void;
  readonly ready: () => void;
  readonly quitReady: () => void;
  readonly menuState: (enabled: Readonly<Record<string, boolean>>, title: string) => void;
}

/** The answers to every channel of the shell's contract. */
export function registerShellHandlers(parts: ShellParts): void {
  const { settings, vault, log, mediaFolder } = parts;
  handle('shell:state', () => parts.state());
  handle('shell:set-settings', (patch) => {
    const before = settings.get();
    settings.set(patch as Partial<Settings>);
    parts.applySettings(before);
    return parts.state();
  });
  handle('shell:set-token', (token) => {
    vault.setToken(token, settings.get().backendUrl);
    parts.tokenChanged();
    return parts.state();
  });
  handle('shell:open-external', (address) => openExternal(address));
  handle('shell:copy-text', ({ text, html }) => copyText(text, html));
  handle('shell:save-media', async (items) => {
    const window = parts.window();
    return window === null ? null : saveMedia(window, mediaFolder, items);
  });
  handle('shell:save-text', async ({ suggestedName, text }) => {
    const window = parts.window();
    return window === null ? null : saveText(window, suggestedName, text);
  });
  handle('shell:ready', () => parts.ready());
  handle('shell:log', ({ level, message }) => log[level](`window: ${message}`));
  handle('shell:menu-state', ({ enabled, title }) => parts.menuState(enabled, title));
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
  handle('shell:quit-ready', () => parts.quitReady());
}
