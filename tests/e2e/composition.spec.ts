import { expect, test, type Locator } from '@playwright/test';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { menuCommand } from './support/menu-command.ts';
import { composeNewStory, composePage, type ComposePage, reopenStory } from './support/compose-page.ts';
import { createHangulKeyboard, type HangulKeyboard } from './support/hangul.ts';

/**
 * Hangul, jamo by jamo, in the real app: what is on the screen, what the model holds (the preview is
 * drawn from it) and what was typed are one text, whatever happens in mid-syllable.
 */
test.describe.configure({ mode: 'serial' });

let running: LaunchedApp;
let userData: string;
let compose: ComposePage;
let keyboard: HangulKeyboard;

test.beforeAll(async () => {
  userData = makeUserDataDir();
  await start();
  compose = await composeNewStory(running.page, '한글 시험');
});
test.afterAll(async () => {
  await running.app.close().catch(() => undefined);
});

async function start(): Promise<void> {
  running = await launchApp({ userData, args: ['--sample-newsroom'] });
  await running.page.getByRole('main').waitFor();
  compose = composePage(running.page);
  keyboard = await createHangulKeyboard(running.page);
}

/** An empty text with the caret in it. */
async function fresh(name: 'X' | '블로그'): Promise<Locator> {
  await compose.open(name);
  const editor = name === 'X' ? compose.x : compose.blog;
  await editor.click();
  await running.page.keyboard.press('Control+a');
  await running.page.keyboard.press('Backspace');
  await expect.poll(() => compose.shown(editor)).toBe('');
  keyboard.forget();
  return editor;
}

/** A command of the menu bar. */
const command = (id: string): Promise<void> => menuCommand(running, id);

/** Presses ArrowLeft without waiting for what comes of it; with modifiers 8, Shift too. */
async function arrowLeft(): Promise<(modifiers: 0 | 8) => readonly Promise<unknown>[]> {
  const cdp = await running.page.context().newCDPSession(running.page);
  return (modifiers) => (['rawKeyDown', 'keyUp'] as const).map((type) => cdp.send('Input.dispatchKeyEvent', { type, key: 'ArrowLeft', code: 'ArrowLeft', windowsVirtualKeyCode: 37, modifiers }));
}

async function resize(width: number): Promise<void> {
  await running.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]!.setContentSize(to, 800), width);
}

async function holds(editor: Locator, text: string): Promise<void> {
  await expect.poll(() => compose.shown(editor)).toBe(text);
  await expect.poll(() => compose.previewed()).toBe(text);
}

