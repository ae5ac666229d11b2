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

/** The ranges of one editor; `replace` exchanges them all. */
export interface PaintedMarks {
  readonly replace: (ranges: readonly { readonly kind: MarkKind; readonly range: Range }[]) => void;
}

/** A place for the marks of one editor. Where the API is missing (Chromium before 105, tests without a browser) nothing is painted. */
export function createPaintedMarks(): PaintedMarks {
  let own: readonly { readonly kind: MarkKind; readonly range: Range }[] = [];
  const supported = typeof Highlight !== 'undefined' && typeof CSS !== 'undefined' && 'highlights' in CSS;
  return {
    replace: (ranges) => {
      if (!supported) return;
      for (const { kind, range } of own) highlightOf(kind).delete(range);
      own = ranges;
      for (const { kind, range } of own) highlightOf(kind).add(range);
    },
  };
}
