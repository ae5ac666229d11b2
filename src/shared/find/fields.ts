import { plainText } from '../document/plain-text.ts';
import type { VariantContent } from '../domain/content.ts';
import { replaceInBlocks, replaceInText, type Replacement } from './replace-in-blocks.ts';

/** A text of a variant that people write: where words are found and replaced. `index` says which picture's description. */
export type TextField =
  | { readonly name: 'text' | 'title' | 'link' | 'firstComment' }
  | { readonly name: 'alt'; readonly index: number };

export function fieldKey(field: TextField): string {
  return field.name === 'alt' ? `alt:${field.index}` : field.name;
}

/** Every text of a variant that is not empty, as a reader meets them. */
export function fieldsOf(content: VariantContent): { readonly field: TextField; readonly text: string }[] {
  return [
    { field: { name: 'title' } as const, text: content.title },
    { field: { name: 'text' } as const, text: plainText(content.blocks) },
    { field: { name: 'link' } as const, text: content.link },
    ...content.media.map(({ alt }, index) => ({ field: { name: 'alt', index } as const, text: alt })),
    { field: { name: 'firstComment' } as const, text: content.firstComment },
  ].filter(({ text }) => text !== '');
}

/** What of a variant changes when words of its texts are replaced; empty for nothing. */
export function replacedFields(content: VariantContent, changes: ReadonlyMap<string, readonly Replacement[]>): Partial<Pick<VariantContent, 'title' | 'blocks' | 'link' | 'media' | 'firstComment'>> {
  const of = (field: TextField): readonly Replacement[] => changes.get(fieldKey(field)) ?? [];
  const media = content.media.map((item, index) => ({ ...item, alt: replaceInText(item.alt, of({ name: 'alt', index })) }));
  return {
    ...(of({ name: 'title' }).length > 0 ? { title: replaceInText(content.title, of({ name: 'title' })) } : {}),
    ...(of({ name: 'text' }).length > 0 ? { blocks: replaceInBlocks(content.blocks, of({ name: 'text' })) as VariantContent['blocks'] } : {}),
    ...(of({ name: 'link' }).length > 0 ? { link: replaceInText(content.link, of({ name: 'link' })) } : {}),
    ...(media.some((item, index) => item.alt !== content.media[index]?.alt) ? { media } : {}),
    ...(of({ name: 'firstComment' }).length > 0 ? { firstComment: replaceInText(content.firstComment, of({ name: 'firstComment' })) } : {}),
  };
}