for (const name of ['X', '블로그'] as const) {
  test.describe(`in the ${name === 'X' ? 'plain text of X' : 'rich text of the blog'}`, () => {
    test('a sentence is typed as it is meant, and its last syllable is on the preview before it is committed', async () => {
      const editor = await fresh(name);
      await keyboard.type('한글 원고를 확인합니다');
      expect(keyboard.composing()).toBe('다');
      await holds(editor, '한글 원고를 확인합니다');
      await keyboard.commit();
      await holds(editor, '한글 원고를 확인합니다');
    });

    test('at the start, in the middle and at the end of a text', async () => {
      const editor = await fresh(name);
      await keyboard.type('나라 사람');
      await keyboard.commit();
      await running.page.keyboard.press('Home');
      await keyboard.type('우리');
      await keyboard.commit();
      await holds(editor, '우리나라 사람');
      for (let i = 0; i < 3; i += 1) await running.page.keyboard.press('ArrowRight');
      await keyboard.type('값진');
      await keyboard.commit();
      await holds(editor, '우리나라 값진사람');
      await running.page.keyboard.press('End');
      await keyboard.type('들');
      await keyboard.commit();
      await holds(editor, '우리나라 값진사람들');
    });

    test('Enter in mid-syllable keeps it, ends the line once, and the next line goes on', async () => {
      const editor = await fresh(name);
      await keyboard.type('첫줄');
      await keyboard.enter();
      await keyboard.type('둘째');
      await keyboard.enter();
      await keyboard.type('닭');
      await keyboard.commit();
      await holds(editor, '첫줄\n둘째\n닭');
    });

    test('Backspace takes the syllable apart, jamo by jamo', async () => {
      const editor = await fresh(name);
      await keyboard.type('한');
      await keyboard.backspace();
      await holds(editor, '하');
      await keyboard.backspace();
      await holds(editor, 'ㅎ');
      await keyboard.backspace();
      await holds(editor, '');
      await keyboard.type('국');
      await keyboard.commit();
      await holds(editor, '국');
      await keyboard.backspace();
      await holds(editor, '');
    });

    test('over a selection, in one line and across lines', async () => {
      const editor = await fresh(name);
      await keyboard.type('안녕하세요');
      await keyboard.commit();
      await running.page.keyboard.press('Control+a');
      await keyboard.type('네');
      await keyboard.commit();
      await holds(editor, '네');
      await keyboard.enter();
      await keyboard.type('둘째');
      await keyboard.commit();
      await running.page.keyboard.press('Control+a');
      await keyboard.type('새글');
      await keyboard.commit();
      await holds(editor, '새글');
    });

    test('over what was selected the moment before, and where an arrow key went the moment before', async () => {
      const editor = await fresh(name);
      await keyboard.type('가나다');
      await keyboard.commit();
      const arrow = await arrowLeft();
      // In one go: the editor's model hears of the caret later than the next jamo comes.
      await Promise.all([...arrow(0), ...arrow(8), keyboard.roll(['f', 'k'])]);
      await keyboard.commit();
      await holds(editor, '가라다');
      await Promise.all([...arrow(0), keyboard.roll(['a', 'k'])]);
      await keyboard.commit();
      await holds(editor, '가마라다');
    });

    test('a click elsewhere in mid-syllable keeps it', async () => {
      const editor = await fresh(name);
      await keyboard.type('누르');
      await running.page.getByRole('textbox', { name: '스토리 제목' }).click();
      keyboard.forget();
      await holds(editor, '누르');
      await editor.click();
      await running.page.keyboard.press('End');
      await keyboard.type('기');
      await keyboard.commit();
      await holds(editor, '누르기');
    });

    test('a save in mid-syllable keeps it, and typing goes on where it was', async () => {
      const editor = await fresh(name);
      await keyboard.type('저장하');
      // The pause is long enough for the autosave, and the model lacks the syllable then.
      await expect(running.page.locator('[data-saved="saved"]')).toBeVisible();
      await keyboard.press('s');
      await keyboard.commit();
      await compose.saved();
      await holds(editor, '저장한');
      await keyboard.type('글');
      // A menu takes no key, so no input method has committed the syllable before.
      await command('compose.checkpoint');
      const dialog = running.page.getByRole('dialog', { name: '이력에 이름 붙여 저장' });
      await expect(dialog).toBeVisible();
      keyboard.forget();
      await dialog.getByRole('button', { name: '취소' }).click();
      await expect(dialog).toBeHidden();
      await holds(editor, '저장한글');
    });

    test('undo of the menu in mid-syllable waits for its end, and typing goes on in one text', async () => {
      const editor = await fresh(name);
      await keyboard.type('한글 원고');
      expect(keyboard.composing()).toBe('고');
      // A menu takes no key, so no input method has committed the syllable before.
      await running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('undo')?.click());
      // Whatever came of the message has come by the time that another one is answered.
      await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript('0'));
      expect(await compose.shown(editor)).toBe('한글 원고');
      expect(keyboard.composing()).toBe('고');
      await keyboard.commit();
      await expect.poll(() => compose.shown(editor)).not.toBe('한글 원고');
      const left = await compose.shown(editor);
      expect('한글 원고'.startsWith(left)).toBe(true);
      await keyboard.type('새로');
      await keyboard.commit();
      await holds(editor, `${left}새로`);
    });

    test('undo takes back no half syllable, and redo brings it all', async () => {
      const editor = await fresh(name);
      await keyboard.type('되돌리기');
      await keyboard.commit();
      await running.page.keyboard.press('Control+z');
      await expect.poll(() => compose.shown(editor)).not.toBe('되돌리기');
      expect(await compose.shown(editor)).toMatch(/^[가-힣]*$/u);
      await running.page.keyboard.press('Control+Shift+z');
      await holds(editor, '되돌리기');
    });
  });
}

