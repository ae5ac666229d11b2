import { ReactEditor } from 'slate-react';
import { atSafeMoment } from './composition.ts';
import type { TextEditor } from './slate-types.ts';

/**
 * Undo and redo that come as an input event, from a menu or from the browser's own history. They are
 * taken before slate-react hears of them: it would act at once, in mid-syllable too, where a change of
 * the text tears the composition down. A menu takes no key, so nothing has committed the syllable before.
 */
export function ownHistory(root: HTMLElement, editor: TextEditor): () => void {
  const listen = (event: InputEvent): void => {
    const step = event.inputType === 'historyUndo' ? editor.undo : event.inputType === 'historyRedo' ? editor.redo : null;
    // A field within the text, such as a picture's description, has a history of its own.
    if (step === null || !ReactEditor.hasEditableTarget(editor, event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    atSafeMoment(editor, step);
  };
  root.addEventListener('beforeinput', listen, true);
  return () => root.removeEventListener('beforeinput', listen, true);
}
