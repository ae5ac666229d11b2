import { channelProfile } from '#shared/channels/registry.ts';
import type { Blocks } from '#shared/document/blocks.ts';
import { normalizeBlocks } from '#shared/document/normalize.ts';
import { parseBlocks } from '#shared/document/parse-blocks.ts';
import { blockText, blocksFromText, plainText } from '#shared/document/plain-text.ts';
import type { StoryContent, VariantContent } from '#shared/domain/content.ts';
import type { ChannelId, Language } from '#shared/domain/ids.ts';
import { refuse } from '../refusal.ts';

/** The most text of one document, in UTF-16 units: more is refused, and never cut. */
const MAX_DOCUMENT = 1_000_000;

/** A text as a channel may hold it: where it has no rich text, every block is a paragraph. Refuses with `too-large`. */
export function blocksForChannel(blocks: Blocks, channel: ChannelId): VariantContent['blocks'] {
  checkSize(blocks);
  return parseBlocks(blocks, { richText: channelProfile(channel).richText });
}

/** Refuses with `too-large`. */
export function checkSize(blocks: Blocks): void {
  if (blocks.reduce((sum, block) => sum + blockText(block).length + 1, 0) > MAX_DOCUMENT) refuse('too-large');
}

/** The story's common text as a linked variant of this channel has it. List markers stay as characters where there are no lists. */
export function commonBlocks(story: StoryContent, channel: ChannelId, language: Language): VariantContent['blocks'] {
  const common: Blocks = story.common[language];
  if (channelProfile(channel).richText) return blocksForChannel(common, channel);
  return normalizeBlocks(blocksFromText(plainText(common.filter((block) => block.type !== 'image'))));
}