test('in bold, and at the edges of it', async () => {
  const editor = await fresh('블로그');
  await running.page.keyboard.press('Control+b');
  await keyboard.type('굵은글');
  await keyboard.commit();
  await running.page.keyboard.press('Control+b');
  await keyboard.type('씨체');
  await keyboard.commit();
  await holds(editor, '굵은글씨체');
  await expect(editor.locator('strong')).toHaveText('굵은글');
  for (let i = 0; i < 4; i += 1) await running.page.keyboard.press('ArrowLeft');
  await keyboard.type('활');
  await keyboard.commit();
  await holds(editor, '굵활은글씨체');
  await expect(editor.locator('strong')).toHaveText('굵활은글');
  await running.page.keyboard.press('Home');
  await keyboard.type('앞');
  await keyboard.commit();
  await holds(editor, '앞굵활은글씨체');
});

test('marks appear beside the syllable and do not touch it', async () => {
  const editor = await fresh('X');
  await keyboard.type('#한빛시 #청년');
  await holds(editor, '#한빛시 #청년');
  await keyboard.commit();
  await keyboard.type(' #월세');
  await keyboard.commit();
  await holds(editor, '#한빛시 #청년 #월세');
  await expect
    .poll(() => running.page.evaluate(() => [...(CSS.highlights.get('sotong-hashtag') ?? [])].map((range) => (range as Range).toString())))
    .toEqual(['#한빛시', '#청년', '#월세']);
});

test('the counter follows the syllable under composition', async () => {
  await fresh('X');
  await keyboard.type('가나다');
  await expect(running.page.getByText('6/280').last()).toBeVisible();
  await keyboard.backspace();
  await keyboard.backspace();
  await expect(running.page.getByText('4/280').last()).toBeVisible();
  await keyboard.commit();
});

test('a switch of the language in mid-syllable keeps it, with caret and undo', async () => {
  const editor = await fresh('X');
  await keyboard.type('언어');
  await running.page.evaluate(() => window.sotong.invoke('shell:set-settings', { language: 'en' }));
  const english = running.page.getByRole('textbox', { name: 'X variant (Korean)' });
  await expect(english).toBeVisible();
  await expect.poll(() => compose.shown(english)).toBe('언어');
  await keyboard.type('전');
  await keyboard.commit();
  await expect.poll(() => compose.shown(english)).toBe('언어전');
  await running.page.evaluate(() => window.sotong.invoke('shell:set-settings', { language: 'ko' }));
  await expect(editor).toBeVisible();
  await holds(editor, '언어전');
});

test('a text that loses the focus right after a change of it gets it back', async () => {
  const editor = await fresh('X');
  await keyboard.type('처음');
  await keyboard.commit();
  // In one task: slate-react hears of no blur until the one after it has put the caret where it belongs.
  await editor.evaluate(async (element) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', '과 끝');
    element.dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertFromPaste', dataTransfer, bubbles: true, cancelable: true }));
    for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
    (element as HTMLElement).blur();
  });
  await command('compose.find');
  await expect(running.page.getByRole('searchbox', { name: '이 스토리에서 찾기' })).toBeFocused();
  await running.page.keyboard.press('Escape');
  await expect(editor).toBeFocused();
  await keyboard.type('까지');
  await keyboard.commit();
  await holds(editor, '처음과 끝까지');
});

