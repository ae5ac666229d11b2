import { z } from 'zod';

/** Ids are UUIDs (version 7), made by the client. Order is never taken from them. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** Lower-case hexadecimal SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export type Sha256 = z.infer<typeof Sha256>;

/** An instant as ISO 8601 in UTC, with milliseconds: 2026-11-23T05:00:00.000Z. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;

export const Language = z.enum(['ko', 'en']);
export type Language = z.infer<typeof Language>;

/** Its values are in channel-id.ts: this file is in the preload script, which has no use for the channels' rules. */
export type { ChannelId } from '../channels/registry.ts';
