import { Editor, Transforms } from 'slate';
import type { Point as SlatePoint } from 'slate';
import { HistoryEditor } from 'slate-history';
import type { Block, Blocks } from '#shared/document/blocks.ts';
import { normalizeBlocks } from '#shared/document/normal-form.ts';
import { offsetToPoint, plainText, pointToOffset } from '#shared/document/plain-text.ts';
import { changeBetween, shiftOffset } from './text-change.ts';
import type { TextEditor } from './slate-types.ts';
import { blocksOf, toSlateBlocks } from './slate-types.ts';

/** Whether two documents say the same, whatever empty runs an editor keeps beside links. */
export function sameBlocks(a: Blocks, b: Blocks): boolean {
  return a === b || (a.length === b.length && a.every((block, index) => sameBlock(block, b[index])));
}

function sameBlock(a: Block, b: Block | undefined): boolean {
  return a === b || (b !== undefined && JSON.stringify(normalizeBlocks([a])) === JSON.stringify(normalizeBlocks([b])));
}

/**
 * Makes the editor show another version of its text (a merge, a restored revision, the common text
 * of a linked variant). Only the blocks that differ are replaced, the caret keeps its place in the
 * words around it, and the change is one step of undo, so that the history stays consistent.
 * Must not be called in mid-syllable: see `atSafeMoment`.
 */
export function replaceValue(editor: TextEditor, value: Blocks): void {
  const before = blocksOf(editor);
  if (sameBlocks(before, value)) return;
  const oldText = plainText(before);
  const caret = editor.selection;
  const offsets = caret === null ? null : { anchor: pointToOffset(before, caret.anchor), focus: pointToOffset(before, caret.focus) };

  let head = 0;
  while (head < before.length && head < value.length && sameBlock(before[head] as Block, value[head])) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < value.length - head && sameBlock(before.at(-1 - tail) as Block, value.at(-1 - tail))) tail += 1;

  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (let index = before.length - tail - 1; index >= head; index -= 1) Transforms.removeNodes(editor, { at: [index], voids: true });
      Transforms.insertNodes(editor, toSlateBlocks(value.slice(head, value.length - tail)), { at: [head] });
    });
    if (offsets === null) return;
    const change = changeBetween(oldText, plainText(blocksOf(editor)));
    Transforms.select(editor, { anchor: pointAt(editor, shiftOffset(change, offsets.anchor)), focus: pointAt(editor, shiftOffset(change, offsets.focus)) });
  });
}

/** The editor's point at an offset of its plain text. */
export function pointAt(editor: TextEditor, offset: number, bias: 'before' | 'after' = 'before'): SlatePoint {
  const point = offsetToPoint(blocksOf(editor), offset, bias);
  return { path: [...point.path], offset: point.offset };
}
