import { HistoryEditor } from 'slate-history';
import type { TextEditor } from './slate-types.ts';

/** A pause in typing longer than this begins a new step of undo. Milliseconds. */
export const UNDO_PAUSE_MS = 1_000;

/**
 * slate-history joins all typing in one place into a single step. A pause ends the step, so that
 * undo takes back the last thought and not the whole paragraph. A syllable arrives as one
 * insertion, so it is never split.
 */
export function withUndoSteps(editor: TextEditor, now: () => number): TextEditor {
  const { apply } = editor;
  let lastEdit = Number.NEGATIVE_INFINITY;
  editor.apply = (operation) => {
    if (operation.type !== 'set_selection') {
      const time = now();
      if (time - lastEdit > UNDO_PAUSE_MS) HistoryEditor.setSplittingOnce(editor, true);
      lastEdit = time;
    }
    apply(operation);
  };
  return editor;
}
