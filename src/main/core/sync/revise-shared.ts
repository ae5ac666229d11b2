import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import { wholeStory } from '../stories/store.ts';
import { reviseStory, reviseVariant } from '../variants/revise.ts';
import { wholeVariant } from '../variants/store.ts';
import { reconcile, reconcileStory } from './reconcile.ts';

/**
 * Before anything is sent, drafts that others have an earlier revision of become revisions: what is
 * approved elsewhere must not stand while it is being rewritten here. What was never shared stays here.
 */
export function reviseShared(core: Core): void {
  if (core.db.readOnly) return;
  const dirty = core.db.read.all<{ id: Id }>('SELECT v.id FROM variants v JOIN stories s ON s.id = v.story WHERE v.dirty = 1 AND v.base IS NOT NULL AND s.sample = 0');
  const stories = core.db.read.all<{ id: Id }>('SELECT id FROM stories WHERE dirty = 1 AND base IS NOT NULL AND sample = 0');
  if (dirty.length + stories.length === 0) return;
  core.write((unit) => {
    // A damaged draft is nothing to be handed on, and keeps no other from going.
    for (const { id } of stories) {
      if (wholeStory(unit, id) === null) continue;
      reviseStory(core, unit, id);
      reconcileStory(core, unit, id);
    }
    for (const { id } of dirty) {
      const draft = wholeVariant(unit, id);
      if (draft === null || wholeStory(unit, draft.story) === null) continue;
      reviseVariant(core, unit, id);
      reconcile(core, unit, id);
    }
  });
}
