/**
 * Every command of the app, once: the menu bar, the command palette, the list of shortcuts and the
 * keyboard all read this table. What a command does is registered by the part of the window that
 * can do it (renderer/app/commands.tsx); a command that nobody can do right now is disabled.
 *
 * A key is a chord of modifiers and a `KeyboardEvent.code` (a place on the keyboard), so that it
 * works the same while the Hangul mode is on: `Mod+Shift+KeyY`. `Mod` is Command on macOS and
 * Control elsewhere. Chords that an input method uses (Right Alt, Right Control, Shift+Space,
 * Control+Space, Control+Alt+letter, Control+Shift+U or E, F9: the Hanja key of ibus) must not appear.
 */
export type CommandScope = 'global' | 'library' | 'compose' | 'review' | 'translate';
export type CommandMenu = 'file' | 'edit' | 'view' | 'story' | 'review' | 'help';

export interface CommandSpec {
  /** `group.name`; the key of its title in the namespace `commands` as well. */
  readonly id: string;
  /** Which menu it stands in; null: only in the palette and in context menus. */
  readonly menu: CommandMenu | null;
  /** Items of a menu with different numbers are parted by a separator. */
  readonly section: number;
  /** Where the key is listened to: everywhere, or while that screen is shown. */
  readonly scope: CommandScope;
  /** The first is the one shown. A single letter acts only where no text is being written. */
  readonly keys: readonly string[];
  /** The chords on macOS, where they differ. */
  readonly macKeys?: readonly string[];
  /** Opens something that asks for more: its title ends with an ellipsis. */
  readonly ellipsis?: true;
}

