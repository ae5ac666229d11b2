import type { VariantContent } from '#shared/domain/content.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { ReadableDb, WritableDb } from '../db/types.ts';
import { readRevision } from '../log/entry-rows.ts';
import type { VariantDraft } from '../variants/store.ts';
import { wholeVariant } from '../variants/store.ts';
import { docLines } from '#shared/document/lines.ts';
import type { Pair } from '#shared/language/translation-pairs.ts';
import { alignTranslation, hasChanged } from '#shared/language/translation-pairs.ts';

/**
 * What a translation was last made from. On the device where it was made that is stored; elsewhere it
 * is the source's revision that the translation's own revision names, line by line.
 */
export function pairsOf(db: ReadableDb, source: Id, target: VariantDraft): readonly Pair[] {
  const stored = db.all<{ source_text: string; target_text: string; confirmed: number }>('SELECT source_text, target_text, confirmed FROM segments WHERE target = ? AND source = ? ORDER BY position', target.id, source);
  if (stored.length > 0) return stored.map((row) => ({ source: row.source_text, target: row.target_text, confirmed: row.confirmed === 1 }));
  if (target.source?.variant !== source || target.base === null) return [];
  const from = readRevision(db, target.source.revision);
  const made = readRevision(db, target.base);
  if (from === undefined || made === undefined) return [];
  const targets = linesOf(JSON.parse(made.content) as VariantContent);
  return linesOf(JSON.parse(from.content) as VariantContent).map((text, index) => ({ source: text, target: targets[index] ?? '', confirmed: (targets[index] ?? '') !== '' }));
}

function linesOf(content: VariantContent): string[] {
  return docLines(content.blocks).map((line) => line.text);
}

export function storePairs(tx: WritableDb, source: Id, target: Id, pairs: readonly Pair[]): void {
  tx.run('DELETE FROM segments WHERE target = ?', target);
  pairs.forEach((pair, position) => {
    tx.run('INSERT INTO segments (target, source, position, source_text, target_text, confirmed) VALUES (?, ?, ?, ?, ?, ?)', target, source, position, pair.source, pair.target, pair.confirmed ? 1 : 0);
  });
}

/** The variant that this one is a translation of; null for an original. */
function sourceOf(db: ReadableDb, target: VariantDraft): Id | null {
  return target.source?.variant ?? db.get<{ source: Id }>('SELECT source FROM segments WHERE target = ? LIMIT 1', target.id)?.source ?? null;
}

/** Whether a variant's source has changed since it was translated; false for an original. */
export function translationChanged(db: ReadableDb, target: VariantDraft): boolean {
  const id = sourceOf(db, target);
  const source = id === null ? null : wholeVariant(db, id);
  if (source === null) return false;
  const known = pairsOf(db, source.id, target);
  return hasChanged(known, alignTranslation(known, linesOf(source.content), linesOf(target.content)));
}
