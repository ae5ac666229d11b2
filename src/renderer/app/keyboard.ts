import { chordsOf, COMMANDS, type CommandId, type CommandScope, isLetterKey, matchesChord } from '#shared/contract/commands.ts';
import { runCommand } from './commands.ts';

export interface KeyboardContext {
  readonly platform: string;
  readonly letterKeys: boolean;
  readonly screen: CommandScope | 'settings';
}

/** Commands that act even while a dialog is open. */
const WITHIN_DIALOG: ReadonlySet<CommandId> = new Set(['zoom.in', 'zoom.out', 'zoom.reset']);

/** A key press that belongs to an input method: never a shortcut (229 is what some report in place of isComposing). */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Whether the key goes into a text, a menu or an open list, where single letters must not act. */
function takesText(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"], [role="textbox"], [role="menu"], [role="listbox"], [role="combobox"]') !== null;
}

/** The command of a key press in that context, or null. Whether it can be used is not asked here. */
export function commandOf(event: KeyboardEvent, context: KeyboardContext): CommandId | null {
  if (isComposing(event)) return null;
  const inDialog = event.target instanceof Element && event.target.closest('[role="dialog"], [role="alertdialog"]') !== null;
  for (const spec of COMMANDS) {
    if (spec.scope !== 'global' && spec.scope !== context.screen) continue;
    if (inDialog && !WITHIN_DIALOG.has(spec.id)) continue;
    for (const chord of chordsOf(spec, context.platform)) {
      if (!matchesChord(chord, event, context.platform)) continue;
      if (isLetterKey(chord) && (!context.letterKeys || takesText(event.target))) continue;
      return spec.id;
    }
  }
  return null;
}

/**
 * Listens for the shortcuts of the command table. It comes before anything on the page (so that no
 * component swallows a shortcut), and takes the key only when the command could run.
 */
export function listenForShortcuts(target: Window, context: () => KeyboardContext): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.repeat && event.code.startsWith('Key')) return;
    const command = commandOf(event, context());
    if (command === null || !runCommand(command)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  target.addEventListener('keydown', listen, { capture: true });
  return () => target.removeEventListener('keydown', listen, { capture: true });
}