export const COMMANDS = [
  { id: 'story.new', menu: 'file', section: 1, scope: 'global', keys: ['Mod+KeyN'], ellipsis: true },
  { id: 'story.import', menu: 'file', section: 1, scope: 'global', keys: ['Mod+Shift+KeyO'], ellipsis: true },
  { id: 'story.open', menu: 'file', section: 1, scope: 'global', keys: ['Mod+KeyO'], ellipsis: true },
  { id: 'bundle.export', menu: 'file', section: 2, scope: 'global', keys: [], ellipsis: true },
  { id: 'bundle.import', menu: 'file', section: 2, scope: 'global', keys: [], ellipsis: true },
  { id: 'app.backup', menu: 'file', section: 3, scope: 'global', keys: [] },
  { id: 'backups.open', menu: 'file', section: 3, scope: 'global', keys: [], ellipsis: true },
  { id: 'audit.open', menu: 'file', section: 3, scope: 'global', keys: [], ellipsis: true },
  { id: 'samples.remove', menu: 'file', section: 3, scope: 'global', keys: [], ellipsis: true },
  { id: 'window.new', menu: 'file', section: 4, scope: 'global', keys: ['Mod+KeyT'] },
  { id: 'workspace.list', menu: 'file', section: 4, scope: 'global', keys: ['Mod+Alt+Digit0', 'Mod+Alt+Numpad0'], ellipsis: true },
  { id: 'workspace.add', menu: 'file', section: 4, scope: 'global', keys: [], ellipsis: true },
  { id: 'settings.open', menu: 'file', section: 5, scope: 'global', keys: ['Mod+Comma'], ellipsis: true },

  { id: 'palette.open', menu: 'edit', section: 1, scope: 'global', keys: ['Mod+KeyK'], ellipsis: true },
  { id: 'library.search', menu: 'edit', section: 1, scope: 'global', keys: ['Mod+Shift+KeyF'] },
  { id: 'compose.find', menu: 'edit', section: 1, scope: 'compose', keys: ['Mod+KeyF'], ellipsis: true },
  { id: 'compose.replace', menu: 'edit', section: 1, scope: 'compose', keys: ['Mod+KeyH'], macKeys: ['Mod+Shift+KeyH'], ellipsis: true },
  { id: 'compose.insert', menu: 'edit', section: 2, scope: 'compose', keys: ['Mod+KeyI'], ellipsis: true },

  { id: 'go.library', menu: 'view', section: 1, scope: 'global', keys: ['Mod+Digit1', 'Mod+Numpad1'] },
  { id: 'go.compose', menu: 'view', section: 1, scope: 'global', keys: ['Mod+Digit2', 'Mod+Numpad2'] },
  { id: 'go.review', menu: 'view', section: 1, scope: 'global', keys: ['Mod+Digit3', 'Mod+Numpad3'] },
  { id: 'go.translate', menu: 'view', section: 1, scope: 'global', keys: ['Mod+Digit4', 'Mod+Numpad4'] },
  { id: 'history.back', menu: 'view', section: 2, scope: 'global', keys: ['Alt+ArrowLeft'], macKeys: ['Mod+BracketLeft'] },
  { id: 'history.forward', menu: 'view', section: 2, scope: 'global', keys: ['Alt+ArrowRight'], macKeys: ['Mod+BracketRight'] },
  { id: 'sync.panel', menu: 'view', section: 3, scope: 'global', keys: ['Mod+Shift+KeyY'] },
  { id: 'sidebar.toggle', menu: 'view', section: 3, scope: 'global', keys: ['Mod+Backslash', 'Mod+IntlBackslash'] },
  { id: 'layout.reset', menu: 'view', section: 3, scope: 'global', keys: [] },
  { id: 'compose.focus', menu: 'view', section: 4, scope: 'compose', keys: ['Mod+Shift+Backslash'] },
  { id: 'compose.typewriter', menu: 'view', section: 4, scope: 'compose', keys: ['Mod+Shift+KeyT'] },
  { id: 'compose.dim', menu: 'view', section: 4, scope: 'compose', keys: ['Mod+Shift+KeyP'] },
  { id: 'compose.measures', menu: 'view', section: 4, scope: 'compose', keys: ['Mod+Shift+KeyC'] },
  { id: 'pane.next', menu: 'view', section: 5, scope: 'global', keys: ['F6'] },
  { id: 'pane.previous', menu: 'view', section: 5, scope: 'global', keys: ['Shift+F6'] },
  { id: 'zoom.in', menu: 'view', section: 6, scope: 'global', keys: ['Mod+Equal', 'Mod+Shift+Equal', 'Mod+NumpadAdd'] },
  { id: 'zoom.out', menu: 'view', section: 6, scope: 'global', keys: ['Mod+Minus', 'Mod+NumpadSubtract'] },
  { id: 'zoom.reset', menu: 'view', section: 6, scope: 'global', keys: ['Mod+Digit0', 'Mod+Numpad0'] },
  { id: 'language.toggle', menu: 'view', section: 7, scope: 'global', keys: [] },
  { id: 'theme.toggle', menu: 'view', section: 7, scope: 'global', keys: [] },

  { id: 'story.duplicate', menu: 'story', section: 1, scope: 'global', keys: [] },
  { id: 'story.archive', menu: 'story', section: 1, scope: 'global', keys: [] },
  { id: 'compose.add-variants', menu: 'story', section: 2, scope: 'compose', keys: ['Mod+Shift+KeyN'], ellipsis: true },
  { id: 'compose.next-variant', menu: 'story', section: 2, scope: 'compose', keys: ['Mod+PageDown'], macKeys: ['Mod+Alt+ArrowRight'] },
  { id: 'compose.previous-variant', menu: 'story', section: 2, scope: 'compose', keys: ['Mod+PageUp'], macKeys: ['Mod+Alt+ArrowLeft'] },
  { id: 'compose.insert-image', menu: 'story', section: 2, scope: 'compose', keys: [], ellipsis: true },
  { id: 'compose.media-library', menu: 'story', section: 2, scope: 'compose', keys: ['Mod+Shift+KeyM'], ellipsis: true },
  { id: 'compose.adapt', menu: 'story', section: 2, scope: 'compose', keys: [], ellipsis: true },
  { id: 'compose.relink', menu: 'story', section: 2, scope: 'compose', keys: [] },
  { id: 'compose.next-problem', menu: 'story', section: 3, scope: 'compose', keys: ['F8'] },
  { id: 'compose.previous-problem', menu: 'story', section: 3, scope: 'compose', keys: ['Shift+F8'] },
  { id: 'compose.fix-problem', menu: 'story', section: 3, scope: 'compose', keys: ['Mod+Period'] },
  { id: 'compose.shorten', menu: 'story', section: 3, scope: 'compose', keys: [] },
  { id: 'compose.split-thread', menu: 'story', section: 3, scope: 'compose', keys: [] },
  { id: 'compose.split-numbered', menu: 'story', section: 3, scope: 'compose', keys: [] },
  { id: 'compose.rest-to-comment', menu: 'story', section: 3, scope: 'compose', keys: [] },
  { id: 'compose.checkpoint', menu: 'story', section: 4, scope: 'compose', keys: ['Mod+KeyS'], ellipsis: true },
  { id: 'compose.history', menu: 'story', section: 4, scope: 'compose', keys: [], ellipsis: true },
  { id: 'compose.request-review', menu: 'story', section: 5, scope: 'compose', keys: ['Mod+Enter'], ellipsis: true },
  { id: 'compose.publish', menu: 'story', section: 5, scope: 'compose', keys: [], ellipsis: true },
  { id: 'translate.confirm', menu: 'story', section: 6, scope: 'translate', keys: ['Mod+Enter'] },
  { id: 'translate.copy-source', menu: 'story', section: 6, scope: 'translate', keys: ['Mod+Shift+KeyD'] },
  { id: 'translate.next-problem', menu: 'story', section: 6, scope: 'translate', keys: ['F8'] },

  { id: 'review.next-change', menu: 'review', section: 1, scope: 'review', keys: ['F7'] },
  { id: 'review.previous-change', menu: 'review', section: 1, scope: 'review', keys: ['Shift+F7'] },
  { id: 'review.next', menu: 'review', section: 2, scope: 'review', keys: ['KeyJ'] },
  { id: 'review.previous', menu: 'review', section: 2, scope: 'review', keys: ['KeyK'] },
  { id: 'review.seen', menu: 'review', section: 2, scope: 'review', keys: ['KeyV'] },
  { id: 'review.comment', menu: 'review', section: 3, scope: 'review', keys: ['KeyC'], ellipsis: true },
  { id: 'review.approve', menu: 'review', section: 4, scope: 'review', keys: ['KeyA'] },
  { id: 'review.return', menu: 'review', section: 4, scope: 'review', keys: ['KeyR'], ellipsis: true },
  { id: 'review.approve-seen', menu: 'review', section: 4, scope: 'review', keys: [] },
  { id: 'review.submit', menu: 'review', section: 5, scope: 'review', keys: ['Mod+Enter'] },

  { id: 'publish.hold', menu: 'review', section: 6, scope: 'global', keys: [], ellipsis: true },
  { id: 'publish.correct', menu: 'review', section: 7, scope: 'global', keys: [], ellipsis: true },
  { id: 'publish.withdraw', menu: 'review', section: 7, scope: 'global', keys: [], ellipsis: true },
  { id: 'publish.amendments', menu: 'review', section: 7, scope: 'global', keys: [], ellipsis: true },

  { id: 'sync.now', menu: null, section: 1, scope: 'global', keys: [] },
  { id: 'sync.toggle-online', menu: null, section: 1, scope: 'global', keys: [] },

  // By their number in the list of newsrooms on this PC.
  { id: 'workspace.go-1', menu: null, section: 2, scope: 'global', keys: ['Mod+Alt+Digit1', 'Mod+Alt+Numpad1'] },
  { id: 'workspace.go-2', menu: null, section: 2, scope: 'global', keys: ['Mod+Alt+Digit2', 'Mod+Alt+Numpad2'] },
  { id: 'workspace.go-3', menu: null, section: 2, scope: 'global', keys: ['Mod+Alt+Digit3', 'Mod+Alt+Numpad3'] },
  { id: 'workspace.go-4', menu: null, section: 2, scope: 'global', keys: ['Mod+Alt+Digit4', 'Mod+Alt+Numpad4'] },
  { id: 'workspace.go-5', menu: null, section: 2, scope: 'global', keys: ['Mod+Alt+Digit5', 'Mod+Alt+Numpad5'] },
  { id: 'workspace.go-6', menu: null, section: 2, scope: 'global', keys: ['Mod+Alt+Digit6', 'Mod+Alt+Numpad6'] },
  { id: 'workspace.go-7', menu: null, section: 2, scope: 'global', keys: ['Mod+Alt+Digit7', 'Mod+Alt+Numpad7'] },
  { id: 'workspace.go-8', menu: null, section: 2, scope: 'global', keys: ['Mod+Alt+Digit8', 'Mod+Alt+Numpad8'] },
  { id: 'workspace.go-9', menu: null, section: 2, scope: 'global', keys: ['Mod+Alt+Digit9', 'Mod+Alt+Numpad9'] },

  { id: 'help.open', menu: 'help', section: 1, scope: 'global', keys: ['F1'] },
  { id: 'shortcuts.open', menu: 'help', section: 1, scope: 'global', keys: ['Mod+Slash'] },
  { id: 'app.about', menu: 'help', section: 2, scope: 'global', keys: [] },
] as const satisfies readonly CommandSpec[];

