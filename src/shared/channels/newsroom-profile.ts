import type { Setting } from '../domain/settings.ts';
import type { Account } from '../domain/workspace.ts';
import { type FigureOverride, ofKind, withOverrides } from './figures.ts';
import { type ChannelProfile, channelProfile } from './registry.ts';

/** What a newsroom has said of its channels: its own figures, and of which kind its accounts are. */
export interface ChannelSettings {
  readonly figures: readonly Setting<'figure'>[];
  readonly kinds: readonly Setting<'account-kind'>[];
}

export type ProfileOf = (account: Pick<Account, 'id' | 'channel'>) => ChannelProfile;

/** The key under which a newsroom's own figure of a channel is kept. */
export function figureKey(channel: string, name: string): string {
  return `${channel}/${name}`;
}

/**
 * Answers which rules an account is held to: its channel's, of the account's kind, with the newsroom's own figures before
 * anything else. The same account gets the same object for as long as the answerer lives.
 */
export function newsroomProfiles({ figures, kinds }: ChannelSettings): ProfileOf {
  const known = new Map<string, ChannelProfile>();
  return ({ id, channel }) => {
    const key = `${channel} ${id}`;
    const profile = known.get(key) ?? withOverrides(ofKind(channelProfile(channel), kindOf(kinds, id)), overridesOf(figures, channel));
    known.set(key, profile);
    return profile;
  };
}

/** The kind of an account; empty for the channel's ordinary one. */
export function kindOf(kinds: ChannelSettings['kinds'], account: string): string {
  return kinds.find(({ key }) => key === account)?.value ?? '';
}

function overridesOf(figures: ChannelSettings['figures'], channel: string): FigureOverride[] {
  const prefix = figureKey(channel, '');
  return figures.flatMap(({ key, value }) => (key.startsWith(prefix) ? [{ name: key.slice(prefix.length), ...value }] : []));
}
