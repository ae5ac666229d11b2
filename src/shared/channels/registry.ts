import { blog } from './profiles/blog.ts';
import { bluesky } from './profiles/bluesky.ts';
import { facebook } from './profiles/facebook.ts';
import { instagram } from './profiles/instagram.ts';
import { kakaochannel } from './profiles/kakaochannel.ts';
import { kakaostory } from './profiles/kakaostory.ts';
import { linkedin } from './profiles/linkedin.ts';
import { mastodon } from './profiles/mastodon.ts';
import { naverblog } from './profiles/naverblog.ts';
import { threads } from './profiles/threads.ts';
import { website } from './profiles/website.ts';
import { x } from './profiles/x.ts';
import { youtube } from './profiles/youtube.ts';
import type { ChannelProfile as Profile } from './types.ts';

/**
 * Every channel, in the order in which they are offered. A new one is its file in profiles/ and a line at the end of this list:
 * its id, its names in both languages, its counter, its checks and its sandbox follow; how its page looks is asked for by the
 * compiler (shared/preview/looks.ts and the renderer's `PREVIEWS`). The order is kept by stored lists (read-models/story-row.ts), so that a line may be added and none may move.
 */
const PROFILES = [x, instagram, facebook, kakaostory, blog, threads, kakaochannel, naverblog, website, bluesky, mastodon, linkedin, youtube] as const;

export type ChannelId = (typeof PROFILES)[number]['id'];
export type ChannelProfile = Profile<ChannelId>;

/** The version of the rule pack: the day on which a figure or a rule was last changed, and which change of that day. */
export const RULES_VERSION = '2026-11-27.1';

export const CHANNELS: readonly ChannelProfile[] = PROFILES;

export const CHANNEL_IDS: readonly ChannelId[] = PROFILES.map(({ id }) => id);

const BY_ID = Object.fromEntries(PROFILES.map((profile) => [profile.id, profile])) as Readonly<Record<ChannelId, ChannelProfile>>;

export function channelProfile(id: ChannelId): ChannelProfile {
  return BY_ID[id];
}

/** The names of all channels in a language, by id. */
export function channelNames(language: 'ko' | 'en'): Readonly<Record<ChannelId, string>> {
  return Object.fromEntries(PROFILES.map(({ id, name }) => [id, name[language]])) as Readonly<Record<ChannelId, string>>;
}

/** Each channel in two letters, by id. */
export function channelBadges(): Readonly<Record<ChannelId, string>> {
  return Object.fromEntries(PROFILES.map(({ id, badge }) => [id, badge])) as Readonly<Record<ChannelId, string>>;
}
