import type { ChannelProfile } from '../channels/types.ts';
import type { HashtagGroupSetting } from '../domain/insert-setting.ts';
import type { Language } from '../domain/ids.ts';
import { findHashtags } from '../language/text-entities.ts';

/** The tags of what a person wrote into one field: parted by spaces or commas, with or without #, each once. */
export function tagsIn(written: string): readonly string[] {
  const tags = written.normalize('NFC').split(/[\s,、，#＃]+/u).filter((tag) => tag !== '');
  return [...new Set(tags)];
}

/** Whether # before it makes a tag of the whole of it. */
export function isTag(tag: string): boolean {
  const [found] = findHashtags(`#${tag}`);
  return found !== undefined && found.text === `#${tag}`;
}

/**
 * The group as it is written into a text: the tags of the text's language, or of the other where it has none. Null where the
 * group is not for this channel, or the channel makes no tags. `profile` is null for a text that belongs to no channel.
 */
export function hashtagsOf(group: HashtagGroupSetting, profile: Pick<ChannelProfile, 'id' | 'entities'> | null, language: Language): string | null {
  if (!isFor(group.channels, profile)) return null;
  const own = group[language];
  const tags = own.length > 0 ? own : group[language === 'ko' ? 'en' : 'ko'];
  const written = tags.map((tag) => `#${tag}`).filter((tag) => profile === null || profile.entities(tag).some(({ kind }) => kind === 'hashtag'));
  return written.length === 0 ? null : written.join(' ');
}

/** Whether something is offered on a channel: what names none is for all, and a text without a channel takes everything. */
export function isFor(channels: readonly string[], profile: Pick<ChannelProfile, 'id'> | null): boolean {
  return profile === null || channels.length === 0 || channels.includes(profile.id);
}
