import { Node, Text } from 'slate';
import { ReactEditor } from 'slate-react';
import type { Block, Blocks, Inline } from '#shared/document/blocks.ts';
import { isComposing } from './composition.ts';
import type { TextEditor } from './slate-types.ts';
import { blocksOf } from './slate-types.ts';

/** What Slate puts into an empty leaf so that a caret can stand in it. */
const FILLER = /\ufeff/gu;

/**
 * The document as it stands on the screen: Slate's value lacks the syllable under composition, so
 * the run that is being composed in is read from the DOM. For counters, previews and a save in
 * mid-syllable; the value that is final still comes with `onChange`.
 */
export function liveBlocks(editor: TextEditor): Blocks {
  const blocks = blocksOf(editor);
  if (!isComposing(editor)) return blocks;
  const anchor = document.getSelection()?.anchorNode ?? null;
  const leaf = (anchor instanceof Element ? anchor : anchor?.parentElement)?.closest('[data-slate-node="text"]') ?? null;
  if (leaf === null || !ReactEditor.hasDOMNode(editor, leaf)) return blocks;
  const node = ReactEditor.toSlateNode(editor, leaf);
  if (!Text.isText(node)) return blocks;
  const path = ReactEditor.findPath(editor, node);
  if (!Node.has(editor, path)) return blocks;
  return withText(blocks, path, (leaf.textContent ?? '').replace(FILLER, ''));
}

function withText(blocks: Blocks, path: readonly number[], text: string): Blocks {
  const [index = -1, childIndex = -1, runIndex = -1] = path;
  const block = blocks[index];
  if (block === undefined || block.type === 'image') return blocks;
  const children: Inline[] = block.children.map((child, position) => {
    if (position !== childIndex) return child;
    if (!('type' in child)) return { ...child, text };
    return { ...child, children: child.children.map((run, inner) => (inner === runIndex ? { ...run, text } : run)) };
  });
  const changed: Block = { type: block.type, children };
  return blocks.map((other, position) => (position === index ? changed : other));
}
