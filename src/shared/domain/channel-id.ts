import { z } from 'zod';
import { CHANNEL_IDS } from '../channels/registry.ts';

/** The channels that are registered (channels/registry.ts). */
export const ChannelId = z.enum(CHANNEL_IDS);
export type ChannelId = z.infer<typeof ChannelId>;
