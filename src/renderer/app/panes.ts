/**
 * F6: the panes of the window in the order of the page, and where the focus was last in each.
 * A pane is an element with `data-pane`; toasts are one while they are shown.
 */
const lastFocus = new WeakMap<Element, HTMLElement>();

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [contenteditable="true"], [tabindex]:not([tabindex="-1"])';

/** Remembers the focus in each pane, until the function that it answers is called. */
export function rememberPaneFocus(document: Document): () => void {
  const remember = (event: FocusEvent): void => {
    if (!(event.target instanceof HTMLElement)) return;
    const pane = event.target.closest('[data-pane]');
    if (pane !== null && event.target !== pane) lastFocus.set(pane, event.target);
  };
  document.addEventListener('focusin', remember);
  return () => document.removeEventListener('focusin', remember);
}

function visible(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** Moves the focus to the next or the previous pane, onto what was focused there last. */
export function focusPane(document: Document, step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane], [role="region"][data-react-aria-top-layer]')].filter(visible);
  if (panes.length === 0) return;
  const active = document.activeElement;
  const here = panes.findLastIndex((pane) => pane.contains(active));
  const target = panes.at((here === -1 ? (step === 1 ? 0 : -1) : here + step) % panes.length);
  if (target === undefined) return;
  const last = lastFocus.get(target);
  const goal = last !== undefined && last.isConnected && visible(last) ? last : ([...target.querySelectorAll<HTMLElement>(FOCUSABLE)].find(visible) ?? target);
  goal.focus();
}

/** Puts the focus into the screen's main pane (`data-primary`, or its first): onto the chosen row where it has one. */
export function focusScreen(document: Document): void {
  const pane = document.querySelector<HTMLElement>('main [data-primary]') ?? document.querySelector<HTMLElement>('main [data-pane]');
  (pane?.querySelector<HTMLElement>('[role="row"][aria-selected="true"]') ?? pane)?.focus();
}
