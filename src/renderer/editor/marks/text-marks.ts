import { changeBetween, shiftRange } from '../text-change.ts';

/**
 * What is marked in a text. Marks are painted by the CSS Custom Highlight API and never touch the
 * DOM: a node that is rendered again under a composition loses the syllable.
 */
export const MARK_KINDS = ['hashtag', 'mention', 'url', 'over-limit', 'plain-word', 'spelling', 'error', 'warning', 'hint', 'comment', 'find', 'find-current'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** A marked stretch: UTF-16 offsets in the document's plain text, `end` exclusive. */
export interface TextMark {
  readonly kind: MarkKind;
  readonly start: number;
  readonly end: number;
}

/** Marks, and the text that they were computed for. */
export interface TextMarks {
  readonly text: string;
  readonly marks: readonly TextMark[];
}

export const NO_MARKS: TextMarks = { text: '', marks: [] };

/**
 * The marks for a text that has moved on since they were computed: shifted along with the words, so
 * that nothing flickers until the next computation is there.
 */
export function marksFor(text: string, marks: TextMarks): readonly TextMark[] {
  if (marks.marks.length === 0 || marks.text === text) return marks.marks;
  const change = changeBetween(marks.text, text);
  return marks.marks.flatMap((mark) => shiftRange(change, mark) ?? []);
}
