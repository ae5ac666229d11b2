import { z } from 'zod';
import { Language } from '../domain/ids.ts';
import { SwitchOutcome, WorkspaceId, WorkspaceItem, WorkspaceLabel } from './workspaces-contract.ts';

/** Bridge A: what the window may ask of the desktop shell. Every channel, its input and its output; both ends parse. */

export const ThemeChoice = z.enum(['system', 'light', 'dark']);
/** What holds in every workspace of this profile. */
export const Settings = z.strictObject({
  /** `system` follows the operating system's language. */
  language: z.enum(['system', 'ko', 'en']),
  theme: ThemeChoice,
  /** Whether the language of a text is checked while it is written, and what of it. */
  spelling: z.boolean(),
  spellingKo: z.boolean(),
  spellingEn: z.boolean(),
  plainWords: z.boolean(),
  /** Focus mode in Compose: whether it takes the whole screen, dims the paragraphs beside the one in hand, keeps the caret's line at one height. */
  focusFullScreen: z.boolean(),
  focusDim: z.boolean(),
  typewriter: z.boolean(),
  /** Single-letter keys in lists and reviews (J, K, A, R…). */
  letterKeys: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

export const ShellState = z.object({
  settings: Settings,
  /** The workspace that is open. */
  workspace: z.object({
    id: WorkspaceId,
    label: z.string(),
    /** Empty: the backend embedded in the app. */
    backendUrl: z.string(),
    /** The code that it was added with, until the app ends: for who joins. */
    invitation: z.string().nullable(),
  }),
  /** What `system` resolves to today. */
  language: Language,
  dark: z.boolean(),
  platform: z.string(),
  version: z.string(),
  zoom: z.number(),
  /** Whether the system's keychain can hold an access token; without one the token is asked for at each start. */
  keychain: z.boolean(),
  /** Whether a token is kept for the backend that is set. */
  hasToken: z.boolean(),
  /** The newsroom cannot be opened (its database is newer, damaged beyond repair, on an unreadable disk): a code of errors.ts. */
  fatal: z.object({ code: z.string(), detail: z.string() }).nullable(),
});
export type ShellState = z.infer<typeof ShellState>;

/** A command of the menu bar, sent to the window; ids are those of the renderer's command table. */
export const MenuCommand = z.string().max(100);

export const shellChannels = {
  'shell:state': { input: z.void(), output: ShellState },
  'shell:set-settings': { input: Settings.partial(), output: ShellState },
  /** The server of the workspace that is open; empty: the one inside the app. */
  'shell:set-backend': { input: z.string().max(2_048), output: ShellState },
  /** Every workspace of this profile, in the order in which they were added, with what lies in each. */
  'shell:workspaces': { input: z.void(), output: z.array(WorkspaceItem) },
  /** Brings what is on screen to the disk, closes the newsroom, opens the other; the window loads anew. */
  'shell:switch-workspace': { input: WorkspaceId, output: SwitchOutcome },
  /** The same with the newsroom that is open: for what its next start is to do. */
  'shell:reopen-workspace': { input: z.void(), output: SwitchOutcome },
  /** A new workspace, which is then opened: of a server, of one's own on this PC, or the sample. */
  'shell:add-workspace': {
    input: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('join'), url: z.url().max(2_048), invitation: z.string().max(100).nullable() }),
      /** `channels` are ids of channels (domain/channel-id.ts). */
      z.strictObject({ kind: z.literal('own'), name: z.string().trim().min(1).max(100), person: z.string().trim().min(1).max(100), channels: z.array(z.string().max(40)).min(1).max(50) }),
      z.strictObject({ kind: z.literal('sample') }),
    ]),
    output: SwitchOutcome,
  },
  'shell:label-workspace': { input: z.strictObject({ id: WorkspaceId, label: WorkspaceLabel }), output: ShellState },
  /** Takes a workspace that is not open off the list; its folder is set aside. Answers where that is now, or null when there is no such workspace. */
  'shell:remove-workspace': { input: WorkspaceId, output: z.string().nullable() },
  /** Keeps the access token of the backend that is set, and of no other, in the keychain (or in memory until quit, where there is none). Empty forgets it. */
  'shell:set-token': { input: z.string().max(4_096), output: ShellState },
  'shell:open-external': { input: z.string().max(4_096), output: z.boolean() },
  'shell:copy-text': { input: z.object({ text: z.string().max(5_000_000), html: z.string().max(10_000_000).nullable() }), output: z.void() },
  /** Asks for a folder and writes the pictures (by SHA-256, from the workspace) into it. Null when cancelled. */
  'shell:save-media': { input: z.array(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), fileName: z.string().max(255) })).max(20), output: z.string().nullable() },
  /** Asks where to put a text file and writes it. Null when cancelled. */
  'shell:save-text': { input: z.object({ suggestedName: z.string().max(255), text: z.string().max(20_000_000) }), output: z.string().nullable() },
  /** Asks for the place of a file that the core writes or reads. The core gets the path, the window a ticket for it. Null when cancelled. */
  'shell:choose-file': { input: z.object({ purpose: z.enum(['save', 'open']), kind: z.enum(['sotong', 'csv', 'jsonl']), suggestedName: z.string().max(255) }), output: z.uuid().nullable() },
  /** Opens another window of the newsroom that is open, at a place that the page understands; empty: where a window begins. */
  'shell:open-window': { input: z.string().max(1_000), output: z.void() },
  /** The window has shown its first screen. */
  'shell:ready': { input: z.void(), output: z.void() },
  'shell:log': { input: z.object({ level: z.enum(['error', 'warn', 'info']), message: z.string().max(10_000) }), output: z.void() },
  /** Which commands can be used now in this window: the menu greys out the others while it has the focus. */
  'shell:menu-state': { input: z.object({ enabled: z.record(z.string().max(100), z.boolean()), title: z.string().max(500) }), output: z.void() },
  /** Shows a notification of the system; pressed, it brings the window that was used last to the front, which is told by `shell:notification-pressed`. False: the system shows none, or it is told in another window. */
  'shell:notify': { input: z.object({ id: z.string().max(100), title: z.string().max(200), body: z.string().max(1_000) }), output: z.boolean() },
  'shell:zoom': { input: z.enum(['in', 'out', 'reset']), output: ShellState },
  /** The whole screen for as long as somebody writes in focus mode; false gives back what it took, and no full screen that was there before. */
  'shell:focus-screen': { input: z.boolean(), output: z.void() },
  /** Answers `shell:before-quit`: whether everything on screen is on disk. */
  'shell:quit-ready': { input: z.boolean(), output: z.void() },
} as const;
export type ShellChannels = typeof shellChannels;
/** What is asked for when a workspace is added. */
export type NewWorkspace = z.infer<ShellChannels['shell:add-workspace']['input']>;
export type ShellChannel = keyof ShellChannels;

