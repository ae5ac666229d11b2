import { appendEntry } from '../../../src/main/core/log/append.ts';
import type { RunningCore } from '../../../src/main/core/start-core.ts';
import type { SyncStatus } from '#shared/contract/views.ts';
import type { Entry } from '#shared/sync/entry.ts';
import { TOKEN } from './backend-calls.ts';

/** Puts entries into a device's log as the app does that made them: they wait to be sent. */
export function write({ core }: RunningCore, entries: readonly Entry[]): void {
  core.write((unit) => {
    for (const entry of entries) appendEntry(unit, entry, false);
  });
}

/** Connects a device that was without a server, and its engine goes to work by itself. */
export function connect({ sync }: RunningCore, url: string): void {
  sync.retarget({ url, token: TOKEN });
}

/** Waits until the engine's own state is as asked; fails with what it says where it gives up. */
export async function reached({ core, sync }: RunningCore, wanted: (status: SyncStatus) => boolean): Promise<void> {
  const changed = core.live.subscribe(undefined);
  try {
    for (let status = sync.status(); !wanted(status); status = sync.status()) {
      if (status.connection === 'refused' || status.connection === 'unreachable') throw new Error(`The device is ${status.connection}: ${status.error ?? ''}`);
      await nextOf(changed);
    }
  } finally {
    await changed.return();
  }
}

/** News of the engine; of stories and variants there is a lot, and it says nothing of it. */
async function nextOf(changed: AsyncGenerator<{ readonly topic: string }, void>): Promise<void> {
  for (;;) {
    const next = await changed.next();
    if (next.done === true) throw new Error('The device was closed');
    if (next.value.topic === 'sync') return;
  }
}

export function inStep({ connection, waiting }: SyncStatus): boolean {
  return connection === 'online' && waiting === 0;
}
