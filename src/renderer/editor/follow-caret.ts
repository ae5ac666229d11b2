import { ReactEditor } from 'slate-react';
import { isComposing } from './composition.ts';
import type { TextEditor } from './slate-types.ts';

export interface CaretFollowing {
  /** The paragraphs that the selection is not in bear `data-aside`; what that looks like is the style sheet's. */
  readonly paragraph: boolean;
  /** The line of the caret stays at one height, and the text moves under it. */
  readonly line: boolean;
}

/** Where that line is kept, as a share of what is seen of the text, from its top. */
const HEIGHT = 0.45;

/** In Hangul one syllable begins as another ends: only after this long without one is the word done. Milliseconds. */
const REST_MS = 150;

/**
 * Follows the caret with the view for as long as the editor is shown; answers what stops it.
 *
 * Nothing moves in mid-syllable: the window of an input method stands at the syllable. Nor while the
 * mouse selects, since the words would run away under it. Attributes are set beside React, which leaves those that it
 * does not know alone; a render of the text would end the composition.
 */
export function followCaret(editor: TextEditor, following: CaretFollowing): () => void {
  const text = ReactEditor.toDOMNode(editor, editor);
  const view = scrollerOf(text);
  let frame = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let byPointer = false;
  const follow = (): void => {
    frame = 0;
    if (rest !== undefined) return;
    const selection = document.getSelection();
    if (isComposing(editor) || selection === null || selection.rangeCount === 0 || !text.contains(selection.focusNode)) return;
    if (following.paragraph) markAside(text, selection.getRangeAt(0));
    if (following.line && !byPointer && view !== null) level(view, selection);
  };
  const soon = (): void => {
    if (frame === 0) frame = requestAnimationFrame(follow);
  };
  const key = (): void => void (byPointer = false);
  const point = (): void => void (byPointer = true);
  const composed = (): void => {
    clearTimeout(rest);
    rest = setTimeout(() => {
      rest = undefined;
      soon();
    }, REST_MS);
  };
  text.addEventListener('keydown', key, true);
  text.addEventListener('pointerdown', point, true);
  text.addEventListener('input', soon);
  text.addEventListener('compositionend', composed);
  document.addEventListener('selectionchange', soon);
  const resized = new ResizeObserver(soon);
  if (view !== null) resized.observe(view);
  soon();
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(rest);
    text.removeEventListener('keydown', key, true);
    text.removeEventListener('pointerdown', point, true);
    text.removeEventListener('input', soon);
    text.removeEventListener('compositionend', composed);
    document.removeEventListener('selectionchange', soon);
    resized.disconnect();
    for (const block of text.children) block.removeAttribute('data-aside');
  };
}

function markAside(text: HTMLElement, range: Range): void {
  for (const block of text.children) block.toggleAttribute('data-aside', !range.intersectsNode(block));
}

function level(view: HTMLElement, selection: Selection): void {
  const line = lineOf(selection);
  if (line === null) return;
  const box = view.getBoundingClientRect();
  const away = (line.top + line.bottom) / 2 - (box.top + box.height * HEIGHT);
  // Less than a pixel is the rounding of what was done before.
  if (Math.abs(away) >= 1) view.scrollTop += away;
}

/** Where the moving end of the selection is on the screen; in an empty paragraph that is the paragraph itself. */
function lineOf(selection: Selection): DOMRect | null {
  const { focusNode, focusOffset } = selection;
  if (focusNode === null) return null;
  const range = document.createRange();
  range.setStart(focusNode, focusOffset);
  const [rect] = range.getClientRects();
  if (rect !== undefined) return rect;
  return (focusNode instanceof Element ? focusNode : focusNode.parentElement)?.getBoundingClientRect() ?? null;
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    if (/auto|scroll/u.test(getComputedStyle(at).overflowY)) return at;
  }
  return null;
}
