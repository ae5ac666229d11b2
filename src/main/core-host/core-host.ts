import { type CoreInbound, CoreInit, CoreOutbound, type KeptSession } from '#shared/contract/process-contract.ts';
import type { WorkspaceLook } from '#shared/contract/workspaces-contract.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { MessagePortMain } from 'electron';
import type { z } from 'zod';
import { type Child, startChild } from './child.ts';

/** The core may die this often within a minute before the shell stops starting it again. */
const MAX_RESTARTS_PER_MINUTE = 5;

export interface CoreHost {
  readonly post: (message: CoreInbound) => void;
  /** Hands one end of a channel to the core, now or as soon as it is up. */
  readonly connect: (port: MessagePortMain) => void;
  readonly pid: () => number | undefined;
  readonly fatal: () => { code: string; detail: string } | null;
  /** What lies in these workspaces' folders; null for each where nothing can be said. */
  readonly look: (folders: readonly string[]) => Promise<readonly (WorkspaceLook | null)[]>;
  /** Lets the core finish its writes; resolves when it is gone, or after `timeoutMs`. */
  readonly shutDown: (timeoutMs: number) => Promise<void>;
}

export interface CoreHostEvents {
  readonly init: () => z.input<typeof CoreInit>;
  readonly needBackend: (workspace: Workspace) => void;
  /** Keeps it beyond this run; done when it returns. */
  readonly keepSession: (session: KeptSession | null) => void;
  readonly restarted: () => void;
  readonly fatal: () => void;
  readonly log: (level: 'error' | 'warn' | 'info', message: string) => void;
}

/**
 * Keeps a core running: starts it, starts it again when it dies, and queues the ports that windows
 * ask for meanwhile, so that a crash of the core is for the window only a new port.
 */
export function startCoreHost(events: CoreHostEvents): CoreHost {
  let child: Child | null = null;
  let ready = false;
  let stopping = false;
  let fatal: { code: string; detail: string } | null = null;
  let waiting: MessagePortMain[] = [];
  let restarts: number[] = [];
  const looking = new Map<number, (looks: readonly (WorkspaceLook | null)[] | null) => void>();
  let lookings = 0;

  function receive(raw: unknown): void {
    const parsed = CoreOutbound.safeParse(raw);
    if (!parsed.success) return events.log('error', 'The core sent a message of an unknown form');
    const message = parsed.data;
    switch (message.type) {
      case 'ready':
        ready = true;
        for (const port of waiting) child?.post({ type: 'port' }, [port]);
        waiting = [];
        return;
      case 'fatal':
        fatal = { code: message.code, detail: message.detail };
        events.log('error', `The core cannot open the newsroom: ${message.code}: ${message.detail}`);
        return events.fatal();
      case 'need-embedded-backend':
        return events.needBackend(message.workspace);
      case 'keep-session':
        events.keepSession(message.session);
        child?.post({ type: 'session-kept', number: message.number });
        return;
      case 'looked':
        return looking.get(message.number)?.(message.looks);
      case 'log':
        return events.log(message.level, `core: ${message.message}`);
      case 'shut-down':
        // All is on the disk and the database is closed: nothing is left that a signal could hurt.
        child?.kill();
        return;
    }
  }

  function exited(code: number): void {
    child = null;
    ready = false;
    for (const answer of looking.values()) answer(null);
    if (stopping || fatal !== null) return;
    const now = Date.now();
    restarts = [...restarts.filter((at) => now - at < 60_000), now];
    events.log('error', `The core ended with code ${String(code)}`);
    if (restarts.length > MAX_RESTARTS_PER_MINUTE) {
      fatal = { code: 'internal', detail: 'The core keeps ending' };
      return events.fatal();
    }
    start();
    events.restarted();
  }

  function start(): void {
    child = startChild('core.js', 'Sotong Core', { message: receive, exit: exited, output: (line) => events.log('warn', `core: ${line.trimEnd()}`) });
    child.post(events.init());
  }

  start();
  return {
    post: (message) => child?.post(message),
    connect: (port) => {
      if (ready && child !== null) child.post({ type: 'port' }, [port]);
      else waiting.push(port);
    },
    pid: () => child?.pid(),
    fatal: () => fatal,
    look: async (folders) => {
      const unknown = folders.map(() => null);
      if (child === null || stopping) return unknown;
      lookings += 1;
      const number = lookings;
      const looks = await new Promise<readonly (WorkspaceLook | null)[] | null>((resolve) => {
        looking.set(number, resolve);
        child?.post({ type: 'look', number, folders });
      });
      looking.delete(number);
      return looks ?? unknown;
    },
    shutDown: async (timeoutMs) => {
      stopping = true;
      await child?.shutDown(timeoutMs);
    },
  };
}
