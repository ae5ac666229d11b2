import type { Unit } from '../unit.ts';
import type { VariantDraft } from '../variants/store.ts';

/** Which files a draft uses and what it says of each, as it stands now. */
export function settleMediaUses(unit: Unit, { id, content }: VariantDraft): void {
  unit.run('DELETE FROM media_uses WHERE variant = ?', id);
  const inText = content.blocks.filter((block) => block.type === 'image');
  for (const { sha256, alt } of [...content.media, ...inText]) unit.run('INSERT INTO media_uses (variant, sha256, alt) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', id, sha256, alt);
}
