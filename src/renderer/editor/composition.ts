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
  /** A change that was held is being made: what it consists of is made with it. */
  running: boolean;
  readonly held: (() => void)[];
  /** What waits with them and changes no text. */
  readonly idle: (() => void)[];
}

const states = new WeakMap<TextEditor, State>();

function stateOf(editor: TextEditor): State {
  let state = states.get(editor);
  if (state === undefined) {
    state = { composing: false, running: false, held: [], idle: [] };
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
  if (!isComposing(editor) && (state.held.length === 0 || state.running)) change();
  else state.held.push(change);
}

/**
 * The same for what only looks at the text, such as spelling: it comes after every change that waits, and none waits for it.
 * A key pressed between two syllables acts before the second one, whatever was to be looked at meanwhile.
 */
export function whenAtRest(editor: TextEditor, look: () => void): void {
  const { held, idle } = stateOf(editor);
  if (!isComposing(editor) && held.length === 0 && idle.length === 0) look();
  else idle.push(look);
}

/**
 * The same for a value from outside, which goes before everything that waits: what waits is an edit of the text as it is then,
 * and would put the old value back where it went first.
 */
export function atSafeMomentFirst(editor: TextEditor, change: () => void): void {
  if (isComposing(editor)) stateOf(editor).held.unshift(change);
  else change();
}

export function compositionStarted(editor: TextEditor): void {
  stateOf(editor).composing = true;
}

/**
 * To be called at `compositionend`. The held changes run a task later, when the syllable is in the
 * model, and each in a task of its own, so that what one brings about is drawn before the next; a
 * composition that has started again by then (each syllable is one) keeps them waiting.
 */
export function compositionEnded(editor: TextEditor, released: () => void): void {
  const state = stateOf(editor);
  state.composing = false;
  const next = (): void => {
    if (isComposing(editor)) return;
    const change = state.held.shift() ?? state.idle.shift();
    if (change === undefined) {
      released();
      return;
    }
    state.running = true;
    try {
      change();
    } finally {
      state.running = false;
      setTimeout(next, 0);
    }
  };
  setTimeout(next, 0);
}

/** A key that belongs to the input method: never a shortcut. Windows and macOS say 229 where `isComposing` comes late. */
export function isCompositionKey(event: { readonly isComposing: boolean; readonly keyCode: number }): boolean {
  return event.isComposing || event.keyCode === 229;
}
