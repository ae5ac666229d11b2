import type { Blocks } from '#shared/document/blocks.ts';
import { blocksFromText } from '#shared/document/plain-text.ts';
import type { DriftView } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { ReadableDb } from '../db/types.ts';
import { wholeStory } from '../stories/store.ts';
import type { Unit } from '../unit.ts';
import type { VariantDraft } from './store.ts';

/**
 * What a variant with words of its own was written from: the common text and the brief as they were when it left the common text, or
 * when a person last said that it has kept up. Kept on this device.
 */

type Asked = Pick<VariantDraft, 'id' | 'story' | 'language' | 'linked'>;

/** Notes what the story says now for a variant that has just got words of its own; one that follows the common text has no need of it. */
export function keepBasis(unit: Unit, draft: Asked & Pick<VariantDraft, 'savedAt'>): void {
  if (draft.linked) {
    forgetBasis(unit, draft.id);
    return;
  }
  unit.run(
    `INSERT INTO variant_bases (variant, common, brief, at) SELECT ?, json_extract(content, '$.common.' || ?), json_extract(content, '$.brief'), ? FROM stories WHERE id = ? ON CONFLICT DO NOTHING`,
    draft.id, draft.language, draft.savedAt, draft.story,
  );
}

/** From the next look on the variant counts as written from what the story says then. */
export function forgetBasis(unit: Unit, variant: Id): void {
  unit.run('DELETE FROM variant_bases WHERE variant = ?', variant);
}

/** Whether the common text or the brief has moved on since. */
export function hasDrifted(db: ReadableDb, draft: Asked): boolean {
  if (draft.linked) return false;
  const found = db.get<{ drifted: number }>(
    `SELECT b.common <> json_extract(s.content, '$.common.' || ?) OR b.brief <> json_extract(s.content, '$.brief') AS drifted FROM variant_bases b JOIN stories s ON s.id = ? WHERE b.variant = ?`,
    draft.language, draft.story, draft.id,
  );
  return found?.drifted === 1;
}

/** What has changed since, both then and now; null for nothing. */
export function driftOf(db: ReadableDb, draft: Asked): DriftView | null {
  if (!hasDrifted(db, draft)) return null;
  const basis = db.get<{ common: string; brief: string; at: string }>('SELECT common, brief, at FROM variant_bases WHERE variant = ?', draft.id);
  const story = wholeStory(db, draft.story);
  if (basis === undefined || story === null) return null;
  const { common, brief } = story.content;
  const then = JSON.parse(basis.common) as Blocks;
  return {
    since: basis.at,
    common: JSON.stringify(then) === JSON.stringify(common[draft.language]) ? null : { before: then, after: common[draft.language] },
    brief: basis.brief === brief ? null : { before: blocksFromText(basis.brief), after: blocksFromText(brief) },
  };
}

/** Variants of a story that have come to say otherwise than their row does, because the story has changed. */
export function driftingVariants(unit: Unit, story: Id): Id[] {
  const drafts = unit.all<{ id: Id; language: VariantDraft['language']; row: number | null }>(
    `SELECT v.id, v.language, json_extract(r.row, '$.drifted') AS row FROM variants v JOIN variant_rows r ON r.id = v.id WHERE v.story = ? AND v.linked = 0`,
    story,
  );
  return drafts.filter(({ id, language, row }) => hasDrifted(unit, { id, story, language, linked: false }) !== (row === 1)).map(({ id }) => id);
}
