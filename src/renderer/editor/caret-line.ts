import { Editor, Range } from 'slate';
import { ReactEditor } from 'slate-react';
import { blockText, pointToOffset } from '#shared/document/plain-text.ts';
import { liveBlocks } from './live-blocks.ts';
import { blocksOf, type TextEditor } from './slate-types.ts';

/** A line of the text as far as the caret. */
export interface CaretLine {
  /** As it stands on the screen, with the syllable under composition. */
  readonly text: string;
  /** Where the line begins in the plain text, in UTF-16 units. */
  readonly start: number;
}

/**
 * What stands before the caret in its line; null without a caret, with something selected, and at a picture. The caret is the
 * model's: right after a change the screen does not have it yet.
 */
export function lineBeforeCaret(editor: TextEditor): CaretLine | null {
  const { selection } = editor;
  if (selection === null || Range.isExpanded(selection)) return null;
  const index = selection.focus.path[0] ?? 0;
  const blocks = blocksOf(editor);
  const block = blocks[index];
  const shown = liveBlocks(editor)[index];
  if (block === undefined || shown === undefined || block.type === 'image') return null;
  const start = pointToOffset(blocks, Editor.start(editor, [index]));
  // The caret of the model stands where the syllable begins; on the screen it stands behind it.
  const composed = blockText(shown).length - blockText(block).length;
  return { start, text: blockText(shown).slice(0, pointToOffset(blocks, selection.focus) - start + composed) };
}

/** The element that people write in; null while it is not on the page. */
export function editableOf(editor: TextEditor): HTMLElement | null {
  try {
    return ReactEditor.toDOMNode(editor, editor);
  } catch {
    return null;
  }
}
