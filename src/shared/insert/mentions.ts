import type { ChannelData, ChannelProfile } from '../channels/types.ts';
import type { HandleSetting } from '../domain/insert-setting.ts';
import type { Language } from '../domain/ids.ts';

/** Whether people can be mentioned on a channel by what is typed; elsewhere a name is plain text. */
export function takesMentions({ grammar }: Pick<ChannelData, 'grammar'>): boolean {
  return grammar !== 'plain' && grammar !== 'links';
}

/** Whether a channel, by its own grammar, makes one mention of the whole of it. */
export function isMention({ entities }: Pick<ChannelProfile, 'entities'>, handle: string): boolean {
  const [first, ...others] = entities(handle);
  return others.length === 0 && first?.kind === 'mention' && first.start === 0 && first.end === handle.length;
}

/**
 * How a person or department is named in a text: by the handle on its channel, where the channel would make a mention of it;
 * else by the plain name in the text's language. `profile` is null for a text that belongs to no channel.
 */
export function mentionOf(name: string, { en, handles }: HandleSetting, profile: Pick<ChannelProfile, 'id' | 'entities'> | null, language: Language): string {
  const handle = profile === null ? undefined : handles[profile.id];
  if (profile !== null && handle !== undefined && isMention(profile, handle)) return handle;
  return language === 'en' && en !== '' ? en : name;
}
