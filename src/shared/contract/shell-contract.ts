import { z } from 'zod';
import { Language } from '../domain/ids.ts';

/** Bridge A: what the window may ask of the desktop shell. Every channel, its input and its output; both ends parse. */

export const ThemeChoice = z.enum(['system', 'light', 'dark']);
export const Settings = z.strictObject({
  /** `system` follows the operating system's language. */
  language: z.enum(['system', 'ko', 'en']),
  theme: ThemeChoice,
  spelling: z.boolean(),
  /** Single-letter keys in lists and reviews (J, K, A, R…). */
  letterKeys: z.boolean(),
  /** Empty: the backend embedded in the app. */
  backendUrl: z.string().max(2_048),
});
export type Settings = z.infer<typeof Settings>;

export const ShellState = z.object({
  settings: Settings,
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
  /** Keeps the access token of the backend that is set, and of no other, in the keychain (or in memory until quit, where there is none). Empty forgets it. */
  'shell:set-token': { input: z.string().max(4_096), output: ShellState },
  'shell:open-external': { input: z.string().max(4_096), output: z.boolean() },
  'shell:copy-text': { input: z.object({ text: z.string().max(5_000_000), html: z.string().max(10_000_000).nullable() }), output: z.void() },
  /** Asks for a folder and writes the pictures (by SHA-256, from the workspace) into it. Null when cancelled. */
  'shell:save-media': { input: z.array(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), fileName: z.string().max(255) })).max(20), output: z.string().nullable() },
  /** Asks where to put a text file and writes it. Null when cancelled. */
  'shell:save-text': { input: z.object({ suggestedName: z.string().max(255), text: z.string().max(20_000_000) }), output: z.string().nullable() },
  /** The window has shown its first screen. */
  'shell:ready': { input: z.void(), output: z.void() },
  'shell:log': { input: z.object({ level: z.enum(['error', 'warn', 'info']), message: z.string().max(10_000) }), output: z.void() },
  /** Which commands can be used now: the menu greys out the others. */
  'shell:menu-state': { input: z.object({ enabled: z.record(z.string().max(100), z.boolean()), title: z.string().max(500) }), output: z.void() },
  'shell:zoom': { input: z.enum(['in', 'out', 'reset']), output: ShellState },
  /** Answers `shell:before-quit`: everything on screen is on disk. */
  'shell:quit-ready': { input: z.void(), output: z.void() },
} as const;
export type ShellChannels = typeof shellChannels;
export type ShellChannel = keyof ShellChannels;

/** What the shell tells the window. */
export const shellEvents = {
  'shell:state-changed': ShellState,
  'shell:command': MenuCommand,
  /** Undo or redo of the Edit menu: the window knows whose history is meant, that of a text or of a field. */
  'shell:history': z.enum(['undo', 'redo']),
  /** The window is about to close: end the composition, save, and answer `shell:quit-ready`. */
  'shell:before-quit': z.void(),
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
