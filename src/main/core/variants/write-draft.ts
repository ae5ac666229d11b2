import type { VariantContent } from '#shared/domain/content.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import { canonicalContent } from '../log/append.ts';
import { withdrawRequests } from '../publish/withdraw.ts';
import type { Unit } from '../unit.ts';
import type { VariantDraft } from './store.ts';

export interface DraftChange {
  readonly content: VariantContent;
  readonly linked: boolean;
  readonly source?: VariantDraft['source'];
}

/**
 * Puts new content into a variant's draft, as its next version and as the words of who sits here. What was asked to be published of the
 * text before and has not been sent yet is called off: it is not what is on screen any more.
 */
export function writeDraft(core: Core, unit: Unit, draft: VariantDraft, change: DraftChange): { readonly draftVersion: number; readonly savedAt: string } {
  const { text, hash } = canonicalContent(change.content);
  const source = change.source === undefined ? draft.source : change.source;
  const draftVersion = draft.draftVersion + 1;
  const savedAt = core.now();
  unit.run(
    'UPDATE variants SET content = ?, hash = ?, draft_version = ?, dirty = ?, linked = ?, source_variant = ?, source_revision = ?, saved_at = ?, author = ? WHERE id = ?',
    text, hash, draftVersion, differs(unit, draft.base, text) ? 1 : 0, change.linked ? 1 : 0, source?.variant ?? null, source?.revision ?? null, savedAt, core.state().seat, draft.id,
  );
  if (text !== draft.text) {
    withdrawRequests(unit, draft.id);
    unit.touchSearch(draft.story);
  }
  unit.touchVariant(draft.id);
  return { draftVersion, savedAt };
}

/** Whether a draft's canonical text is another than its base's; a draft without a base always is. */
export function differs(unit: Unit, base: Id | null, text: string): boolean {
  if (base === null) return true;
  return unit.get<{ same: number }>('SELECT content = ? AS same FROM revisions WHERE id = ?', text, base)?.same !== 1;
}
