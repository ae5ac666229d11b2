import { Editor, Element, Node, Text, Transforms } from 'slate';
import type { NodeEntry } from 'slate';
import { TEXT_BLOCK_TYPES } from '#shared/document/blocks.ts';
import type { SlateLink, TextEditor } from './slate-types.ts';

const TEXT_PROPERTIES: ReadonlySet<string> = new Set(['text', 'bold']);
const TEXT_BLOCKS: ReadonlySet<string> = new Set(TEXT_BLOCK_TYPES);

/**
 * Keeps the document within its schema whatever is put into it: a flat list of blocks; in a
 * plain text paragraphs of unmarked text only. Each rule mends one thing, and Slate runs
 * them until nothing is left to mend.
 */
export function withSchema(editor: TextEditor): TextEditor {
  const { normalizeNode } = editor;
  editor.normalizeNode = (entry, options) => {
    if (mendRoot(editor, entry) || mendBlock(editor, entry) || mendLink(editor, entry) || mendText(editor, entry)) return;
    normalizeNode(entry, options);
  };
  return editor;
}

function mendRoot(editor: TextEditor, [, path]: NodeEntry): boolean {
  if (path.length !== 0) return false;
  if (editor.children.length === 0) {
    Transforms.insertNodes(editor, { type: 'paragraph', children: [{ text: '' }] }, { at: [0] });
    return true;
  }
  for (const [index, child] of editor.children.entries()) {
    if (Text.isText(child) || child.type === 'link') {
      Transforms.wrapNodes(editor, { type: 'paragraph', children: [] }, { at: [index] });
      return true;
    }
  }
  return false;
}

function mendBlock(editor: TextEditor, [node, path]: NodeEntry): boolean {
  if (path.length !== 1 || !Element.isElement(node)) return false;
  if (node.type === 'image') {
    if (editor.richText) return false;
    Transforms.removeNodes(editor, { at: path, voids: true });
    return true;
  }
  if (!TEXT_BLOCKS.has(node.type) || (!editor.richText && node.type !== 'paragraph')) {
    Transforms.setNodes(editor, { type: 'paragraph' }, { at: path });
    return true;
  }
  // A block inside a block is lifted to the top level: lists and quotes are flat.
  for (const [child, childPath] of Node.children(editor, path)) {
    if (Element.isElement(child) && child.type !== 'link') {
      Transforms.liftNodes(editor, { at: childPath });
      return true;
    }
  }
  return false;
}

function mendLink(editor: TextEditor, [node, path]: NodeEntry): boolean {
  if (!Element.isElement(node) || node.type !== 'link') return false;
  const link: SlateLink = node;
  const nested = path.length > 2;
  if (!editor.richText || nested) {
    Transforms.unwrapNodes(editor, { at: path });
    return true;
  }
  if (Node.string(link) === '') {
    Transforms.removeNodes(editor, { at: path });
    return true;
  }
  return false;
}

function mendText(editor: TextEditor, [node, path]: NodeEntry): boolean {
  if (!Text.isText(node)) return false;
  const strays = Object.keys(node).filter((key) => !TEXT_PROPERTIES.has(key) || (key === 'bold' && (!editor.richText || node.bold !== true)));
  if (strays.length === 0) return false;
  Editor.withoutNormalizing(editor, () => Transforms.unsetNodes(editor, strays as 'bold'[], { at: path, voids: true }));
  return true;
}
