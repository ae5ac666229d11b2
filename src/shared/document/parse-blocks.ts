import type { Block, Blocks, Inline, TextBlockType } from './blocks.ts';
import { EMPTY_BLOCKS, MAX_BLOCKS, TEXT_BLOCK_TYPES } from './blocks.ts';
import { normalizeBlocks, normalizeText, textRun } from './normal-form.ts';
import { isSafeUrl } from './url.ts';

/** Deeper than this a fragment is not a document; what lies below is left out. */
const MAX_DEPTH = 32;
/** The most nodes that are looked at, and the most text that is kept (UTF-16 units), so that a hostile fragment costs little. */
const MAX_NODES = 100_000;
const MAX_TEXT = 2_000_000;

const SHA256 = /^[0-9a-f]{64}$/u;

type Walk = {
  readonly richText: boolean;
  nodes: number;
  text: number;
  readonly blocks: Block[];
  /** The runs of the block that is open, and its type. */
  open: { readonly type: TextBlockType; readonly children: Inline[] } | null;
};

/**
 * A document from a value of unknown origin (the Slate fragment of a paste, an old file). Never throws.
 *
 * Only what the schema names is taken: unknown elements become paragraphs with their text, unknown
 * properties are dropped, links keep their text and lose any address but http, https and mailto.
 * Depth, nodes, text and blocks are capped; what is past a cap is left out. Without `richText` every
 * block is a paragraph, without marks, links and images.
 */
export function parseBlocks(value: unknown, options: { readonly richText: boolean }): Blocks {
  const walk: Walk = { richText: options.richText, nodes: 0, text: 0, blocks: [], open: null };
  visit(walk, Array.isArray(value) ? value : [value], 0, 'paragraph', null);
  close(walk);
  if (walk.blocks.length === 0) return EMPTY_BLOCKS;
  return normalizeBlocks(walk.blocks.slice(0, MAX_BLOCKS));
}

function close(walk: Walk): void {
  if (walk.open !== null && walk.blocks.length < MAX_BLOCKS) walk.blocks.push({ type: walk.open.type, children: walk.open.children });
  walk.open = null;
}

/** A block begins inside the open one: what the open one has so far is a block; if it has nothing it was only a container. */
function interrupt(walk: Walk): void {
  const isEmpty = walk.open?.children.every((child) => 'text' in child && child.text === '') ?? true;
  if (isEmpty) walk.open = null;
  close(walk);
}

function visit(walk: Walk, nodes: readonly unknown[], depth: number, type: TextBlockType, url: string | null): void {
  if (depth > MAX_DEPTH) return;
  for (const node of nodes) {
    walk.nodes += 1;
    if (walk.nodes > MAX_NODES || walk.blocks.length >= MAX_BLOCKS) return;
    if (typeof node === 'string') addText(walk, node, false, type, url);
    else if (isRecord(node)) visitNode(walk, node, depth, type, url);
  }
}

function visitNode(walk: Walk, node: Readonly<Record<string, unknown>>, depth: number, type: TextBlockType, url: string | null): void {
  const text = own(node, 'text');
  if (typeof text === 'string') {
    addText(walk, text, own(node, 'bold') === true, type, url);
    return;
  }
  const children = own(node, 'children');
  const nested = Array.isArray(children) ? (children as readonly unknown[]) : [];
  const kind = own(node, 'type');
  if (kind === 'image') {
    addImage(walk, own(node, 'sha256'), own(node, 'alt'));
  } else if (kind === 'link') {
    const address = own(node, 'url');
    visit(walk, nested, depth + 1, type, walk.richText && typeof address === 'string' && isSafeUrl(address) ? address : null);
  } else {
    // An unknown inline element cannot be told from an unknown block; both become paragraphs.
    const inner = blockType(walk, kind, type);
    interrupt(walk);
    walk.open = { type: inner, children: [] };
    visit(walk, nested, depth + 1, inner, url);
    close(walk);
  }
}

/** The type of an element's block; inside an unknown container the container's own applies (a quote of paragraphs stays a quote). */
function blockType(walk: Walk, kind: unknown, inherited: TextBlockType): TextBlockType {
  if (!walk.richText) return 'paragraph';
  const known = TEXT_BLOCK_TYPES.find((candidate) => candidate === kind);
  return known === undefined || known === 'paragraph' ? inherited : known;
}

function addText(walk: Walk, text: string, bold: boolean, type: TextBlockType, url: string | null): void {
  const kept = normalizeText(text.slice(0, Math.max(0, MAX_TEXT - walk.text)));
  walk.text += text.length;
  walk.open ??= { type, children: [] };
  const run = textRun(kept, bold && walk.richText);
  walk.open.children.push(url === null ? run : { type: 'link', url, children: [run] });
}

function addImage(walk: Walk, sha256: unknown, alt: unknown): void {
  if (!walk.richText || typeof sha256 !== 'string' || !SHA256.test(sha256)) return;
  interrupt(walk);
  if (walk.blocks.length >= MAX_BLOCKS) return;
  walk.blocks.push({ type: 'image', sha256, alt: typeof alt === 'string' ? normalizeText(alt.slice(0, 4_086)) : '', children: [{ text: '' }] });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property only: a fragment must not reach anything through a prototype. */
function own(node: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(node, key) ? node[key] : undefined;
}
