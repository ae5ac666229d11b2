import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ReactEditor } from 'slate-react';
import { plainText, rangeToPoints } from '#shared/document/plain-text.ts';
import { isComposing } from '../composition.ts';
import type { TextEditor } from '../slate-types.ts';
import { blocksOf } from '../slate-types.ts';
import { createPaintedMarks } from './highlight-registry.ts';
import type { MarkKind, TextMarks } from './text-marks.ts';
import { marksFor } from './text-marks.ts';

/**
 * Paints the marks of an editor. Runs after every render of the text, so that marks move with the
 * words in the same frame. In mid-syllable nothing is painted anew: the ranges are live and widen
 * with the DOM by themselves; `compositionCount` changes when a composition ends.
 */
export function useMarks(editor: TextEditor, marks: TextMarks, compositionCount: number): void {
  const [painted] = useState(createPaintedMarks);
  const last = useRef<{ readonly children: unknown; readonly marks: TextMarks | null; readonly count: number }>({ children: null, marks: null, count: -1 });
  useLayoutEffect(() => {
    if (isComposing(editor)) return;
    const blocks = blocksOf(editor);
    const { current } = last;
    if (current.children === blocks && current.marks === marks && current.count === compositionCount) return;
    last.current = { children: blocks, marks, count: compositionCount };
    painted.replace(domRanges(editor, marks));
  });
  useEffect(() => () => painted.replace([]), [painted]);
}

function domRanges(editor: TextEditor, marks: TextMarks): { readonly kind: MarkKind; readonly range: Range }[] {
  if (marks.marks.length === 0) return [];
  const blocks = blocksOf(editor);
  return marksFor(plainText(blocks), marks).flatMap(({ kind, start, end }) => {
    const { anchor, focus } = rangeToPoints(blocks, { start, end });
    // A node that is not in the DOM yet is painted after the next render.
    const range = ReactEditor.resolveDOMRange(editor, { anchor: { path: [...anchor.path], offset: anchor.offset }, focus: { path: [...focus.path], offset: focus.offset } });
    return range === null ? [] : [{ kind, range }];
  });
}