export type CommandId = (typeof COMMANDS)[number]['id'];

const byId: ReadonlyMap<string, CommandSpec> = new Map(COMMANDS.map((spec) => [spec.id, spec]));

/** The command of that id; undefined when a menu or an older window names one that does not exist. */
export function commandSpec(id: string): CommandSpec | undefined {
  return byId.get(id);
}

export function isCommandId(id: string): id is CommandId {
  return byId.has(id);
}

/** The chords of a command on a platform (`darwin`, `win32`, `linux`…). */
export function chordsOf(spec: CommandSpec, platform: string): readonly string[] {
  return platform === 'darwin' && spec.macKeys !== undefined ? spec.macKeys : spec.keys;
}

const ACCELERATOR_KEYS: Readonly<Record<string, string>> = {
  Comma: ',', Period: '.', Slash: '/', Backslash: '\\', Equal: '=', Minus: '-', BracketLeft: '[', BracketRight: ']',
  ArrowLeft: 'Left', ArrowRight: 'Right', ArrowUp: 'Up', ArrowDown: 'Down', PageDown: 'PageDown', PageUp: 'PageUp', Enter: 'Enter',
};

function keyOf(code: string): string {
  const letter = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
  return letter ?? ACCELERATOR_KEYS[code] ?? code;
}

