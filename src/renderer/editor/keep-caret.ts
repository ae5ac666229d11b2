import { Editor, Range, Transforms } from 'slate';
import { ReactEditor } from 'slate-react';
import { isComposing } from './composition.ts';
import type { TextEditor } from './slate-types.ts';

/**
 * Gives the caret back with the focus. A browser that focuses an editable element from a script (a
 * dialog that closes, F6) or by Tab puts the caret at its beginning; and slate-react hears of a
 * caret that moved up to 100 ms late, which is too late when the focus goes at once. A press of the
 * mouse is not disturbed: it places its caret after the focus has come.
 */
export function keepCaret(root: HTMLElement, editor: TextEditor): () => void {
  const leave = (event: FocusEvent): void => {
    const range = isEditable(event.target) && !isComposing(editor) ? shownSelection(editor, event.target) : null;
    if (range !== null && !(editor.selection !== null && Range.equals(editor.selection, range))) Transforms.select(editor, range);
  };
  const come = (event: FocusEvent): void => {
    const { selection } = editor;
    if (!isEditable(event.target) || isComposing(editor) || selection === null) return;
    const anchor = ReactEditor.resolveDOMPoint(editor, selection.anchor);
    const focus = ReactEditor.resolveDOMPoint(editor, selection.focus);
    if (anchor !== null && focus !== null) document.getSelection()?.setBaseAndExtent(...anchor, ...focus);
  };
  root.addEventListener('focusout', leave, true);
  root.addEventListener('focusin', come, true);
  return () => {
    root.removeEventListener('focusout', leave, true);
    root.removeEventListener('focusin', come, true);
  };
}

function isEditable(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.isContentEditable;
}

function shownSelection(editor: TextEditor, editable: HTMLElement): Range | null {
  const selection = document.getSelection();
  if (selection === null || selection.rangeCount === 0 || !editable.contains(selection.anchorNode) || !editable.contains(selection.focusNode)) return null;
  // An editor that is just being taken off the page (the window becomes narrow) loses its focus after its place.
  if (ReactEditor.resolveDOMPoint(editor, Editor.start(editor, [])) === null) return null;
  return ReactEditor.toSlateRange(editor, selection, { exactMatch: false, suppressThrow: true });
}
