import { z } from 'zod';
import { Blocks } from '../document/blocks.ts';
import { ChannelId } from './channel-id.ts';
import { Id, Instant, Language, Sha256 } from './ids.ts';
import { Purpose } from './purpose.ts';

/** A picture attached to a post. The empty alternative text is allowed only where `decorative` says so on purpose. */
export const MediaItem = z.strictObject({ sha256: Sha256, alt: z.string().max(4_086), decorative: z.boolean() });
export type MediaItem = z.infer<typeof MediaItem>;

/**
 * Everything a reader of the channel could see, and nothing else: what an approval binds.
 * Its canonical JSON is what `contentHash` is the SHA-256 of. Text is NFC.
 */
export const VariantContent = z.strictObject({
  schema: z.literal(1),
  workspace: Id,
  story: Id,
  variant: Id,
  channel: ChannelId,
  account: Id,
  language: Language,
  /** The headline of a blog post; empty for channels without one. */
  title: z.string().max(500),
  blocks: Blocks,
  /** The link whose card is attached; empty for none. */
  link: z.string().max(4_096),
  media: z.array(MediaItem).max(20),
  firstComment: z.string().max(10_000),
});
export type VariantContent = z.infer<typeof VariantContent>;

export const ContentKind = z.enum(['administration', 'non-administration']);
export type ContentKind = z.infer<typeof ContentKind>;

export { Purpose };

/** A story's own fields. `common` is the text that linked variants follow until their first edit. */
export const StoryContent = z.strictObject({
  schema: z.literal(1),
  workspace: Id,
  story: Id,
  title: z.string().max(500),
  brief: z.string().max(2_000_000),
  kind: ContentKind,
  purpose: Purpose,
  labels: z.array(z.string().max(60)).max(50),
  due: Instant.nullable(),
  common: z.strictObject({ ko: Blocks, en: Blocks }),
});
export type StoryContent = z.infer<typeof StoryContent>;
