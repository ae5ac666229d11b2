import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import { reviseStory, reviseVariant } from '../variants/revise.ts';

/**
 * Before anything is sent: drafts that others know an earlier revision of become revisions, so that
 * a text that was changed after its approval is known to be another text before anything of it can
 * go out. Drafts that were never shared stay this device's own.
 */
export function reviseShared(core: Core): void {
  const { read } = core.db;
  const variants = read.all<{ id: Id }>('SELECT v.id FROM variants v JOIN stories s ON s.id = v.story WHERE v.dirty = 1 AND v.base IS NOT NULL AND s.sample = 0');
  const stories = read.all<{ id: Id }>('SELECT id FROM stories WHERE dirty = 1 AND base IS NOT NULL AND sample = 0');
  if (variants.length === 0 && stories.length === 0) return;
  core.write((unit) => {
    for (const { id } of stories) reviseStory(core, unit, id);
    for (const { id } of variants) reviseVariant(core, unit, id);
  });
}
