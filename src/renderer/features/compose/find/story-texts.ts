import { blocksFromText, plainText } from '#shared/document/plain-text.ts';
import type { VariantDetail, VariantRow } from '#shared/contract/views.ts';
import type { Language } from '#shared/domain/ids.ts';
import { fieldKey, fieldsOf, replacedFields, type TextField } from '#shared/find/fields.ts';
import { findMatches, type FindOptions, type Match, replacementOf } from '#shared/find/matches.ts';
import { replaceInBlocks, type Replacement } from '#shared/find/replace-in-blocks.ts';
import type { StoryDraft, VariantDraft } from '../draft/drafts.ts';

/** A text of the story that words are looked for in: the common one of a language, or a variant with all its fields. */
export type StoryText =
  | { readonly kind: 'common'; readonly key: string; readonly language: Language; readonly draft: StoryDraft; /** How many variants follow it. */ readonly followers: number }
  | { readonly kind: 'variant'; readonly key: string; readonly language: Language; readonly row: VariantRow; readonly draft: VariantDraft };

export interface Place {
  readonly key: string;
  readonly field: TextField;
  readonly text: string;
  readonly match: Match;
}

/** Every text of a story that can be written in. A variant that follows the common text has that one's words, and gives only its other fields. */
export function storyTexts(story: StoryDraft, languages: readonly Language[], variants: readonly { readonly detail: VariantDetail; readonly draft: VariantDraft }[]): StoryText[] {
  const open = variants.filter(({ detail }) => detail.row.status.status !== 'archived');
  const follows = (language: Language): number => open.filter(({ detail: { row } }) => row.linked && row.language === language).length;
  return [
    ...languages.map((language): StoryText => ({ kind: 'common', key: `common:${language}`, language, draft: story, followers: follows(language) })),
    ...open.map(({ detail: { row }, draft }): StoryText => ({ kind: 'variant', key: row.id, language: row.language, row, draft })),
  ];
}

/** The places of one text, in the order of its fields. */
export function placesOf(text: StoryText, query: string, options: FindOptions): Place[] {
  return searched(text).flatMap(({ field, text: words }) =>
    findMatches(words, query, options).map((match) => ({ key: `${text.key}|${fieldKey(field)}|${match.start}`, field, text: words, match })),
  );
}

function searched(text: StoryText): readonly { readonly field: TextField; readonly text: string }[] {
  if (text.kind === 'common') return [{ field: { name: 'text' }, text: plainText(text.draft.content().common[text.language]) }];
  return fieldsOf(text.draft.content()).filter(({ field }) => field.name !== 'text' || !text.row.linked);
}

/** Replaces at these places of one text; answers what puts everything back as it was, as far as nobody has written there since. */
export function replaceAt(text: StoryText, places: readonly Place[], replacement: string): () => void {
  const changes = new Map<string, Replacement[]>();
  for (const { field, match } of places) {
    const { text: put, takes } = replacementOf(match, replacement);
    const key = fieldKey(field);
    changes.set(key, [...(changes.get(key) ?? []), { start: match.start, end: match.end + takes, text: put }]);
  }
  if (text.kind === 'common') {
    const { draft, language } = text;
    const before = draft.content().common[language];
    const after = replaceInBlocks(before, changes.get('text') ?? []);
    draft.edit({ common: { [language]: after } });
    return () => {
      if (plainText(draft.content().common[language]) === plainText(after)) draft.edit({ common: { [language]: before } });
    };
  }
  const { draft } = text;
  const before = draft.content();
  const patch = replacedFields(before, changes);
  draft.edit(patch);
  return () => {
    const now = draft.content();
    const same = (field: keyof typeof patch): boolean => (field === 'blocks' ? plainText(now.blocks) === plainText(patch.blocks ?? blocksFromText('')) : JSON.stringify(now[field]) === JSON.stringify(patch[field]));
    const back = Object.fromEntries((Object.keys(patch) as (keyof typeof patch)[]).filter(same).map((field) => [field, before[field]]));
    if (Object.keys(back).length > 0) draft.edit(back);
  };
}
