import { type RefObject, useEffect, useRef } from 'react';
import { setFocusMode, useFocusMode } from '../../../app/focus-mode.ts';
import { useShellState } from '../../../app/shell-state.ts';
import { announce, showToast } from '../../../components/toast.tsx';
import { useShell } from '../../../rpc/bridge.ts';
import { useTexts } from '../texts.ts';
import type { WritingHandle } from '../writing/writing-handle.ts';
import { useLeaveByEscape } from './use-leave-by-escape.ts';

export interface FocusWriting {
  readonly isOn: boolean;
  readonly isTypewriter: boolean;
  readonly toggle: () => void;
  readonly toggleTypewriter: () => void;
  readonly toggleDim: () => void;
}

/** Focus mode of the screen: the window's full screen with it, the focus in the text, and the ways out. It ends with the screen. */
export function useFocusWriting(handle: RefObject<WritingHandle | null>): FocusWriting {
  const t = useTexts();
  const shell = useShell();
  const { state, change } = useShellState();
  const { focusFullScreen, focusDim, typewriter } = state.settings;
  const isOn = useFocusMode();
  const wasOn = useRef(isOn);
  const takesScreen = isOn && focusFullScreen;
  useLeaveByEscape(isOn, () => setFocusMode(false));
  useEffect(() => () => setFocusMode(false), []);
  useEffect(() => {
    if (!takesScreen) return undefined;
    void shell.invoke('shell:focus-screen', true);
    return () => void shell.invoke('shell:focus-screen', false);
  }, [shell, takesScreen]);
  useEffect(() => {
    if (wasOn.current === isOn) return;
    wasOn.current = isOn;
    announce(t(isOn ? 'focus:entered' : 'focus:left'));
    // The way in and the way out are gone with what held them.
    if (document.activeElement?.matches('[contenteditable="true"]') !== true) handle.current?.focus();
  }, [isOn, handle, t]);
  const told = (words: string): void => void showToast(isOn ? { text: words } : { text: words, detail: t('focus:inFocusMode') });
  return {
    isOn,
    isTypewriter: typewriter,
    toggle: () => setFocusMode(!isOn),
    toggleTypewriter: () => void change({ typewriter: !typewriter }).then(() => told(t(typewriter ? 'focus:typewriterOff' : 'focus:typewriterOn'))),
    toggleDim: () => void change({ focusDim: !focusDim }).then(() => told(t(focusDim ? 'focus:dimOff' : 'focus:dimOn'))),
  };
}
