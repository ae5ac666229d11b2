import type { MediaItem, StoryContent, VariantContent } from '../domain/content.ts';
import { normalizeBlocks, normalizeText, normalizeUrl } from './normal-form.ts';

export { normalizeBlocks, normalizeText } from './normal-form.ts';
export { parseBlocks } from './parse-blocks.ts';

function normalizeMedia(item: MediaItem): MediaItem {
  return { sha256: item.sha256, alt: normalizeText(item.alt), decorative: item.decorative };
}

function isVariant(content: VariantContent | StoryContent): content is VariantContent {
  return 'variant' in content;
}

/**
 * The one form of a content: what `contentHash` is taken of and what is stored in a revision.
 * Text that a reader sees is NFC; addresses keep their bytes, as a server may tell NFD from NFC.
 * Nothing is trimmed. The fields are listed, so that a stray property never reaches the hash.
 */
export function normalizeContent<T extends VariantContent | StoryContent>(content: T): T;
export function normalizeContent(content: VariantContent | StoryContent): VariantContent | StoryContent {
  return isVariant(content) ? normalizeVariant(content) : normalizeStory(content);
}

function normalizeVariant(content: VariantContent): VariantContent {
  return {
    schema: content.schema,
    workspace: content.workspace,
    story: content.story,
    variant: content.variant,
    channel: content.channel,
    account: content.account,
    language: content.language,
    title: normalizeText(content.title),
    blocks: normalizeBlocks(content.blocks),
    link: normalizeUrl(content.link),
    media: content.media.map(normalizeMedia),
    firstComment: normalizeText(content.firstComment),
  };
}

function normalizeStory(content: StoryContent): StoryContent {
  return {
    schema: content.schema,
    workspace: content.workspace,
    story: content.story,
    title: normalizeText(content.title),
    brief: normalizeText(content.brief),
    kind: content.kind,
    purpose: content.purpose,
    labels: content.labels.map(normalizeText),
    due: content.due,
    common: {
      ko: normalizeBlocks(content.common.ko),
      en: normalizeBlocks(content.common.en),
    },
  };
}
