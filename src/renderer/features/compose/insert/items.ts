import type { ChannelProfile } from '#shared/channels/types.ts';
import type { Setting } from '#shared/domain/settings.ts';
import type { Language } from '#shared/domain/ids.ts';
import { SPECIAL_CHARACTERS } from '#shared/insert/characters.ts';
import { hashtagsOf, isFor } from '#shared/insert/hashtag-groups.ts';
import { mentionOf } from '#shared/insert/mentions.ts';
import { fillVariables, type KnownValues } from '#shared/insert/variables.ts';

/** In the order of the list. */
export const INSERT_KINDS = ['template', 'closing-line', 'hashtag-group', 'handle', 'character', 'emoji'] as const;
export type InsertKind = (typeof INSERT_KINDS)[number];

/** Something that can be put into a text. */
export interface InsertItem {
  /** The same in the next session, so that what was used last can be told. */
  readonly id: string;
  readonly kind: InsertKind;
  readonly names: Readonly<Record<Language, string>>;
  /** Further words by which it is found. */
  readonly words: readonly string[];
  readonly text: string;
}

export const CHARACTER_ITEMS: readonly InsertItem[] = SPECIAL_CHARACTERS.map(({ text, ko, en }) => ({
  id: `character:${text}`,
  kind: 'character',
  names: { ko: ko[0], en: en[0] },
  words: [...ko.slice(1), ...en.slice(1)],
  text,
}));

/** Which text is being written. */
export interface InsertPlace {
  /** Of the variant; null for the common text, which belongs to no channel. */
  readonly profile: Pick<ChannelProfile, 'id' | 'entities'> | null;
  readonly language: Language;
  readonly known: KnownValues;
}

/** What a newsroom keeps for inserting. */
export interface Kept {
  readonly templates: readonly Setting<'template'>[];
  readonly closingLines: readonly Setting<'closing-line'>[];
  readonly groups: readonly Setting<'hashtag-group'>[];
  readonly handles: readonly Setting<'handle'>[];
}

/** What of it can go into a text there: in its language, for its channel, each name in the form that counts on it. */
export function keptItems({ templates, closingLines, groups, handles }: Kept, { profile, language, known }: InsertPlace): readonly InsertItem[] {
  const item = (kind: InsertKind, key: string, text: string, en: string = key, words: readonly string[] = []): InsertItem => ({ id: `${kind}:${key}`, kind, names: { ko: key, en }, words, text });
  const texts = (kind: 'template' | 'closing-line', settings: Kept['templates'] | Kept['closingLines']): InsertItem[] =>
    settings.flatMap(({ key, value }) => (value[language].trim() === '' || !isFor(value.channels, profile) ? [] : [item(kind, key, fillVariables(value[language], known))]));
  return [
    ...texts('template', templates),
    ...texts('closing-line', closingLines),
    ...groups.flatMap(({ key, value }) => {
      const tags = hashtagsOf(value, profile, language);
      return tags === null ? [] : [item('hashtag-group', key, tags, key, [...value.ko, ...value.en])];
    }),
    ...handles.map(({ key, value }) => item('handle', key, mentionOf(key, value, profile, language), value.en === '' ? key : value.en, Object.values(value.handles))),
  ];
}
