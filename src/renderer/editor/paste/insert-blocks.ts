import { Editor, Element, Node, Range, Transforms } from 'slate';
import { HistoryEditor } from 'slate-history';
import type { Block, Blocks } from '#shared/document/blocks.ts';
import type { SlateBlock, TextEditor } from '../slate-types.ts';
import { toSlateBlocks } from '../slate-types.ts';

/**
 * Puts a document in at the selection, in place of what is selected: its first line goes on the
 * line of the caret, its last line takes what stood behind the caret, and the caret ends behind
 * what came in. One step of undo.
 */
export function insertBlocks(editor: TextEditor, blocks: Blocks): void {
  const [first, ...rest] = blocks;
  if (first === undefined) return;
  HistoryEditor.withNewBatch(editor, () => insertAtSelection(editor, blocks, first, rest));
  // What is typed after it is another step.
  HistoryEditor.setSplittingOnce(editor, true);
}

function insertAtSelection(editor: TextEditor, blocks: Blocks, first: Block, rest: readonly Block[]): void {
  Editor.withoutNormalizing(editor, () => {
    if (editor.selection === null) Transforms.select(editor, Editor.end(editor, []));
    if (editor.selection !== null && Range.isExpanded(editor.selection)) Transforms.delete(editor);
    if (rest.length === 0 && first.type !== 'image') insertInlines(editor, first);
    else insertSeveral(editor, blocks);
  });
}

function insertInlines(editor: TextEditor, block: Block): void {
  if (block.type === 'image') return;
  adoptType(editor, block);
  const plain = block.children.length === 1 && block.children[0] !== undefined && !('type' in block.children[0]) && block.children[0].bold !== true;
  const text = plain && block.children[0] !== undefined && 'text' in block.children[0] ? block.children[0].text : null;
  if (text !== null) {
    Transforms.insertText(editor, text);
    return;
  }
  const [copy] = toSlateBlocks([block]);
  if (copy !== undefined) Transforms.insertNodes(editor, copy.children, { select: true });
}

/** An empty line takes the kind of what is put on it. */
function adoptType(editor: TextEditor, block: Block): void {
  if (block.type === 'image' || block.type === 'paragraph') return;
  const entry = blockAtCaret(editor);
  if (entry !== null && entry.block.type !== 'image' && Node.string(entry.block) === '') Transforms.setNodes(editor, { type: block.type }, { at: [entry.index] });
}

function insertSeveral(editor: TextEditor, blocks: Blocks): void {
  const at = blockAtCaret(editor);
  if (at === null) return;
  const onPicture = at.block.type === 'image';
  if (!onPicture) Transforms.splitNodes(editor, { match: (node, path) => path.length === 1 && Element.isElement(node), always: true });
  const start = at.index;
  const [first] = blocks;
  let middle = [...blocks];
  if (!onPicture && first !== undefined && first.type !== 'image') {
    Transforms.select(editor, Editor.end(editor, [start]));
    insertInlines(editor, first);
    middle = middle.slice(1);
  }
  Transforms.insertNodes(editor, toSlateBlocks(middle), { at: [start + 1] });
  const lastIndex = start + middle.length;
  Transforms.select(editor, Editor.end(editor, [lastIndex]));
  if (onPicture) return;
  joinTail(editor, lastIndex);
  // A picture that was put on an empty line stands in its place.
  if (first?.type === 'image' && isEmptyLine(editor, start)) Transforms.removeNodes(editor, { at: [start] });
}

/** What stood behind the caret goes on the last line that came in; behind a picture it keeps a line of its own. */
function joinTail(editor: TextEditor, lastIndex: number): void {
  const last = editor.children[lastIndex];
  if (last === undefined || !Element.isElement(last)) return;
  if (last.type !== 'image') {
    Transforms.mergeNodes(editor, { at: [lastIndex + 1] });
    return;
  }
  Transforms.select(editor, Editor.start(editor, [lastIndex + 1]));
}

function isEmptyLine(editor: TextEditor, index: number): boolean {
  const block = editor.children[index];
  return block !== undefined && Element.isElement(block) && block.type !== 'image' && Node.string(block) === '';
}

function blockAtCaret(editor: TextEditor): { readonly block: SlateBlock; readonly index: number } | null {
  const index = editor.selection?.anchor.path[0];
  const block = index === undefined ? undefined : editor.children[index];
  return index === undefined || block === undefined ? null : { block: block as SlateBlock, index };
}
