import { Editor, type Point, Range, Transforms } from 'slate';
import { ReactEditor } from 'slate-react';
import { HistoryEditor } from 'slate-history';
import { normalizeText } from '#shared/document/normal-form.ts';
import { plainText, pointToOffset, rangeToPoints } from '#shared/document/plain-text.ts';
import { atSafeMoment } from './composition.ts';
import type { TextEditor } from './slate-types.ts';
import { blocksOf } from './slate-types.ts';

/** A stretch of the document's plain text, in UTF-16 offsets. */
export interface PlainRange {
  readonly start: number;
  readonly end: number;
}

function slateRange(editor: TextEditor, range: PlainRange): { anchor: { path: number[]; offset: number }; focus: { path: number[]; offset: number } } {
  const { anchor, focus } = rangeToPoints(blocksOf(editor), range);
  return { anchor: { path: [...anchor.path], offset: anchor.offset }, focus: { path: [...focus.path], offset: focus.offset } };
}

/** Selects a stretch of the text, and leaves the focus where it is. */
export function selectRange(editor: TextEditor, range: PlainRange): void {
  atSafeMoment(editor, () => Transforms.select(editor, slateRange(editor, range)));
}

/** Selects a stretch of the text, brings it into view and puts the focus there. */
export function goToRange(editor: TextEditor, range: PlainRange): void {
  atSafeMoment(editor, () => {
    Transforms.select(editor, slateRange(editor, range));
    ReactEditor.focus(editor);
    scrollIntoView(editor, range);
  });
}

/** Brings a stretch into view and leaves focus and caret where they are. */
export function scrollIntoView(editor: TextEditor, range: PlainRange): void {
  const dom = ReactEditor.resolveDOMRange(editor, slateRange(editor, range));
  dom?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
}

/** Where the caret, or the end of the selection that moves, stands in the plain text; null without one. */
export function caretOffset(editor: TextEditor): number | null {
  return editor.selection === null ? null : pointToOffset(blocksOf(editor), editor.selection.focus);
}

/** Where the selection, or the caret, begins in the plain text; the end of a text that never had one. */
export function selectionStart(editor: TextEditor): number {
  const blocks = blocksOf(editor);
  return editor.selection === null ? plainText(blocks).length : pointToOffset(blocks, Range.start(editor.selection));
}

/** The plain text as the model has it: without a syllable under composition. */
export function textOf(editor: TextEditor): string {
  return plainText(blocksOf(editor));
}

/** What is selected of the plain text; null when that is nothing. */
export function selectedRange(editor: TextEditor): PlainRange | null {
  const { selection } = editor;
  if (selection === null || Range.isCollapsed(selection)) return null;
  const blocks = blocksOf(editor);
  const [start, end] = Range.edges(selection).map((point) => pointToOffset(blocks, point));
  return start === undefined || end === undefined || start === end ? null : { start, end };
}

/** The place of the plain text that a pointer is over; null beside the text. */
export function offsetUnder(editor: TextEditor, event: MouseEvent): number | null {
  const element = ReactEditor.toDOMNode(editor, editor);
  if (!(event.target instanceof Node) || !element.contains(event.target)) return null;
  try {
    return pointToOffset(blocksOf(editor), ReactEditor.findEventRange(editor, event).focus);
  } catch {
    // Over a picture there is no place in the text.
    return null;
  }
}

/** Where a stretch of the text is on the screen; null when it is not there. */
export function rectOf(editor: TextEditor, range: PlainRange): DOMRect | null {
  const rects = ReactEditor.resolveDOMRange(editor, slateRange(editor, range))?.getClientRects();
  return rects?.[0] ?? null;
}

/** Replaces a stretch of the text: one step of undo. A line feed begins a new block. The focus stays where it is. */
export function replaceRange(editor: TextEditor, range: PlainRange, text: string): void {
  atSafeMoment(editor, () => {
    HistoryEditor.withNewBatch(editor, () => {
      const at = slateRange(editor, range);
      Editor.withoutNormalizing(editor, () => {
        const start = Editor.pointRef(editor, at.anchor, { affinity: 'backward' });
        if (range.end > range.start) Transforms.delete(editor, { at });
        const point = start.unref();
        if (point !== null && text !== '') insertLines(editor, point, normalizeText(text).split('\n'));
      });
    });
    // What is typed next is a step of its own.
    HistoryEditor.setSplittingOnce(editor, true);
  });
}

/** Puts a text where the caret is, or in the place of what is selected; at the end of a text that never had a caret. One step of undo. */
export function replaceSelection(editor: TextEditor, text: string): void {
  atSafeMoment(editor, () => {
    if (editor.selection === null) Transforms.select(editor, Editor.end(editor, []));
    const blocks = blocksOf(editor);
    const [from, to] = Range.edges(editor.selection as Range);
    replaceRange(editor, { start: pointToOffset(blocks, from), end: pointToOffset(blocks, to) }, text);
  });
}

function insertLines(editor: TextEditor, from: Point, lines: readonly string[]): void {
  let point = from;
  for (const [index, line] of lines.entries()) {
    if (index > 0) {
      Transforms.splitNodes(editor, { at: point, always: true, match: (_node, path) => path.length === 1 });
      point = Editor.start(editor, [(point.path[0] ?? 0) + 1]);
    }
    if (line === '') continue;
    Transforms.insertText(editor, line, { at: point });
    point = { path: point.path, offset: point.offset + line.length };
  }
}
