let composing = false;

/** Notes whether a syllable is being composed anywhere in the window. */
export function watchCompositions(target: Document): () => void {
  const start = (): void => void (composing = true);
  const end = (): void => void (composing = false);
  target.addEventListener('compositionstart', start, true);
  target.addEventListener('compositionend', end, true);
  return () => {
    target.removeEventListener('compositionstart', start, true);
    target.removeEventListener('compositionend', end, true);
  };
}

/**
 * Runs what may take the focused text off the screen, or make it anew: at once, or in mid-syllable when
 * the syllable is in its text. A menu and the edge of the window ask no input method to
 * commit it first, and a syllable whose element goes is lost with it.
 */
export function afterComposition(run: () => void): void {
  if (composing) void flushComposition({ refocus: true }).then(run);
  else run();
}

/**
 * Ends a composition that is under way anywhere in the window, so that what is on the screen is in
 * the model: takes the focus away, which commits the syllable, gives it back when `refocus` is set, and
 * waits for the events of that. To be called before a save that counts, before another
 * text is shown and before the window closes.
 */
export async function flushComposition(options: { readonly refocus: boolean } = { refocus: false }): Promise<void> {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return;
  const editable = focused.isContentEditable || focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  if (!editable) return;
  const selection = savedSelection(focused);
  focused.blur();
  // At once: a key that comes while nothing has the focus is lost.
  if (options.refocus && focused.isConnected) {
    focused.focus({ preventScroll: true });
    selection();
  }
  await nextTask();
}

/** A field keeps its own caret through a blur; an editable element's lies in the document's selection. */
function savedSelection(focused: HTMLElement): () => void {
  if (!focused.isContentEditable) return () => undefined;
  return () => {
    const selection = document.getSelection();
    if (selection !== null && selection.rangeCount > 0 && focused.contains(selection.anchorNode)) return;
    const range = document.createRange();
    range.selectNodeContents(focused);
    range.collapse(false);
    selection?.removeAllRanges();
    selection?.addRange(range);
  };
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
