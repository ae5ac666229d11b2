import { Editor, Element, Node, Range, Transforms } from 'slate';
import type { NodeEntry } from 'slate';
import type { SlateTextBlock, TextEditor } from './slate-types.ts';

/**
 * Enter and Backspace at the edges of blocks. Enter in an empty item or quote leaves it; after a
 * heading comes a paragraph; Backspace at the start of anything but a paragraph first makes it one.
 * Shift+Enter breaks like Enter: a line is a block, so that offsets and diffs count lines alike.
 */
export function withBreaks(editor: TextEditor): TextEditor {
  const { insertBreak, deleteBackward } = editor;

  editor.insertBreak = () => {
    const entry = currentTextBlock(editor);
    if (entry === null) {
      insertBreak();
      return;
    }
    const [block, path] = entry;
    if (block.type !== 'paragraph' && block.type !== 'heading-2' && block.type !== 'heading-3' && Node.string(block) === '') {
      Transforms.setNodes(editor, { type: 'paragraph' }, { at: path });
      return;
    }
    const atEnd = editor.selection !== null && Range.isCollapsed(editor.selection) && Editor.isEnd(editor, editor.selection.anchor, path);
    insertBreak();
    if (atEnd && (block.type === 'heading-2' || block.type === 'heading-3')) Transforms.setNodes(editor, { type: 'paragraph' });
  };

  editor.insertSoftBreak = () => editor.insertBreak();

  editor.deleteBackward = (unit) => {
    const entry = currentTextBlock(editor);
    const selection = editor.selection;
    if (entry !== null && selection !== null && Range.isCollapsed(selection) && entry[0].type !== 'paragraph' && Editor.isStart(editor, selection.anchor, entry[1])) {
      Transforms.setNodes(editor, { type: 'paragraph' }, { at: entry[1] });
      return;
    }
    deleteBackward(unit);
  };
  return editor;
}

function currentTextBlock(editor: TextEditor): NodeEntry<SlateTextBlock> | null {
  if (editor.selection === null) return null;
  const entry = Editor.above(editor, { match: (node, path) => path.length === 1 && Element.isElement(node) });
  if (entry === undefined || !Element.isElement(entry[0]) || entry[0].type === 'image' || entry[0].type === 'link') return null;
  return [entry[0], entry[1]];
}
