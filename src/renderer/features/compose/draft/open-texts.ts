import type { Blocks } from '#shared/document/blocks.ts';
import { createStore, type Store } from '../../../app/store.ts';
import { createTextEditor, type PlainRange, type TextEditor } from '../../../editor/index.ts';

/** A text that is or was on the screen: its editor, with caret and undo, and what is being composed in it. */
export interface OpenText {
  readonly editor: TextEditor;
  /** The document with the syllable under composition, from its first jamo to its commit; else null. */
  readonly live: Store<Blocks | null>;
  /** What is selected in it; null is nothing. */
  readonly selected: Store<PlainRange | null>;
}

/** One for each text of the session, so that caret and undo are still there when a person comes back to it. */
const texts = new Map<string, OpenText>();

/** The open text of that key (`variant:<id>` or `common:<story>:<language>`), made with the value when it is new. */
export function openText(key: string, richText: boolean, value: Blocks): OpenText {
  let open = texts.get(key);
  if (open === undefined) {
    open = { editor: createTextEditor({ richText, value, now: () => performance.now() }), live: createStore<Blocks | null>(null), selected: createStore<PlainRange | null>(null) };
    texts.set(key, open);
  }
  return open;
}
