import { type Opened, type OtherPresence, PRESENCE_EVERY_MS } from '#shared/contract/backend-contract.ts';
import type { Core } from '../core.ts';
import type { SyncEngine } from '../sync/engine.ts';

/** Who else has what open, while there is a line to a team's server; nobody, without one. */
export interface Presence {
  /** What is open in a window here; null for nothing, also once it has closed. */
  readonly open: (window: string, open: Opened | null) => void;
  readonly others: () => readonly OtherPresence[];
  readonly stop: () => void;
}

/** What a device says of its windows, which others see as one: what is written in goes before what is read, and of these what was opened last. */
export function toldOf(opened: readonly Opened[]): Opened | null {
  return opened.findLast(({ doing }) => doing === 'writing') ?? opened.at(-1) ?? null;
}

/** What is opened on the way to something else (ms) is not worth a word. */
const SOON_MS = 100;

/** Tells the server soon when something else is opened, and from time to time while it stays; each answer says who else is there. */
export function createPresence(core: Core, sync: Pick<SyncEngine, 'client' | 'remoteUrl'>): Presence {
  /** By window, what was opened last at the end. */
  const windows = new Map<string, Opened>();
  let opened: Opened | null = null;
  let others: readonly OtherPresence[] = [];
  let cancel: (() => void) | null = null;
  let stopped = false;
  let telling: Promise<void> = Promise.resolve();

  function know(next: readonly OtherPresence[]): void {
    if (JSON.stringify(next) === JSON.stringify(others)) return;
    others = next;
    core.live.publish([{ topic: 'presence', id: null }]);
  }

  async function tell(): Promise<void> {
    // The server inside the app has nobody else.
    const client = sync.remoteUrl() === null ? null : sync.client();
    if (client === null) return know([]);
    const { device, seat } = core.state();
    try {
      know((await client.call((api, signal) => api.presence({ device, member: seat, open: opened }, { signal }))).others);
    } catch {
      // The engine finds out by itself what is wrong with the line, and says so.
      know([]);
    }
  }

  /** One word at a time, so that a later one is never overtaken by an earlier one. */
  function tellAfter(ms: number): void {
    cancel?.();
    if (stopped) return;
    cancel = core.clock.after(ms, () => {
      telling = telling.then(tell);
      void telling;
      tellAfter(PRESENCE_EVERY_MS);
    });
  }
  tellAfter(PRESENCE_EVERY_MS);

  return {
    open: (window, open) => {
      windows.delete(window);
      if (open !== null) windows.set(window, open);
      const next = toldOf([...windows.values()]);
      if (JSON.stringify(next) === JSON.stringify(opened)) return;
      opened = next;
      tellAfter(SOON_MS);
    },
    others: () => others,
    stop: () => {
      stopped = true;
      cancel?.();
    },
  };
}
