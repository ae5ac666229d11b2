import type { VariantRow } from '#shared/contract/views.ts';
import type { Language } from '#shared/domain/ids.ts';

/** What is being written: the story's common text in a language, or a variant. */
export type Selection = { readonly kind: 'common'; readonly language: Language } | { readonly kind: 'variant'; readonly row: VariantRow };

/** The key of a selection in the list. */
export function keyOf(selection: Selection): string {
  return selection.kind === 'common' ? `common:${selection.language}` : selection.row.id;
}

/** Everything that can be written, in the order of the list: for each language its common text and its variants. */
export function writables(languages: readonly Language[], rows: readonly VariantRow[]): readonly Selection[] {
  return languages.flatMap((language): Selection[] => [
    { kind: 'common', language },
    ...rows.filter((row) => row.language === language && row.status.status !== 'archived').map((row): Selection => ({ kind: 'variant', row })),
  ]);
}

/** The one `step` places on, around the end. */
export function neighbour(all: readonly Selection[], current: Selection, step: 1 | -1): Selection {
  const index = all.findIndex((selection) => keyOf(selection) === keyOf(current));
  return all[(index + step + all.length) % all.length] ?? current;
}
