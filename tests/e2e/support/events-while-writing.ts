import { expect, type Locator } from '@playwright/test';
import type { LaunchedApp } from '../../support/launch-electron.ts';
import type { HangulKeyboard } from './hangul.ts';
import { menuCommand } from './menu-command.ts';
import type { EventSpec } from './random-writing.ts';

/** The text on the screen, whatever it is called: its name changes with the language of the window. */
export const EDITOR = 'main [role="textbox"][contenteditable="true"]';

/** Where somebody writes: the window, the keyboard, and the text in hand. */
export interface Desk {
  readonly running: LaunchedApp;
  readonly keyboard: HangulKeyboard;
  /** At `EDITOR`. */
  readonly editor: Locator;
  /** Somebody else's next line for this text arrives at the server. */
  readonly remote: () => Promise<void>;
  readonly comment: () => Promise<void>;
}

/** Which kind of text is in hand; not everything can happen in each. */
export type Place = 'x' | 'blog' | 'common';

interface EventWhileWriting extends EventSpec {
  readonly places: readonly Place[];
  readonly run: (desk: Desk) => Promise<void>;
}

const EVERYWHERE = ['x', 'blog', 'common'] as const;
const VARIANTS = ['x', 'blog'] as const;

/** A command of the menu, after which the keyboard goes on with a new syllable. */
async function command({ running, keyboard }: Desk, id: string): Promise<void> {
  await menuCommand(running, id);
  keyboard.forget();
}

type Choices = { readonly language?: 'ko' | 'en'; readonly theme?: 'light' | 'dark'; readonly spelling?: true; readonly spellingKo?: true; readonly spellingEn?: true; readonly plainWords?: true };

export async function choose({ running: { page } }: Pick<Desk, 'running'>, choices: Choices): Promise<void> {
  await page.evaluate((given) => window.sotong.invoke('shell:set-settings', given), choices);
}

/** The language that the window speaks, and whether it is dark. */
function look({ running: { page } }: Desk): Promise<{ readonly english: boolean; readonly dark: boolean }> {
  return page.evaluate(async () => {
    const { language, dark } = (await window.sotong.invoke('shell:state', undefined)) as { language: string; dark: boolean };
    return { english: language === 'en', dark };
  });
}

/** Waits, frame by frame, until something is there, or gone: `expect` looks again after a tenth of a second only, and this is done hundreds of times. */
async function until({ running: { page } }: Desk, selector: string, there: boolean): Promise<void> {
  await page.waitForFunction(([what, want]) => (document.querySelector(what) !== null) === want, [selector, there] as const);
}

const DIALOG = '[role="dialog"]';
const LIST = '[data-insert-list]';
/** Once it has the focus it takes the keys. */
const focusIn = (what: string): string => `:is(${what}, ${what} *):focus`;
const FOCUSED = `${EDITOR}:focus`;

/** Opens something that takes the focus, and closes it: the caret must be back where it was. */
async function lookAt(desk: Desk, id: string, what: string, close = 'Escape'): Promise<void> {
  await command(desk, id);
  await until(desk, focusIn(what), true);
  await desk.running.page.keyboard.press(close);
  await until(desk, what, false);
  await until(desk, FOCUSED, true);
}

/** Hides all but the text, and shows it again. */
async function writeAlone(desk: Desk): Promise<void> {
  await command(desk, 'compose.focus');
  await until(desk, '[data-focus-mode]', true);
  await command(desk, 'compose.focus');
  await until(desk, '[data-focus-mode]', false);
}

/** The window may become narrow or wide with it, which ends the syllable once more. The page learns of its scale first, and of its width a moment later. */
export async function zoom(desk: Desk, id: 'zoom.in' | 'zoom.out' | 'zoom.reset'): Promise<void> {
  const { app, page } = desk.running;
  await command(desk, id);
  const width = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getContentSize()[0]!);
  await page.waitForFunction(async (pixels) => {
    const { zoom: factor } = (await window.sotong.invoke('shell:state', undefined)) as { zoom: number };
    const narrow = matchMedia('(max-width: 1099px)').matches;
    return Math.abs(factor - devicePixelRatio) < 0.02 && Math.abs(innerWidth * devicePixelRatio - pixels) < 3 && narrow === (document.querySelector('[data-pane="compose-side"]') === null);
  }, width);
  desk.keyboard.forget();
}

/** The caret goes back into the text without the mouse, as F6 brings it; into the one that is there then, where the text is being made anew. */
async function comeBack({ running: { page } }: Desk): Promise<void> {
  await page.waitForFunction((editor) => {
    const element = document.querySelector<HTMLElement>(editor);
    element?.focus();
    return element !== null && document.activeElement === element;
  }, EDITOR);
}

/**
 * What happens between two jamo. A line here is all that it takes to have something more happen; what a build does not have
 * is left out by `eventsIn`.
 */
