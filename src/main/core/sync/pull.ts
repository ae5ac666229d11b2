import type { Id } from '#shared/domain/ids.ts';
import type { LogEntry } from '#shared/sync/entry.ts';
import type { Core } from '../core.ts';
import { recordRemote } from '../log/append.ts';
import { notice } from '../notifications/notifications.ts';
import { Refusal } from '../refusal.ts';
import { getMeta, setMeta } from '../workspace/state.ts';
import { wantMedia } from './assets.ts';
import type { BackendClient } from './backend-client.ts';
import { reconcile, reconcileStory } from './reconcile.ts';
import { SyncFailure } from './sync-failure.ts';

const PAGE = 500;

export function cursorOf(core: Core): number {
  return Number(getMeta(core.db.read, 'sync.cursor') ?? '0');
}

/** Takes in all that is new, page by page, and says after each how many entries are left. The files that its revisions show are wanted from then on. */
export async function pullAll(core: Core, backend: BackendClient, epoch: string, left: (entries: number) => void = () => undefined): Promise<void> {
  for (;;) {
    const after = cursorOf(core);
    const page = await backend.call((api, signal) => api.changes({ epoch, after, limit: PAGE }, { signal }));
    const entries = page.entries as readonly LogEntry[];
    applyPage(core, after, entries);
    const reached = after + entries.length;
    left(Math.max(0, page.head - reached));
    if (entries.length === 0 || reached >= page.head) return;
  }
}

/** One page and the cursor behind it, in one transaction. A page with a gap, out of order, or with a forged text is refused whole. */
function applyPage(core: Core, after: number, entries: readonly LogEntry[]): void {
  if (entries.length === 0) return;
  const { workspace } = core.state();
  entries.forEach(({ seq, entry }, index) => {
    if (seq !== after + index + 1) throw new SyncFailure('backend-nonsense', `entry ${String(seq)} came where ${String(after + index + 1)} was due`);
    if (entry.workspace !== workspace.id) throw new SyncFailure('backend-nonsense', 'an entry of another workspace');
  });
  try {
    core.write((unit) => {
      const variants = new Set<Id>();
      const stories = new Set<Id>();
      for (const logged of entries) {
        wantMedia(unit, logged);
        if (recordRemote(unit, logged) !== 'new') continue;
        notice(core, unit, logged);
        if (logged.entry.kind === 'revision') variants.add(logged.entry.subject);
        if (logged.entry.kind === 'story-revision') stories.add(logged.entry.subject);
      }
      for (const id of stories) reconcileStory(core, unit, id);
      for (const id of variants) reconcile(core, unit, id);
      setMeta(unit, 'sync.cursor', String(after + entries.length));
      unit.changed('sync', null);
    });
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'hash-mismatch' || error.code === 'same-id-other-body')) throw new SyncFailure('backend-nonsense', `${error.code}: ${error.detail ?? ''}`);
    throw error;
  }
}
