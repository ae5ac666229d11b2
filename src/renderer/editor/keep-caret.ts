import { Editor, Range, Transforms } from 'slate';
import { IS_FOCUSED } from 'slate-dom';
import { ReactEditor } from 'slate-react';
import { pointToOffset } from '#shared/document/plain-text.ts';
import { isComposing } from './composition.ts';
import { blocksOf, type TextEditor } from './slate-types.ts';

/**
 * Gives the caret back with the focus. A browser that focuses an editable element from a script (a
 * dialog that closes, F6) or by Tab puts the caret at its beginning; and slate-react hears of a
 * caret that moved up to 100 ms late, which is too late when the focus goes at once. A press of the
 * mouse is not disturbed: it places its caret after the focus has come.
 *
 * What the keyboard does with the caret is the model's at once: each render of the text puts the caret
 * where the model has it, and would take back what Shift and the arrow keys had selected since.
 */
export function keepCaret(root: HTMLElement, editor: TextEditor): () => void {
  const leave = (event: FocusEvent): void => {
    // slate-react (0.146.1) hears of no blur in the task in which it places the caret; it would take the text for focused, give it no
    // focus any more, and take that of others with its next render. When the window itself loses the focus the text keeps it, and so
    // does an editor that is made anew.
    if (isEditable(event.target) && document.activeElement !== event.target && !within(root, event.relatedTarget) && isOnPage(editor)) IS_FOCUSED.delete(editor);
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
  let byKey = false;
  const press = (event: Event): void => void (byKey = event.type === 'keydown');
  const learn = (): void => {
    const focused = document.activeElement;
    if (isEditable(focused) && root.contains(focused) && !isComposing(editor)) learnCaret(editor, focused);
  };
  // A mouse that draws a selection moves it more often than the editor should be rendered; slate-react's own pace does for that.
  const follow = (): void => {
    if (byKey) learn();
  };
  learners.set(editor, learn);
  root.addEventListener('focusout', leave, true);
  root.addEventListener('focusin', come, true);
  for (const kind of ['keydown', 'pointerdown']) root.addEventListener(kind, press, true);
  document.addEventListener('selectionchange', follow);
  return () => {
    learners.delete(editor);
    root.removeEventListener('focusout', leave, true);
    root.removeEventListener('focusin', come, true);
    for (const kind of ['keydown', 'pointerdown']) root.removeEventListener(kind, press, true);
    document.removeEventListener('selectionchange', follow);
  };
}

const learners = new WeakMap<TextEditor, () => void>();

/** Before a change from outside: it puts the caret where the model has it. */
export function learnCaretNow(editor: TextEditor): void {
  learners.get(editor)?.();
}

/**
 * The caret or selection as it is on the screen becomes the model's. For the moment in which a syllable begins: what was
 * selected in the 100 ms before would stay beside it, and after an arrow key it would land where the caret was (slate-react
 * deletes and inserts where the model is). The same place in another run is left alone, since bold may be waiting there.
 */
export function learnCaret(editor: TextEditor, editable: HTMLElement): void {
  const shown = shownSelection(editor, editable);
  if (shown === null) return;
  const { selection } = editor;
  if (selection !== null && Range.equals(selection, shown)) return;
  const blocks = blocksOf(editor);
  const same = selection !== null && (['anchor', 'focus'] as const).every((end) => pointToOffset(blocks, selection[end]) === pointToOffset(blocks, shown[end]));
  if (!same) Transforms.select(editor, shown);
}

/** An editor that is just being taken off the page (the window becomes narrow) loses its focus after its place. */
function isOnPage(editor: TextEditor): boolean {
  return ReactEditor.resolveDOMPoint(editor, Editor.start(editor, [])) !== null;
}

function within(root: HTMLElement, target: EventTarget | null): boolean {
  return target instanceof Node && root.contains(target);
}

function isEditable(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.isContentEditable;
}

function shownSelection(editor: TextEditor, editable: HTMLElement): Range | null {
  const selection = document.getSelection();
  if (selection === null || selection.rangeCount === 0 || !editable.contains(selection.anchorNode) || !editable.contains(selection.focusNode)) return null;
  if (!isOnPage(editor)) return null;
  return ReactEditor.toSlateRange(editor, selection, { exactMatch: false, suppressThrow: true });
}