test('a switch to another variant in mid-syllable keeps it there, exactly once', async () => {
  const editor = await fresh('X');
  await keyboard.type('옮기');
  await compose.variants.getByRole('option', { name: '블로그' }).click();
  keyboard.forget();
  await expect(compose.blog).toBeVisible();
  await compose.open('X');
  await holds(editor, '옮기');
  await compose.saved();
  await editor.click();
  await running.page.keyboard.press('Control+End');
  await keyboard.type('는중');
  // The keyboard's own way: the input method commits first, then the shortcut comes through.
  await keyboard.commit();
  await running.page.keyboard.press('Control+PageDown');
  await expect(editor).toBeHidden();
  await running.page.keyboard.press('Control+PageUp');
  await holds(editor, '옮기는중');
  await expect(editor).toBeFocused();
});

test('the window losing the focus in mid-syllable keeps it', async () => {
  const editor = await fresh('X');
  await keyboard.type('창밖');
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.blur());
  await running.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  keyboard.forget();
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.focus());
  await holds(editor, '창밖');
});

/** In mid-syllable, from outside the keyboard: the panes are laid out anew, and the editor with them. */
const LAYOUTS: readonly (readonly [string, () => Promise<void>, () => Promise<void>])[] = [
  ['the window becoming narrow', () => resize(1_000), () => resize(1_280)],
  ['a zoom that makes the window narrow', () => command('zoom.in').then(() => command('zoom.in')), () => command('zoom.reset')],
  ['the writing alone on the screen', () => command('compose.focus'), () => command('compose.focus')],
  ['the panes getting their first sizes back', () => command('layout.reset'), () => command('layout.reset')],
];
for (const [what, change, back] of LAYOUTS) {
  test(`${what} in mid-syllable keeps it, and typing goes on behind it`, async () => {
    const editor = await fresh('X');
    const narrow = (): Promise<boolean> => running.page.evaluate(() => matchMedia('(max-width: 1099px)').matches);
    await keyboard.type('자리바');
    await change();
    if (what.includes('narrow')) await expect.poll(narrow).toBe(true);
    await expect.poll(() => compose.shown(editor)).toBe('자리바');
    await expect(editor).toBeFocused();
    keyboard.forget();
    await keyboard.type('꿔도');
    await back();
    await expect.poll(narrow).toBe(false);
    await holds(editor, '자리바꿔도');
    await expect(editor).toBeFocused();
    keyboard.forget();
    await keyboard.type('씀');
    await keyboard.commit();
    await holds(editor, '자리바꿔도씀');
  });
}

test('going to another screen by the menu in mid-syllable keeps it', async () => {
  const editor = await fresh('X');
  await keyboard.type('다른 화면');
  await command('go.library');
  await expect(editor).toBeHidden();
  keyboard.forget();
  await command('history.back');
  await holds(editor, '다른 화면');
});

test('Escape of a composition closes no dialog', async () => {
  await fresh('X');
  await running.page.keyboard.press('Control+s');
  const dialog = running.page.getByRole('dialog', { name: '이력에 이름 붙여 저장' });
  const name = dialog.getByRole('textbox', { name: '이름' });
  await expect(name).toBeFocused();
  await keyboard.type('이름');
  const cdp = await running.page.context().newCDPSession(running.page);
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, code: 'Escape', key: 'Process' });
  await expect(dialog).toBeVisible();
  await keyboard.commit();
  await expect(name).toHaveValue('이름');
  await running.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('quitting in mid-syllable keeps it: after the next start it is there, exactly once', async () => {
  const editor = await fresh('X');
  await keyboard.type('끝까지 남는 글');
  await holds(editor, '끝까지 남는 글');
  await running.app.close();
  await start();
  compose = await reopenStory(running.page, '한글 시험');
  await compose.open('X');
  await holds(compose.x, '끝까지 남는 글');
});