/** What the shell tells a window. */
export const shellEvents = {
  'shell:state-changed': ShellState,
  'shell:command': MenuCommand,
  /** Undo or redo of the Edit menu: the window knows whose history is meant, that of a text or of a field. */
  'shell:history': z.enum(['undo', 'redo']),
  /** The window, or its workspace, is about to close: end the composition, save, and answer `shell:quit-ready`. */
  'shell:before-quit': z.void(),
  /** It stays open, while others do, since something in it is not on the disk. */
  'shell:kept-open': z.void(),
  /** The id of a notification of the system that was pressed. */
  'shell:notification-pressed': z.string().max(100),
  /** The core died and was started again: a new port follows. */
  'shell:core-restarted': z.void(),
} as const;
export type ShellEvents = typeof shellEvents;
export type ShellEvent = keyof ShellEvents;

/** What the preload puts on `window.sotong`. */
export interface ShellBridge {
  invoke<C extends ShellChannel>(channel: C, input: z.input<ShellChannels[C]['input']>): Promise<z.output<ShellChannels[C]['output']>>;
  on<E extends ShellEvent>(event: E, listener: (payload: z.output<ShellEvents[E]>) => void): () => void;
  /** Asks for a fresh port to the core; it arrives by `window.postMessage({ type: 'sotong:port' }, [port])`. */
  requestPort(): void;
}
