import type { ChannelId } from '../domain/ids.ts';
import { blog } from './blog.ts';
import { facebook } from './facebook.ts';
import { instagram } from './instagram.ts';
import { kakaostory } from './kakaostory.ts';
import type { ChannelProfile } from './types.ts';
import { x } from './x.ts';

/** A new channel is its own file, its id in the domain, and a line here; the compiler asks for all three. */
const PROFILES: Readonly<Record<ChannelId, ChannelProfile>> = { x, instagram, facebook, kakaostory, blog };

/** Every channel, in the order in which they are offered. */
export const CHANNELS: readonly ChannelProfile[] = Object.values(PROFILES);

export function channelProfile(id: ChannelId): ChannelProfile {
  return PROFILES[id];
}
