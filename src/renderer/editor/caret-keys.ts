import type { KeyboardEvent } from 'react';
import { Transforms } from 'slate';
import { ReactEditor } from 'slate-react';
import type { TextEditor } from './slate-types.ts';

/**
 * Home and End, with Shift and with Control: the caret moves in the DOM and in the model at once.
 *
 * Left to the browser, the model learns of the move by `selectionchange` and up to 100 ms late
 * (slate-react throttles it); a render in between puts the caret back. A syllable that the key has
 * just committed causes one, so that on a busy computer the next word landed where the caret was
 * before (seen with ibus-hangul). Answers whether it was such a key.
 */
export function moveToEdge(editor: TextEditor, event: KeyboardEvent): boolean {
  if ((event.key !== 'Home' && event.key !== 'End') || event.altKey || event.metaKey) return false;
  const selection = document.getSelection();
  if (selection === null || selection.anchorNode === null || !ReactEditor.hasDOMNode(editor, selection.anchorNode)) return false;
  selection.modify(event.shiftKey ? 'extend' : 'move', event.key === 'Home' ? 'backward' : 'forward', event.ctrlKey ? 'documentboundary' : 'lineboundary');
  const range = ReactEditor.toSlateRange(editor, selection, { exactMatch: false, suppressThrow: true });
  if (range === null) return false;
  event.preventDefault();
  Transforms.select(editor, range);
  // The line of the caret is in view; the ends of the document may not be.
  if (!event.ctrlKey) return true;
  const { focusNode } = selection;
  (focusNode instanceof Element ? focusNode : focusNode?.parentElement)?.scrollIntoView({ block: 'nearest' });
  return true;
}
