import type { BrowserWindow, WebContents } from 'electron';
import type { ShellEvent, ShellEvents } from '#shared/contract/shell-contract.ts';
import type { z } from 'zod';

/** The windows of the newsroom that is open, all alike. */
export interface Windows {
  readonly add: (window: BrowserWindow) => void;
  /** The one that has or had the focus last comes first. */
  readonly all: () => readonly BrowserWindow[];
  /** The one that is looked at, else the one that was last; null when there is none. */
  readonly current: () => BrowserWindow | null;
  readonly of: (contents: WebContents) => BrowserWindow | null;
  readonly tell: <E extends ShellEvent>(window: BrowserWindow | null, event: E, payload: z.input<ShellEvents[E]>) => void;
  readonly tellAll: <E extends ShellEvent>(event: E, payload: z.input<ShellEvents[E]>) => void;
}

export function openWindows(onCurrent: () => void): Windows {
  let order: readonly BrowserWindow[] = [];
  const all = (): readonly BrowserWindow[] => order.filter((window) => !window.isDestroyed());

  function tell<E extends ShellEvent>(window: BrowserWindow | null, event: E, payload: z.input<ShellEvents[E]>): void {
    if (window !== null && !window.isDestroyed()) window.webContents.send(event, payload);
  }

  function toFront(window: BrowserWindow): void {
    order = [window, ...order.filter((each) => each !== window)];
    onCurrent();
  }

  return {
    add: (window) => {
      toFront(window);
      window.on('focus', () => toFront(window));
      window.on('closed', () => {
        order = order.filter((each) => each !== window);
        onCurrent();
      });
    },
    all,
    current: () => all()[0] ?? null,
    of: (contents) => all().find((window) => window.webContents === contents) ?? null,
    tell,
    tellAll: (event, payload) => {
      for (const window of all()) tell(window, event, payload);
    },
  };
}

/** How long a page that is alive may take to say so (ms). */
const ALIVE_MS = 1_000;

/** Whether the page does anything at all: one that only waits for the disk does, one that hangs does not. */
export async function isAlive(window: BrowserWindow): Promise<boolean> {
  const silence = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), ALIVE_MS);
  });
  return Promise.race([window.webContents.executeJavaScript('true').then(() => true, () => false), silence]);
}

/** Brings a window to the front, out of the dock as well. */
export function bringToFront(window: BrowserWindow | null): void {
  if (window?.isMinimized() === true) window.restore();
  window?.show();
  window?.focus();
}
