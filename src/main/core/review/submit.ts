import { blocksReview } from '#shared/channels/check.ts';
import { assetsOf } from '#shared/document/payload.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import { entryBase } from '../core.ts';
import { appendEntry } from '../log/append.ts';
import { mediaFacts } from '../media/asset-rows.ts';
import { factsOf, findingsOf, statusOfDraft } from '../read-models/variant-row.ts';
import { refuse } from '../refusal.ts';
import { openVariant } from '../stories/guards.ts';
import { isSample } from '../stories/store.ts';
import { reconcile } from '../sync/reconcile.ts';
import { reviseVariant } from '../variants/revise.ts';
import { loadVariant } from '../variants/store.ts';

/**
 * Makes a revision of each draft and asks for its review; all of them or none.
 *
 * Refuses with `not-found`, `archived`, `conflict` (two heads to choose from first), `media-missing`
 * (a picture's bytes are not here), and `checks-failed` with the ids of the variants that have errors
 * as a JSON list.
 */
export function submitForReview(core: Core, ids: readonly Id[], note: string): { revisions: Id[] } {
  return core.write((unit) => {
    const drafts = [...new Set(ids)].map((id) => openVariant(unit, id));
    const failed = drafts.filter((draft) => blocksReview(findingsOf(unit, draft))).map((draft) => draft.id);
    if (failed.length > 0) refuse('checks-failed', JSON.stringify(failed));
    for (const draft of drafts) {
      const assets = assetsOf(draft.content);
      if (mediaFacts(unit, assets).length < assets.length) refuse('media-missing', draft.id);
      if (statusOfDraft(unit, core.state(), draft, factsOf(unit, draft.id), core.clock.now()).conflict) refuse('conflict', draft.id);
    }
    return { revisions: drafts.map((draft) => submit(draft.id)) };

    function submit(id: Id): Id {
      reviseVariant(core, unit, id);
      // A text written on an older revision than the newest meets it here, and is read as it then is.
      reconcile(core, unit, id);
      const draft = loadVariant(unit, id);
      const status = statusOfDraft(unit, core.state(), draft, factsOf(unit, id), core.clock.now());
      if (status.conflict || draft.base === null) refuse('conflict', id);
      const { hash } = unit.get<{ hash: string }>('SELECT hash FROM revisions WHERE id = ?', draft.base) ?? refuse('unknown-revision', draft.base);
      appendEntry(unit, { ...entryBase(core, id), kind: 'submission', body: { revision: draft.base, contentHash: hash, note } }, isSample(unit, draft.story));
      return draft.base;
    }
  });
}
