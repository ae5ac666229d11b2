import { utf8ToBytes } from '@noble/hashes/utils.js';
import { channelProfile } from '../channels/registry.ts';
import { postTexts } from '../channels/thread-posts.ts';
import type { VariantContent } from '../domain/content.ts';
import type { Id, Language, Sha256 } from '../domain/ids.ts';
import type { Blocks } from './blocks.ts';
import { canonicalJson } from './canonical.ts';
import { toHtml } from './html.ts';
import { normalizeContent } from './normalize.ts';
import { plainText } from './plain-text.ts';

/** Exactly what a channel receives for one variant, and nothing that it does not. */
export type Payload = {
  readonly account: Id;
  readonly language: Language;
  readonly title: string;
  readonly text: string;
  /** The posts of a thread after the first, which is `text`. Absent where there is one post, so that its bytes are those of ever. */
  readonly thread?: readonly string[];
  /** For a channel with rich text; null for the others. */
  readonly html: string | null;
  readonly link: string;
  readonly media: readonly { readonly sha256: Sha256; readonly alt: string }[];
  readonly firstComment: string;
};

/** The payload of a content. Two contents with one hash have one payload, byte for byte. */
export function payloadOf(content: VariantContent): Payload {
  const normal = normalizeContent(content);
  const blocks: Blocks = normal.blocks;
  const profile = channelProfile(normal.channel);
  const whole = plainText(blocks);
  const [text = '', ...thread] = profile.hasThread ? postTexts(whole) : [whole];
  return {
    account: normal.account,
    language: normal.language,
    title: normal.title,
    text,
    ...(thread.length === 0 ? {} : { thread }),
    html: profile.richText ? toHtml(blocks) : null,
    link: normal.link,
    media: normal.media.map(({ sha256, alt, decorative }) => ({ sha256, alt: decorative ? '' : alt })),
    firstComment: normal.firstComment,
  };
}

/** The payload's byte form: the UTF-8 of its canonical JSON. Two payloads are the same post exactly when these bytes are equal. */
export function payloadBytes(payload: Payload): Uint8Array {
  return utf8ToBytes(canonicalJson(payload));
}

/** Every asset that a content refers to, once, attached media first: the bytes that must be there before it may be approved. */
export function assetsOf(content: VariantContent): Sha256[] {
  const found = new Set(content.media.map((item) => item.sha256));
  for (const block of content.blocks) if (block.type === 'image') found.add(block.sha256);
  return [...found];
}
