import { z } from 'zod';

/** A channel by its id. Any word of that shape: a newer app may know channels that this one does not. */
const ChannelName = z.string().regex(/^[a-z]{1,40}$/u);
/** The channels that something is for; none for all of them. */
const Channels = z.array(ChannelName).max(50);

/** Who is mentioned, under the Korean name. A handle as it is written on its channel, with its @. */
export const HandleSetting = z.strictObject({
  kind: z.enum(['person', 'department']),
  /** The name in English; empty where there is none. */
  en: z.string().trim().max(200),
  handles: z.record(ChannelName, z.string().trim().min(1).max(200)),
});
export type HandleSetting = z.infer<typeof HandleSetting>;

const Tags = z.array(z.string().trim().min(1).max(100)).max(30);

/** Hashtags that go together, in their order and without their #, under the group's name. */
export const HashtagGroupSetting = z.strictObject({ ko: Tags, en: Tags, channels: Channels });
export type HashtagGroupSetting = z.infer<typeof HashtagGroupSetting>;

/** A text to begin with, in either language or both, under its name. What is to be filled in stands as {{…}} (insert/variables.ts). */
export const TemplateSetting = z.strictObject({ ko: z.string().max(8_000), en: z.string().max(8_000), channels: Channels });
export type TemplateSetting = z.infer<typeof TemplateSetting>;

/** A text to end with, under its name. */
export const ClosingLineSetting = z.strictObject({ ko: z.string().max(1_000), en: z.string().max(1_000), channels: Channels });
export type ClosingLineSetting = z.infer<typeof ClosingLineSetting>;
