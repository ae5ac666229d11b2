import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import '../../editor/marks/marks.css';
import { createPaintedMarks } from '../../editor/marks/highlight-registry.ts';
import type { TextMark } from '../../editor/marks/text-marks.ts';
import type { TextRange } from '#shared/language/ranges.ts';

/**
 * A text on the page that can be selected and marked: its words are in elements with `data-at`, the
 * UTF-16 offset of their first character in the text, each with exactly one text node. Whatever else
 * is on the page between them (signs, words that were removed) has no place in the text.
 */
const LEAF = '[data-at]';

interface Leaf {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
}

function leavesOf(container: Element): Leaf[] {
  return [...container.querySelectorAll<HTMLElement>(LEAF)].flatMap((element) => {
    const node = element.firstChild;
    const start = Number(element.dataset['at']);
    return node === null || node.nodeType !== Node.TEXT_NODE ? [] : [{ node, start, end: start + (node.textContent ?? '').length }];
  });
}

/** The part of the text that is selected; null for none, or only things that are not of the text. */
export function selectedRange(container: Element, selection: Selection | null): TextRange | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const touched = leavesOf(container).filter((leaf) => range.intersectsNode(leaf.node));
  const first = touched[0];
  const last = touched.at(-1);
  if (first === undefined || last === undefined) return null;
  const start = first.start + (range.startContainer === first.node ? range.startOffset : 0);
  const end = range.endContainer === last.node ? last.start + range.endOffset : last.end;
  return start < end ? { start, end } : null;
}

/** Where a range of the text is on the page: one DOM range for each run of words that it touches. */
export function domRangesOf(container: Element, { start, end }: TextRange): Range[] {
  return leavesOf(container).flatMap((leaf) => {
    if (leaf.end <= start || leaf.start >= end) return [];
    const range = new Range();
    range.setStart(leaf.node, Math.max(0, start - leaf.start));
    range.setEnd(leaf.node, Math.min(leaf.end, end) - leaf.start);
    return [range];
  });
}

/** Paints marks on the text in the container, after each render; the page itself is not touched. */
export function usePaintedText(container: RefObject<Element | null>, marks: readonly TextMark[]): void {
  const [painted] = useState(createPaintedMarks);
  useLayoutEffect(() => {
    const { current } = container;
    if (current === null) return;
    painted.replace(marks.flatMap((mark) => domRangesOf(current, mark).map((range) => ({ kind: mark.kind, range }))));
  });
  useEffect(() => () => painted.replace([]), [painted]);
}
