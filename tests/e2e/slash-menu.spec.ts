import { expect, type Locator, test } from '@playwright/test';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, type ComposePage } from './support/compose-page.ts';
import { graveFindings } from './support/grave-findings.ts';
import { createHangulKeyboard, type HangulKeyboard } from './support/hangul.ts';

/** Inserting by name while writing, with the keyboard alone. */
test.describe.configure({ mode: 'serial' });

let running: LaunchedApp;
let compose: ComposePage;
let keyboard: HangulKeyboard;
let list: Locator;

test.beforeAll(async () => {
  running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  compose = await composeNewStory(running.page, '넣기 시험');
  keyboard = await createHangulKeyboard(running.page);
  list = running.page.getByRole('listbox', { name: '넣을 것' });
});
test.afterAll(async () => {
  await running.app.close().catch(() => undefined);
});

/** An empty text with the caret in it. */
async function blank(editor: Locator): Promise<void> {
  await editor.click();
  await running.page.keyboard.press('Control+a');
  await running.page.keyboard.press('Backspace');
}

/** The item that the text says is meant. */
async function active(editor: Locator): Promise<string | null> {
  const id = await editor.getAttribute('aria-activedescendant');
  return id === null ? null : running.page.locator(`[id="${id}"]`).textContent();
}

test('a character is found by a Korean name that is composed, chosen with Enter, and taken back in one step', async () => {
  const { page } = running;
  await blank(compose.x);
  await keyboard.type('다음 ');
  await page.keyboard.press('/');
  await expect(list.getByRole('group', { name: '특수 문자' })).toBeVisible();
  await expect(list.getByRole('group', { name: '이모지' })).toBeVisible();
  await expect(compose.x).toBeFocused();
  await expect(compose.x).toHaveAttribute('aria-controls', (await list.getAttribute('id')) ?? '');
  await keyboard.type('화살ㅍ');
  // The next consonant stands in the syllable before it until its vowel comes.
  expect(keyboard.composing()).toBe('삺');
  await expect.poll(() => active(compose.x)).toContain('→');
  await keyboard.press('y');
  // Enter ends the syllable first, and is the list's after that.
  await keyboard.enter();
  await expect(list).toBeHidden();
  await expect.poll(() => compose.shown(compose.x)).toBe('다음 →');
  await expect(compose.x).toBeFocused();
  expect(await compose.x.getAttribute('aria-activedescendant')).toBeNull();
  await keyboard.type(' 여기');
  await keyboard.commit();
  await expect.poll(() => compose.shown(compose.x)).toBe('다음 → 여기');
  await page.keyboard.press('Control+z');
  await expect.poll(() => compose.shown(compose.x)).toBe('다음 →');
  await page.keyboard.press('Control+z');
  await expect.poll(() => compose.shown(compose.x)).toBe('다음 /화살표');
  await expect(list).toBeHidden();
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => compose.shown(compose.x)).toBe('다음 →');
  await compose.saved();
});

test('an emoji is found by initial consonants and by its English name, and the arrows choose', async () => {
  const { page } = running;
  await blank(compose.x);
  await page.keyboard.press('/');
  await keyboard.type('ㅂㄲㄴㅇ');
  await keyboard.commit();
  await expect(list.getByRole('option').first()).toContainText('🎆');
  await page.keyboard.press('Tab');
  await expect.poll(() => compose.shown(compose.x)).toBe('🎆');
  await page.keyboard.type(' /firework');
  await expect(list.getByRole('option')).not.toHaveCount(0);
  const second = await list.getByRole('option').nth(1).textContent();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => active(compose.x)).toBe(second);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => active(compose.x)).toBe(await list.getByRole('option').last().textContent());
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => compose.shown(compose.x)).toBe('🎆 🎆');
  await page.keyboard.type(' /');
  await expect(list.getByRole('group', { name: '최근에 넣은 것' }).getByRole('option').first()).toContainText('🎆');
  await page.keyboard.press('Escape');
});

