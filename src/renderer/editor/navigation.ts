import { Editor, type Point, Transforms } from 'slate';
import { ReactEditor } from 'slate-react';
import { HistoryEditor } from 'slate-history';
import { normalizeText } from '#shared/document/normal-form.ts';
import { rangeToPoints } from '#shared/document/plain-text.ts';
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
