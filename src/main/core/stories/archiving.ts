import type { Id } from '#shared/domain/ids.ts';
import { entryBase, type Core } from '../core.ts';
import { appendEntry } from '../log/append.ts';
import { withdrawRequests } from '../publish/withdraw.ts';
import { storyArchiving } from '../read-models/archiving.ts';
import { reconcile, reconcileStory } from '../sync/reconcile.ts';
import type { Unit } from '../unit.ts';
import { reviseStory, reviseVariant } from '../variants/revise.ts';
import { wholeVariant } from '../variants/store.ts';
import { loadStory, wholeStory } from './store.ts';

/**
 * Archives a story or brings it back; one that is back because somebody wrote on is kept by saying so. What was never shared is
 * archived on this device only. What was asked to go out and has not left this device is called off; the server stops the rest. Refuses with `not-found`.
 */
export function archiveStory(core: Core, id: Id, archived: boolean): void {
  core.write((unit) => {
    const before = loadStory(unit, id);
    if (before.archived === archived && (archived || storyArchiving(unit, id).overtaken === null)) return;
    if (archived && !before.sample) leaveNothingOpen(core, unit, id);
    const story = loadStory(unit, id);
    appendEntry(unit, { ...entryBase(core, id), kind: 'archive', body: { archived } }, story.sample || story.base === null);
  });
}

/** What was written here before the archiving is recorded before it: it is no edit that did not know of it. */
function leaveNothingOpen(core: Core, unit: Unit, story: Id): void {
  const own = wholeStory(unit, story);
  if (own !== null && own.dirty && own.base !== null) {
    reviseStory(core, unit, story);
    reconcileStory(core, unit, story);
  }
  for (const { id, shared } of unit.all<{ id: Id; shared: number }>('SELECT id, dirty = 1 AND base IS NOT NULL AS shared FROM variants WHERE story = ? ORDER BY rowid', story)) {
    withdrawRequests(unit, id);
    if (shared === 0 || own === null || wholeVariant(unit, id) === null) continue;
    reviseVariant(core, unit, id);
    reconcile(core, unit, id);
  }
}
