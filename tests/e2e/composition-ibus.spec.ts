import { expect, test, type Locator } from '@playwright/test';
import { join } from 'node:path';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, composePage, type ComposePage, reopenStory } from './support/compose-page.ts';
import { type IbusSession, missingForIbus, startIbus, xKeyboard } from './support/hangul-ibus.ts';

/**
 * The same with a real Korean keyboard: keys through X11 to ibus-hangul, and from there through
 * GTK's input method into the window, as on a Linux desktop. Whether a syllable is under composition
 * is ibus's own business here.
 */
test.describe.configure({ mode: 'serial' });

const missing = missingForIbus();
test.skip(missing !== '', `A real Korean keyboard cannot be had: ${missing}`);

let running: LaunchedApp;
let session: IbusSession | undefined;
let userData: string;
let compose: ComposePage;
const keyboard = xKeyboard();

test.beforeAll(async () => {
  userData = makeUserDataDir();
  session = await startIbus(join(userData, '..'));
  await start();
  compose = await composeNewStory(running.page, '한글 자판');
});
test.afterAll(async () => {
  await running?.app.close().catch(() => undefined);
  session?.stop();
});

async function start(): Promise<void> {
  running = await launchApp({ userData, args: ['--sample-newsroom'], env: session?.env ?? {} });
  await running.page.getByRole('main').waitFor();
  compose = composePage(running.page);
  await keyboard.focus('Sotong|소통');
}

/** An empty text with the caret in it. The focus takes a moment to reach the input method. */
async function fresh(name: 'X' | '블로그'): Promise<Locator> {
  await compose.open(name);
  const editor = name === 'X' ? compose.x : compose.blog;
  await editor.click();
  await keyboard.press('ctrl+a', 'BackSpace');
  await expect.poll(() => compose.shown(editor)).toBe('');
  return editor;
}

/**
 * The caret's place in its line. Before each key that ends a syllable, and after it, a test waits for
 * what it should have done: on a busy computer ibus and GTK hand keys on out of order.
 */
async function caretAt(offset: number): Promise<void> {
  await expect
    .poll(() =>
      running.page.evaluate(() => {
        const selection = document.getSelection();
        const block = (selection?.focusNode instanceof Element ? selection.focusNode : selection?.focusNode?.parentElement)?.closest('[data-slate-node="element"]');
        if (selection?.focusNode == null || block == null) return null;
        const before = document.createRange();
        before.setStart(block, 0);
        before.setEnd(selection.focusNode, selection.focusOffset);
        return before.toString().replaceAll('\ufeff', '').length;
      }),
    )
    .toBe(offset);
}

async function holds(editor: Locator, text: string): Promise<void> {
  await expect.poll(() => compose.shown(editor)).toBe(text);
  await expect.poll(() => compose.previewed()).toBe(text);
}

test('the keyboard composes: the first jamo of a syllable is there before the others', async () => {
  const editor = await fresh('X');
  await keyboard.press('g');
  await holds(editor, 'ㅎ');
  await keyboard.press('k', 's');
  await holds(editor, '한');
});

