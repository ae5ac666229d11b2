import { useEffect, useRef } from 'react';
import { isCompositionKey } from '../../../editor/index.ts';

/** What is open above the text and takes Escape for itself. Toasts stay without it. */
const OPEN_ABOVE = ':is([role="dialog"], [role="alertdialog"], [role="menu"]):not([data-react-aria-top-layer] *)';

/**
 * Escape leaves, when nothing else has a use for it: no dialog and no menu is open, no field
 * took it, and no syllable was ended by it. An input method may send the key twice, once for its syllable and once as it
 * is (ibus does); until it is let go it is one press.
 */
export function useLeaveByEscape(isOn: boolean, leave: () => void): void {
  const latest = useRef(leave);
  useEffect(() => {
    latest.current = leave;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    let isComposed = false;
    let isTaken = false;
    /** First of all: what is open then may be closed by the same press. */
    const before = (event: KeyboardEvent): void => {
      if (event.code !== 'Escape') return;
      isComposed ||= isCompositionKey(event);
      isTaken = document.querySelector(OPEN_ABOVE) !== null;
    };
    const after = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.repeat || event.defaultPrevented || isComposed || isTaken) return;
      latest.current();
    };
    const released = (event: KeyboardEvent): void => {
      if (event.code === 'Escape') isComposed = false;
    };
    window.addEventListener('keydown', before, true);
    window.addEventListener('keydown', after);
    window.addEventListener('keyup', released, true);
    return () => {
      window.removeEventListener('keydown', before, true);
      window.removeEventListener('keydown', after);
      window.removeEventListener('keyup', released, true);
    };
  }, [isOn]);
}