/**
 * The first chord in Electron's accelerator syntax (`CmdOrCtrl+Shift+Y`), or null for none.
 * Single letters are for reading only: the window handles them where no text is written, so a
 * menu must show them without registering them.
 */
export function acceleratorFor(spec: CommandSpec, platform: string): string | null {
  const chord = chordsOf(spec, platform)[0];
  if (chord === undefined) return null;
  return chord.split('+').map((part) => (part === 'Mod' ? 'CmdOrCtrl' : part === 'Alt' || part === 'Shift' ? part : keyOf(part))).join('+');
}

const MAC_SYMBOLS: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↩', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };
const MAC_ORDER = ['Alt', 'Shift', 'Mod'];
const PLAIN_KEYS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', PageDown: 'PgDn', PageUp: 'PgUp', Escape: 'Esc' };

/** A chord as people read it: the parts of `Ctrl+Shift+Y`, or of `⇧⌘Y` on macOS. */
export function chordLabel(chord: string, platform: string): readonly string[] {
  const parts = chord.split('+');
  const code = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1);
  if (platform === 'darwin') {
    return [...modifiers.toSorted((a, b) => MAC_ORDER.indexOf(a) - MAC_ORDER.indexOf(b)), code].map((part) => MAC_SYMBOLS[part] ?? PLAIN_KEYS[part] ?? keyOf(part));
  }
  return [...modifiers.map((part) => (part === 'Mod' ? 'Ctrl' : part)), PLAIN_KEYS[code] ?? keyOf(code)];
}

/** What is held and pressed, as the DOM's KeyboardEvent gives it. */
export interface KeyPress {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether a key press is that chord, exactly: one modifier more or less is another chord. */
export function matchesChord(chord: string, press: KeyPress, platform: string): boolean {
  const parts = chord.split('+');
  if (parts.at(-1) !== press.code) return false;
  const mac = platform === 'darwin';
  const mod = parts.includes('Mod');
  return (
    (mac ? press.metaKey : press.ctrlKey) === mod &&
    (mac ? press.ctrlKey : press.metaKey) === false &&
    press.altKey === parts.slice(0, -1).includes('Alt') &&
    press.shiftKey === parts.slice(0, -1).includes('Shift')
  );
}

/** A chord of one letter without a modifier: acts only in lists and reviews, and can be switched off (WCAG 2.1.4). */
export function isLetterKey(chord: string): boolean {
  return /^Key[A-Z]$/.test(chord);
}
