import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Blocks } from '#shared/document/blocks.ts';
import { atSafeMomentFirst } from './composition.ts';
import { learnCaretNow } from './keep-caret.ts';
import { replaceValue } from './replace-value.ts';
import type { TextEditor } from './slate-types.ts';

/** The values that an editor has handed out: one that comes back is an echo, however late, and changes nothing. */
export interface Emitted {
  readonly add: (value: Blocks) => void;
}

/**
 * Brings a value from outside into the editor. What the editor itself handed out is recognised when
 * it comes back, so an autosave never resets the text; a value that is really new waits for a moment
 * without a composition, and only the newest one is applied.
 */
export function useExternalValue(editor: TextEditor, value: Blocks): Emitted {
  const emitted = useRef(new WeakSet<Blocks>());
  const newest = useRef(value);
  // Before the next key can come: what is typed onto the old value would overwrite the new one.
  useLayoutEffect(() => {
    newest.current = value;
    if (emitted.current.has(value)) return;
    atSafeMomentFirst(editor, () => {
      if (newest.current !== value || emitted.current.has(value)) return;
      learnCaretNow(editor);
      replaceValue(editor, value);
    });
  }, [editor, value]);
  return useMemo(() => ({ add: (own) => void emitted.current.add(own) }), []);
}
