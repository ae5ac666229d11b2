import { z } from 'zod';
import { Sha256 } from '../domain/ids.ts';

/**
 * The document of a variant: a flat list of blocks, each with inline children.
 * Lists are flat items (not nested), so that the merge and the diff can treat every
 * block alike. The same shape is the value of the Slate editor.
 */
export const TextRun = z.strictObject({ text: z.string(), bold: z.literal(true).optional() });
export type TextRun = { readonly text: string; readonly bold?: true };

export const LinkRun = z.strictObject({ type: z.literal('link'), url: z.string().max(4096), children: z.array(TextRun).min(1) });
export type LinkRun = { readonly type: 'link'; readonly url: string; readonly children: readonly TextRun[] };

export type Inline = TextRun | LinkRun;

export const TEXT_BLOCK_TYPES = ['paragraph', 'heading-2', 'heading-3', 'quote', 'bulleted-item', 'numbered-item'] as const;
export type TextBlockType = (typeof TEXT_BLOCK_TYPES)[number];

export const TextBlock = z.strictObject({ type: z.enum(TEXT_BLOCK_TYPES), children: z.array(z.union([TextRun, LinkRun])).min(1) });
export type TextBlock = { readonly type: TextBlockType; readonly children: readonly Inline[] };

/** A picture in the text of a blog post; its bytes are an asset, kept by SHA-256. */
export const ImageBlock = z.strictObject({
  type: z.literal('image'),
  sha256: Sha256,
  alt: z.string(),
  children: z.tuple([z.strictObject({ text: z.literal('') })]),
});
export type ImageBlock = { readonly type: 'image'; readonly sha256: string; readonly alt: string; readonly children: readonly [{ readonly text: '' }] };

export const Block = z.union([TextBlock, ImageBlock]);
export type Block = TextBlock | ImageBlock;

/** The most blocks one document may hold; past it a paste or an import is refused rather than slow. */
export const MAX_BLOCKS = 5_000;
export type Blocks = readonly Block[];
/** Typed as read-only: the inferred type has mutable arrays and `bold?: undefined`, which nothing of ours may make. */
export const Blocks = z.array(Block).max(MAX_BLOCKS) as unknown as z.ZodType<Blocks, Blocks>;

export const EMPTY_BLOCKS: Blocks = [{ type: 'paragraph', children: [{ text: '' }] }];
