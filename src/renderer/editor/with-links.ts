import { Editor, Element, Range, Transforms } from 'slate';
import type { TextEditor } from './slate-types.ts';

/** Links are inline, and a space typed at the end of one goes on outside of it. */
export function withLinks(editor: TextEditor): TextEditor {
  const { isInline, insertText } = editor;
  editor.isInline = (element) => element.type === 'link' || isInline(element);
  editor.insertText = (text, options) => {
    if (text.startsWith(' ') && editor.selection !== null && Range.isCollapsed(editor.selection)) {
      const link = Editor.above(editor, { match: (node) => Element.isElement(node) && node.type === 'link' });
      if (link !== undefined && Editor.isEnd(editor, editor.selection.anchor, link[1])) {
        const after = Editor.next(editor, { at: link[1] });
        if (after !== undefined) Transforms.select(editor, Editor.start(editor, after[1]));
      }
    }
    insertText(text, options);
  };
  return editor;
}
