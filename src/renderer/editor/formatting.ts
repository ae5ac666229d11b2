import { Editor, Element, Range, Transforms } from 'slate';
import { ReactEditor } from 'slate-react';
import type { TextBlockType } from '#shared/document/blocks.ts';
import { isSafeUrl } from '#shared/document/url.ts';
import { atSafeMoment } from './composition.ts';
import type { SlateLink, TextEditor } from './slate-types.ts';

/** Makes the selection bold, or not; with a bare caret, what is typed next. Only in a rich text. */
export function toggleBold(editor: TextEditor): void {
  if (!editor.richText) return;
  atSafeMoment(editor, () => {
    if (isBold(editor)) Editor.removeMark(editor, 'bold');
    else Editor.addMark(editor, 'bold', true);
  });
}

export function isBold(editor: TextEditor): boolean {
  return editor.selection !== null && Editor.marks(editor)?.bold === true;
}

/** Makes the selected lines headings, items or a quote; the same kind again makes them paragraphs. */
export function toggleBlockType(editor: TextEditor, type: TextBlockType): void {
  if (!editor.richText) return;
  atSafeMoment(editor, () => {
    Transforms.setNodes(editor, { type: currentBlockType(editor) === type ? 'paragraph' : type }, { match: isTextBlock });
  });
}

/** The kind of all selected lines, or null when they differ or nothing is selected. */
export function currentBlockType(editor: TextEditor): TextBlockType | null {
  if (editor.selection === null) return null;
  const types = new Set<TextBlockType>();
  for (const [node] of Editor.nodes(editor, { match: isTextBlock })) {
    if (Element.isElement(node) && node.type !== 'image' && node.type !== 'link') types.add(node.type);
  }
  const [only] = types;
  return types.size === 1 && only !== undefined ? only : null;
}

function isTextBlock(node: unknown, path: readonly number[]): boolean {
  return path.length === 1 && Element.isElement(node) && node.type !== 'image';
}

/** The link at the caret, if it stands in one. */
export function currentLink(editor: TextEditor): SlateLink | null {
  if (editor.selection === null) return null;
  const [entry] = Editor.nodes(editor, { match: (node) => Element.isElement(node) && node.type === 'link' });
  return entry !== undefined && Element.isElement(entry[0]) && entry[0].type === 'link' ? entry[0] : null;
}

/**
 * Links the selection to an address, changes the link at the caret, or, with a bare caret, writes
 * the address as a link. An empty address takes the link away. Answers false for an address that
 * must not go out (anything but http, https and mailto).
 */
export function setLink(editor: TextEditor, url: string): boolean {
  const address = url.trim();
  if (!editor.richText || (address !== '' && !isSafeUrl(address))) return false;
  atSafeMoment(editor, () => {
    const isLinkNode = (node: unknown): boolean => Element.isElement(node) && node.type === 'link';
    const selection = editor.selection;
    if (selection === null) return;
    const existing = currentLink(editor);
    if (existing !== null && address !== '' && Range.isCollapsed(selection)) {
      Transforms.setNodes(editor, { url: address }, { match: isLinkNode });
      return;
    }
    Transforms.unwrapNodes(editor, { match: isLinkNode, split: Range.isExpanded(selection) });
    if (address === '') return;
    if (Range.isCollapsed(selection)) {
      Transforms.insertNodes(editor, { type: 'link', url: address, children: [{ text: address }] }, { select: true });
      return;
    }
    // A link stays within its block.
    for (const [, path] of Array.from(Editor.nodes(editor, { match: isTextBlock }))) {
      const within = Range.intersection(selection, Editor.range(editor, path));
      if (within !== null && Range.isExpanded(within)) Transforms.wrapNodes(editor, { type: 'link', url: address, children: [] }, { at: within, split: true });
    }
  });
  return true;
}

/** Gives the focus back to the text, with the caret where it was. */
export function focusEditor(editor: TextEditor): void {
  if (editor.selection === null) Transforms.select(editor, Editor.end(editor, []));
  ReactEditor.focus(editor);
}