const EVENTS: readonly EventWhileWriting[] = [
  { name: 'autosave', ends: false, weight: 2, places: EVERYWHERE, run: (desk) => until(desk, '[data-saved="saved"]', true) },
  { name: 'revision-arrives', ends: false, weight: 8, places: EVERYWHERE, run: (desk) => desk.remote() },
  { name: 'comment-arrives', ends: false, weight: 3, places: VARIANTS, run: (desk) => desk.comment() },
  { name: 'sync', ends: true, weight: 4, places: EVERYWHERE, run: (desk) => command(desk, 'sync.now') },
  { name: 'language', ends: false, weight: 4, places: EVERYWHERE, run: async (desk) => choose(desk, { language: (await look(desk)).english ? 'ko' : 'en' }) },
  { name: 'theme', ends: false, weight: 6, places: EVERYWHERE, run: async (desk) => choose(desk, { theme: (await look(desk)).dark ? 'light' : 'dark' }) },
  { name: 'zoom-in', ends: true, weight: 2, places: EVERYWHERE, run: (desk) => zoom(desk, 'zoom.in') },
  { name: 'zoom-out', ends: true, weight: 2, places: EVERYWHERE, run: (desk) => zoom(desk, 'zoom.out') },
  { name: 'zoom-reset', ends: true, weight: 2, places: EVERYWHERE, run: (desk) => zoom(desk, 'zoom.reset') },
  { name: 'writing-alone', ends: true, weight: 2, places: EVERYWHERE, run: writeAlone },
  { name: 'panes-reset', ends: true, weight: 2, places: EVERYWHERE, run: (desk) => command(desk, 'layout.reset') },
  { name: 'palette', ends: true, weight: 3, places: EVERYWHERE, run: (desk) => lookAt(desk, 'palette.open', DIALOG) },
  { name: 'find', ends: true, weight: 3, places: EVERYWHERE, run: (desk) => lookAt(desk, 'compose.find', '[role="search"]') },
  { name: 'named-save', ends: true, weight: 2, places: VARIANTS, run: (desk) => lookAt(desk, 'compose.checkpoint', DIALOG, 'Enter') },
  {
    name: 'slash-menu-taken', ends: true, weight: 3, places: EVERYWHERE, leaves: ' →',
    run: async (desk) => {
      await askFor(desk, '화살표');
      await desk.keyboard.enter();
      await until(desk, LIST, false);
    },
  },
  {
    name: 'slash-menu-left', ends: true, weight: 2, places: EVERYWHERE, leaves: ' /ㅎ',
    run: async (desk) => {
      await askFor(desk, 'ㅎ');
      await desk.keyboard.commit();
      await desk.running.page.keyboard.press('Escape');
      await until(desk, LIST, false);
    },
  },
  {
    name: 'costs', ends: true, weight: 2, places: ['x'],
    run: async (desk) => {
      const { page } = desk.running;
      await page.getByRole('button', { name: /\d+\/280/u }).first().click();
      await until(desk, focusIn(DIALOG), true);
      desk.keyboard.forget();
      await page.keyboard.press('Escape');
      await until(desk, DIALOG, false);
      await comeBack(desk);
    },
  },
  {
    name: 'variant-and-back', ends: true, weight: 3, places: EVERYWHERE,
    run: async (desk) => {
      const own = `${EDITOR}[aria-label="${(await desk.editor.getAttribute('aria-label')) ?? ''}"]`;
      await command(desk, 'compose.next-variant');
      await until(desk, own, false);
      await until(desk, EDITOR, true);
      await command(desk, 'compose.previous-variant');
      await until(desk, `${own}:focus`, true);
    },
  },
  {
    name: 'screen-and-back', ends: true, weight: 1, places: EVERYWHERE,
    run: async (desk) => {
      await command(desk, 'go.library');
      await until(desk, EDITOR, false);
      await command(desk, 'history.back');
      await until(desk, EDITOR, true);
      await comeBack(desk);
    },
  },
  {
    name: 'window-blur', ends: true, weight: 4, places: EVERYWHERE,
    run: async (desk) => {
      const { app, page } = desk.running;
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.blur());
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      desk.keyboard.forget();
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.focus());
      await comeBack(desk);
    },
  },
];

/** Asks for things to insert behind a space, and waits until one of them is ready to be taken. */
async function askFor(desk: Desk, query: string): Promise<void> {
  const { keyboard } = desk;
  await keyboard.commit();
  await desk.running.page.keyboard.type(' /');
  await keyboard.type(query);
  await until(desk, `${LIST} [aria-selected="true"]`, true);
}

/** What can happen in that place. */
export function eventsIn(place: Place): readonly EventSpec[] {
  return EVENTS.filter(({ places }) => places.includes(place)).map(({ name, ends, weight, leaves }) => ({ name, ends, weight, ...(leaves === undefined ? {} : { leaves }) }));
}

export async function happens(name: string, desk: Desk): Promise<void> {
  const event = EVENTS.find((each) => each.name === name);
  if (event === undefined) throw new Error(`Nothing is called ${name}`);
  await event.run(desk);
}

/** Switches on all that marks, checks and draws a text while it is written: spelling in both languages, plain words, and the previews of these channels beside one another. */
export async function everythingOn({ running }: Pick<Desk, 'running'>, channels: readonly string[]): Promise<void> {
  const { page } = running;
  await choose({ running }, { spelling: true, spellingKo: true, spellingEn: true, plainWords: true, language: 'ko', theme: 'light' });
  await page.getByRole('button', { name: /^함께 보기/u }).click();
  for (const channel of channels) await page.getByRole('menuitemcheckbox', { name: new RegExp(`^${channel}`, 'u') }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: /^예상 화면/u })).toHaveCount(channels.length + 1);
}
