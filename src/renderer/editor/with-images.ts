import type { TextEditor } from './slate-types.ts';

/** Pictures are blocks without text of their own. */
export function withImages(editor: TextEditor): TextEditor {
  const { isVoid } = editor;
  editor.isVoid = (element) => element.type === 'image' || isVoid(element);
  return editor;
}
