import { useEffect } from 'react';
import { useFocusMode } from '../../../app/focus-mode.ts';
import { useShellState } from '../../../app/shell-state.ts';
import { followCaret, type TextEditor } from '../../../editor/index.ts';

/** In focus mode the view follows the caret of a text on the screen, as the person has chosen. */
export function useFollowedCaret(editor: TextEditor): void {
  const isOn = useFocusMode();
  const { focusDim: paragraph, typewriter: line } = useShellState().state.settings;
  useEffect(() => (isOn && (paragraph || line) ? followCaret(editor, { paragraph, line }) : undefined), [editor, isOn, paragraph, line]);
}