test('Escape leaves what was typed, and closes nothing else', async () => {
  const { page } = running;
  await blank(compose.x);
  await page.keyboard.press('Control+f');
  const find = page.getByRole('search');
  await expect(find).toBeVisible();
  await compose.x.click();
  await page.keyboard.press('/');
  await keyboard.type('별');
  await expect(list.getByRole('option').first()).toBeVisible();
  await keyboard.commit();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(find).toBeVisible();
  await expect.poll(() => compose.shown(compose.x)).toBe('/별');
  // It stays shut while the same word is written on, and Enter breaks the line again.
  await keyboard.type('빛');
  await keyboard.enter();
  await expect.poll(() => compose.shown(compose.x)).toBe('/별빛\n');
  await expect(list).toBeHidden();
  await find.getByRole('searchbox').or(find.getByRole('textbox')).first().click();
  await page.keyboard.press('Escape');
  await expect(find).toBeHidden();
});

test('a sign within a word, one with a space behind it and a question that fits nothing change no key', async () => {
  const { page } = running;
  await blank(compose.x);
  await page.keyboard.type('3/4 A / B https://hanbit.example/a #tag @name /usr/bin');
  await expect(list).toBeHidden();
  await page.keyboard.press('Enter');
  await page.keyboard.type('/zzzz');
  await expect(page.getByText('찾은 것이 없습니다.').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(list).toBeHidden();
  await expect.poll(() => compose.shown(compose.x)).toBe('3/4 A / B https://hanbit.example/a #tag @name /usr/bin\n/zzzz\n');
  await page.keyboard.type('/star');
  await expect(list).toBeVisible();
  await page.keyboard.press('Home');
  await expect(list).toBeHidden();
  await page.keyboard.press('End');
  await expect(list).toBeHidden();
  await page.keyboard.type(' /star');
  await expect(list).toBeVisible();
  await page.getByRole('textbox', { name: '스토리 제목' }).focus();
  await expect(list).toBeHidden();
});

test('in the rich text of the blog and in the common text it is the same, and by the mouse', async () => {
  const { page } = running;
  await compose.open('블로그');
  await blank(compose.blog);
  await page.keyboard.type('a');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Control+b');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/square');
  await list.getByRole('option', { name: '제곱미터' }).click();
  await expect.poll(() => compose.shown(compose.blog)).toBe('a\n㎡');
  await expect(compose.blog).toBeFocused();
  await compose.open('공통 원문');
  await blank(compose.common);
  await page.keyboard.press('/');
  await keyboard.type('섭씨');
  await expect(list.getByRole('option').first()).toContainText('℃');
  await keyboard.enter();
  await expect.poll(() => compose.shown(compose.common)).toBe('℃');
  await compose.saved();
});

test('the same list is a command, for the caret and in the place of what is selected', async () => {
  const { page } = running;
  await compose.open('X');
  await blank(compose.x);
  await keyboard.type('앞뒤');
  await keyboard.commit();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+i');
  const dialog = page.getByRole('dialog', { name: '삽입' });
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await keyboard.type('낫ㅍ');
  await keyboard.commit();
  await expect(dialog.getByRole('menuitem').first()).toContainText('「」');
  expect(await graveFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(compose.x).toBeFocused();
  await expect.poll(() => compose.shown(compose.x)).toBe('앞「」뒤');
  await page.keyboard.press('Control+z');
  await expect.poll(() => compose.shown(compose.x)).toBe('앞뒤');
});

test('the list is accessible, and fits the window in both languages, light and dark', async () => {
  const { page } = running;
  for (const [language, theme, width, height] of [['ko', 'light', 1_280, 800], ['en', 'dark', 960, 600]] as const) {
    await page.evaluate((choices) => window.sotong.invoke('shell:set-settings', choices), { language, theme });
    await page.setViewportSize({ width, height });
    const editor = page.locator('main [role="textbox"][contenteditable="true"]');
    await blank(editor);
    await page.keyboard.type('/');
    const shown = page.getByRole('listbox', { name: language === 'ko' ? '넣을 것' : 'Things to insert' });
    await expect(shown).toBeVisible();
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath(`slash-${language}-${theme}.png`) });
    await page.keyboard.type('star');
    await expect(shown.getByRole('option').first()).toBeVisible();
    await page.screenshot({ path: test.info().outputPath(`slash-found-${language}-${theme}.png`) });
    await page.keyboard.press('Escape');
  }
});
