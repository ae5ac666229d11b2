import { CHANNEL_IDS, channelProfile } from '#shared/channels/registry.ts';
import { ClosingLineSetting, HandleSetting, HashtagGroupSetting, TemplateSetting } from '#shared/domain/insert-setting.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import { isTag, tagsIn } from '#shared/insert/hashtag-groups.ts';
import { isMention, takesMentions } from '#shared/insert/mentions.ts';

/** The lists of what a newsroom keeps for inserting. */
export const INSERT_LISTS = ['handle', 'hashtag-group', 'template', 'closing-line'] as const;
export type InsertList = (typeof INSERT_LISTS)[number];

/** Where a handle can be given. */
export const MENTION_CHANNELS: readonly ChannelId[] = CHANNEL_IDS.filter((id) => takesMentions(channelProfile(id)));

/** One entry of any of the lists as its fields have it; a list has some of them. */
export interface InsertForm {
  readonly name: string;
  /** The text of either language; tags as they are typed; for a handle, `en` is the English name. */
  readonly ko: string;
  readonly en: string;
  readonly kind: HandleSetting['kind'];
  readonly handles: Readonly<Record<string, string>>;
  readonly channels: readonly string[];
}

export const EMPTY_FORM: InsertForm = { name: '', ko: '', en: '', kind: 'department', handles: {}, channels: [] };

/** What keeps an entry from being kept; `handle` by channel. */
export interface FormTroubles {
  readonly name?: 'missing';
  readonly text?: 'missing' | { readonly badTag: string };
  readonly handles: readonly string[];
}

/** As it is kept. */
export interface InsertEntry {
  readonly key: string;
  readonly value: HandleSetting | HashtagGroupSetting | TemplateSetting | ClosingLineSetting;
}

/** An entry in its fields; null when it is none of that list. */
export function formOf(list: InsertList, key: string, value: unknown): InsertForm | null {
  if (list === 'handle') {
    const parsed = HandleSetting.safeParse(value);
    return parsed.success ? { ...EMPTY_FORM, name: key, ...parsed.data } : null;
  }
  if (list === 'hashtag-group') {
    const parsed = HashtagGroupSetting.safeParse(value);
    if (!parsed.success) return null;
    const written = (tags: readonly string[]): string => tags.map((tag) => `#${tag}`).join(' ');
    return { ...EMPTY_FORM, name: key, ko: written(parsed.data.ko), en: written(parsed.data.en), channels: parsed.data.channels };
  }
  const parsed = (list === 'template' ? TemplateSetting : ClosingLineSetting).safeParse(value);
  return parsed.success ? { ...EMPTY_FORM, name: key, ...parsed.data } : null;
}

/** The entry that the fields make, or what is wrong with them. Composed (NFC), as settings are kept. */
export function entryOf(list: InsertList, form: InsertForm): InsertEntry | { readonly troubles: FormTroubles } {
  const key = composed(form.name);
  const name = key === '' ? ({ name: 'missing' } as const) : {};
  const channels = [...form.channels];
  if (list === 'handle') {
    const handles = Object.fromEntries(Object.entries(form.handles).flatMap(([channel, written]) => (written.trim() === '' ? [] : [[channel, handleOf(written)]])));
    const wrong = MENTION_CHANNELS.filter((id) => handles[id] !== undefined && !isMention(channelProfile(id), handles[id]));
    if (key === '' || wrong.length > 0) return { troubles: { ...name, handles: wrong } };
    return { key, value: { kind: form.kind, en: composed(form.en), handles } };
  }
  if (list === 'hashtag-group') {
    const [ko, en] = [[...tagsIn(form.ko)], [...tagsIn(form.en)]];
    const badTag = [...ko, ...en].find((tag) => !isTag(tag));
    const text = badTag === undefined ? (ko.length + en.length === 0 ? ({ text: 'missing' } as const) : {}) : { text: { badTag } };
    return key === '' || 'text' in text ? { troubles: { ...name, ...text, handles: [] } } : { key, value: { ko, en, channels } };
  }
  const [ko, en] = [form.ko, form.en].map((text) => text.trim().normalize('NFC')) as [string, string];
  if (key === '' || ko + en === '') return { troubles: { ...name, ...(ko + en === '' ? { text: 'missing' as const } : {}), handles: [] } };
  return { key, value: { ko, en, channels } };
}

function composed(text: string): string {
  return text.trim().normalize('NFC');
}

/** With its @, which people leave away. */
function handleOf(written: string): string {
  const handle = composed(written);
  return handle.startsWith('@') ? handle : `@${handle}`;
}

/** What stands beside the name in the list. */
export function summaryOf(list: InsertList, form: InsertForm): string {
  const parts = list === 'handle' ? [form.en, ...Object.values(form.handles)] : [form.ko, form.en];
  return [...new Set(parts.map((part) => part.replaceAll(/\s+/gu, ' ').trim()).filter((part) => part !== ''))].join(' · ');
}