for (const name of ['X', '블로그'] as const) {
  test.describe(`in the ${name === 'X' ? 'plain text of X' : 'rich text of the blog'}`, () => {
    test('a sentence is typed as it is meant', async () => {
      const editor = await fresh(name);
      await keyboard.type('한글 원고를 확인합니다');
      await holds(editor, '한글 원고를 확인합니다');
      await keyboard.press('End');
      await holds(editor, '한글 원고를 확인합니다');
    });

    test('at the start and in the middle', async () => {
      const editor = await fresh(name);
      await keyboard.type('나라 사람');
      await holds(editor, '나라 사람');
      await keyboard.press('Home');
      await caretAt(0);
      await keyboard.type('우리');
      await holds(editor, '우리나라 사람');
      for (let offset = 3; offset <= 5; offset += 1) {
        await keyboard.press('Right');
        await caretAt(offset);
      }
      await keyboard.type('값진');
      await holds(editor, '우리나라 값진사람');
      await keyboard.press('End');
      await holds(editor, '우리나라 값진사람');
    });

    test('Enter in mid-syllable', async () => {
      const editor = await fresh(name);
      await keyboard.type('첫줄');
      await holds(editor, '첫줄');
      await keyboard.press('Return');
      await expect.poll(() => compose.shown(editor)).toBe('첫줄\n');
      await keyboard.type('둘째');
      await holds(editor, '첫줄\n둘째');
      await keyboard.press('Return');
      await expect.poll(() => compose.shown(editor)).toBe('첫줄\n둘째\n');
      await keyboard.type('닭');
      await holds(editor, '첫줄\n둘째\n닭');
    });

    test('Backspace takes the syllable apart', async () => {
      const editor = await fresh(name);
      await keyboard.type('한');
      await keyboard.press('BackSpace');
      await holds(editor, '하');
      await keyboard.press('BackSpace');
      await holds(editor, 'ㅎ');
      await keyboard.press('BackSpace');
      await holds(editor, '');
      await keyboard.type('국');
      await keyboard.press('End');
      await holds(editor, '국');
    });

    test('over a selection', async () => {
      const editor = await fresh(name);
      await keyboard.type('안녕하세요');
      await holds(editor, '안녕하세요');
      await keyboard.press('ctrl+a');
      await expect.poll(() => running.page.evaluate(() => document.getSelection()?.toString())).toBe('안녕하세요');
      await keyboard.type('네');
      await holds(editor, '네');
      await keyboard.press('End');
      await holds(editor, '네');
    });

    test('a click elsewhere, and a switch to another variant, in mid-syllable', async () => {
      const editor = await fresh(name);
      await keyboard.type('누르');
      await holds(editor, '누르');
      await running.page.getByRole('textbox', { name: '스토리 제목' }).click();
      await holds(editor, '누르');
      await editor.click();
      await keyboard.press('End');
      await caretAt(2);
      await keyboard.type('기');
      await holds(editor, '누르기');
      await compose.open(name === 'X' ? '블로그' : 'X');
      await expect(editor).toBeHidden();
      await compose.open(name);
      await holds(editor, '누르기');
    });

    test('Ctrl+S in mid-syllable', async () => {
      const editor = await fresh(name);
      await keyboard.type('저장');
      await holds(editor, '저장');
      await keyboard.press('ctrl+s');
      const dialog = running.page.getByRole('dialog', { name: '이력에 이름 붙여 저장' });
      await expect(dialog).toBeVisible();
      // Not with Escape: ibus-hangul takes that as the way back to Latin letters.
      await dialog.getByRole('button', { name: '취소' }).click();
      await expect(dialog).toBeHidden();
      await holds(editor, '저장');
    });
  });
}

test('in bold', async () => {
  const editor = await fresh('블로그');
  const bold = running.page.getByRole('button', { name: '굵게' });
  await keyboard.press('ctrl+b');
  await expect(bold).toHaveAttribute('aria-pressed', 'true');
  await keyboard.type('굵은글');
  await holds(editor, '굵은글');
  await keyboard.press('ctrl+b');
  await expect(bold).toHaveAttribute('aria-pressed', 'false');
  await keyboard.type('씨');
  await holds(editor, '굵은글씨');
  await keyboard.press('End');
  await holds(editor, '굵은글씨');
  await expect(editor.locator('strong')).toHaveText('굵은글');
});

test('a switch of the language in mid-syllable', async () => {
  const editor = await fresh('X');
  await keyboard.type('언어');
  await holds(editor, '언어');
  await running.page.evaluate(() => window.sotong.invoke('shell:set-settings', { language: 'en' }));
  const english = running.page.getByRole('textbox', { name: 'X variant (Korean)' });
  await expect(english).toBeVisible();
  await keyboard.type('전');
  await expect.poll(() => compose.shown(english)).toBe('언어전');
  await running.page.evaluate(() => window.sotong.invoke('shell:set-settings', { language: 'ko' }));
  await holds(editor, '언어전');
});

test('quitting in mid-syllable: after the next start it is there, exactly once', async () => {
  const editor = await fresh('X');
  await keyboard.type('끝까지 남는 글');
  await holds(editor, '끝까지 남는 글');
  await running.app.close();
  await start();
  compose = await reopenStory(running.page, '한글 자판');
  await compose.open('X');
  await holds(compose.x, '끝까지 남는 글');
});
