/**
 * Undo or redo where the focus is. A rich text keeps a history of its own and listens for the input
 * event that the browser sends when it has something to undo; here it is sent always, because the
 * browser knows nothing of what the editor did itself, such as a paste. A field has the browser's history.
 */
export function stepHistory(step: 'undo' | 'redo'): void {
  const { activeElement } = document;
  const isField = activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement;
  if (!isField && activeElement instanceof HTMLElement && activeElement.isContentEditable) {
    activeElement.dispatchEvent(new InputEvent('beforeinput', { inputType: step === 'undo' ? 'historyUndo' : 'historyRedo', bubbles: true, cancelable: true }));
  } else {
    document.execCommand(step);
  }
}
