import type { MarkKind } from './text-marks.ts';
import { MARK_KINDS } from './text-marks.ts';

/**
 * The document's highlights, shared by all editors on the screen: one highlight for each kind of
 * mark, styled in marks.css. Later kinds are painted over earlier ones.
 */
const highlights = new Map<MarkKind, Highlight>();

function highlightOf(kind: MarkKind): Highlight {
  let highlight = highlights.get(kind);
  if (highlight === undefined) {
    highlight = new Highlight();
    highlight.priority = MARK_KINDS.indexOf(kind);
    highlights.set(kind, highlight);
    CSS.highlights.set(`sotong-${kind}`, highlight);
  }
  return highlight;
}

export interface PaintedRange {
  readonly kind: MarkKind;
  readonly range: Range;
}

/** Whether the browser paints highlights (Chromium 105 and later). Without it a text has no marks, and is complete without them. */
export function canPaint(): boolean {
  return typeof Highlight !== 'undefined' && typeof CSS !== 'undefined' && 'highlights' in CSS;
}

export function paint(ranges: readonly PaintedRange[]): void {
  for (const { kind, range } of ranges) highlightOf(kind).add(range);
}

export function erase(ranges: readonly PaintedRange[]): void {
  for (const { kind, range } of ranges) highlightOf(kind).delete(range);
}

/** A place for the marks of one text that is shown and not edited; `replace` exchanges them all. */
export interface PaintedMarks {
  readonly replace: (ranges: readonly PaintedRange[]) => void;
}

export function createPaintedMarks(): PaintedMarks {
  let own: readonly PaintedRange[] = [];
  return {
    replace: (ranges) => {
      if (!canPaint()) return;
      erase(own);
      own = ranges;
      paint(own);
    },
  };
}
