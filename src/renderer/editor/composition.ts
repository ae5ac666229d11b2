import { ReactEditor } from 'slate-react';
import type { TextEditor } from './slate-types.ts';

/**
 * Knows whether a syllable is being composed, and keeps changes back until it is not.
 *
 * A Hangul syllable lives in the DOM only until it is committed; any change that renders its text
 * node again tears the composition down (slate-react 0.146). So everything that does not come from
 * the keyboard goes through `atSafeMoment`.
 */
interface State {
  composing: boolean;
  readonly held: (() => void)[];
}

const states = new WeakMap<TextEditor, State>();

function stateOf(editor: TextEditor): State {
  let state = states.get(editor);
  if (state === undefined) {
    state = { composing: false, held: [] };
    states.set(editor, state);
  }
  return state;
}

export function isComposing(editor: TextEditor): boolean {
  return stateOf(editor).composing || ReactEditor.isComposing(editor);
}

/** Runs the change now, or, in mid-syllable, as soon as the composition has ended; changes keep their order. */
export function atSafeMoment(editor: TextEditor, change: () => void): void {
  const state = stateOf(editor);
  if (!isComposing(editor) && state.held.length === 0) change();
  else state.held.push(change);
}

export function compositionStarted(editor: TextEditor): void {
  stateOf(editor).composing = true;
}

/**
 * To be called at `compositionend`. The held changes run a task later, when the syllable is in the
 * model; a composition that has started again by then (each syllable is one) keeps them waiting.
 */
export function compositionEnded(editor: TextEditor, released: () => void): void {
  const state = stateOf(editor);
  state.composing = false;
  setTimeout(() => {
    while (!isComposing(editor)) {
      const change = state.held.shift();
      if (change === undefined) {
        released();
        return;
      }
      change();
    }
  }, 0);
}

/** A key that belongs to the input method: never a shortcut. Windows and macOS say 229 where `isComposing` comes late. */
export function isCompositionKey(event: { readonly isComposing: boolean; readonly keyCode: number }): boolean {
  return event.isComposing || event.keyCode === 229;
}

/**
 * Ends a composition that is under way anywhere in the window, so that what is on the screen is in
 * the model: takes the focus away, which commits the syllable, waits for the events of that, and
 * gives the focus back when `refocus` is set. To be called before a save that counts, before another
 * text is shown and before the window closes.
 */
export async function flushComposition(options: { readonly refocus: boolean } = { refocus: false }): Promise<void> {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return;
  const editable = focused.isContentEditable || focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  if (!editable) return;
  const selection = savedSelection(focused);
  focused.blur();
  await nextTask();
  if (options.refocus && focused.isConnected) {
    focused.focus({ preventScroll: true });
    selection();
  }
}

/** A field keeps its own caret through a blur; an editable element's lies in the document's selection. */
function savedSelection(focused: HTMLElement): () => void {
  if (!focused.isContentEditable) return () => undefined;
  return () => {
    const selection = document.getSelection();
    if (selection !== null && selection.rangeCount > 0 && focused.contains(selection.anchorNode)) return;
    const range = document.createRange();
    range.selectNodeContents(focused);
    range.collapse(false);
    selection?.removeAllRanges();
    selection?.addRange(range);
  };
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
