import { canonicalJson } from '#shared/document/canonical.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { ReadableDb } from '../db/types.ts';
import { textHash } from '../db/verify.ts';
import type { Unit } from '../unit.ts';

/** The words only: a picture that is added does not make them a person's. */
function wordsHash({ blocks, title, link, firstComment }: VariantContent): string {
  return textHash(canonicalJson({ blocks, title, link, firstComment }));
}

/** Whether a variant's words are still those that a rule made. What is undone to them is so again. */
export function isMachineMade(db: ReadableDb, { id, content }: { readonly id: Id; readonly content: VariantContent }): boolean {
  const made = db.get<{ words_hash: string }>('SELECT words_hash FROM variant_made WHERE variant = ?', id);
  return made !== undefined && made.words_hash === wordsHash(content);
}

export function noteMachineMade(unit: Unit, content: VariantContent, at: string): void {
  unit.run('INSERT INTO variant_made (variant, words_hash, at) VALUES (?, ?, ?) ON CONFLICT (variant) DO UPDATE SET words_hash = excluded.words_hash, at = excluded.at', content.variant, wordsHash(content), at);
}
