import { expect, type Locator, test } from '@playwright/test';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, type ComposePage, reopenStory } from './support/compose-page.ts';
import { graveFindings } from './support/grave-findings.ts';
import { createHangulKeyboard, type HangulKeyboard } from './support/hangul.ts';

/** Spelling in the real window, with the dictionaries that come beside the app. */
test.describe.configure({ mode: 'serial' });

let running: LaunchedApp;
let compose: ComposePage;
let keyboard: HangulKeyboard;
let checks: Locator;
let menu: Locator;

test.beforeAll(async () => {
  running = await launchApp({ userData: makeUserDataDir(), args: ['--sample-newsroom'] });
  const { page } = running;
  await page.getByRole('main').waitFor();
  compose = await composeNewStory(page, '맞춤법 시험');
  keyboard = await createHangulKeyboard(page);
  checks = page.getByRole('region', { name: /^맞춤법 \(/u });
  menu = page.getByRole('menu', { name: /^맞춤법/u });
});
test.afterAll(async () => {
  await running.app.close().catch(() => undefined);
});

/** What is underlined as a spelling error, as it is painted. */
function marked(): Promise<string[]> {
  return running.page.evaluate(() => [...(CSS.highlights.get('sotong-spelling') ?? [])].map((range) => (range as Range).toString()));
}

async function write(text: string): Promise<void> {
  const { page } = running;
  await compose.x.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

test('an error that is typed in Hangul is marked once its word is done, found by F8 and mended by keys', async () => {
  const { page } = running;
  await compose.x.click();
  await keyboard.type('도서관의 역활을 나눕니다.');
  await keyboard.commit();
  await expect.poll(marked).toEqual(['역활을']);
  await expect(checks.getByText('사전에 없는 말입니다: 역활을')).toBeVisible();
  await expect(checks.getByText('일부만 찾아 주는 점검입니다.')).toBeVisible();

  await page.getByRole('textbox', { name: '스토리 제목' }).focus();
  await page.keyboard.press('F8');
  await expect(compose.x).toBeFocused();
  expect(await page.evaluate(() => document.getSelection()?.toString())).toBe('역활을');
  await page.keyboard.press('Control+.');
  await expect(menu.getByRole('menuitem', { name: '바꾸기: 역할을' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => compose.shown(compose.x)).toBe('도서관의 역할을 나눕니다.');
  await expect(compose.x).toBeFocused();
  await expect.poll(marked).toEqual([]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => compose.shown(compose.x)).toBe('도서관의 역활을 나눕니다.');
  await page.keyboard.press('Control+Shift+z');
  await keyboard.type(' 끝');
  await keyboard.commit();
  await expect.poll(() => compose.shown(compose.x)).toBe('도서관의 역할 끝을 나눕니다.'.replace('역할 끝을', '역할을 끝'));
  await compose.saved();
});

test('what is certain is mended by one key, and nothing else changes', async () => {
  const { page } = running;
  await write('행사는 10시 부터 시작합니다. The the gate is open. #됬다 https://됬습니다.kr');
  await expect.poll(marked).toEqual(['10시 부터', 'The the']);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+.');
  await expect.poll(() => compose.shown(compose.x)).toBe('행사는 10시부터 시작합니다. The the gate is open. #됬다 https://됬습니다.kr');
  await expect.poll(marked).toEqual(['The the']);
  await compose.saved();
});

test('a name is added at the word, and passes with its particles from then on', async () => {
  const { page } = running;
  await write('온누빛은 오늘 엽니다.');
  await expect.poll(marked).toEqual(['온누빛은']);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ContextMenu');
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await expect(menu.getByRole('menuitem', { name: '이것은 이름입니다' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('뉴스룸 낱말에 추가했습니다: 온누빛').first()).toBeVisible();
  await expect.poll(marked).toEqual([]);
  await expect(compose.x).toBeFocused();
  await write('온누빛에서 만나요. 온누빛를 봅니다.');
  await expect.poll(marked).toEqual(['온누빛를']);
});

test('a word can stand in this variant alone, by the mouse', async () => {
  const { page } = running;
  await write('쀍뛣 하나');
  await expect.poll(marked).toEqual(['쀍뛣']);
  const place = await page.evaluate(() => {
    const [range] = CSS.highlights.get('sotong-spelling') ?? [];
    const { left, top, width, height } = (range as Range).getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  await page.mouse.click(place.x, place.y);
  // The text keeps the focus, and typing closes the choices.
  await expect(menu).toBeVisible();
  await expect(compose.x).toBeFocused();
  await page.keyboard.press('End');
  await expect(menu).toBeHidden();
  await page.mouse.click(place.x, place.y, { button: 'right' });
  await menu.getByRole('menuitem', { name: '이 원고에서 무시' }).click();
  await expect.poll(marked).toEqual([]);
  await compose.open('공통 원문');
  await compose.common.click();
  await page.keyboard.insertText('쀍뛣 둘');
  await expect.poll(marked).toEqual(['쀍뛣']);
  expect(await graveFindings(page)).toEqual([]);
});

test('a word of a field is found by F8, chosen and mended there, by keys', async () => {
  const { page } = running;
  await compose.open('블로그');
  const title = page.getByRole('textbox', { name: '글 제목', exact: true });
  await title.fill('도서관의 역활을 말하다');
  const row = checks.getByRole('listitem').filter({ hasText: '제목: 사전에 없는 말입니다: 역활을' });
  await expect(row).toBeVisible();
  await compose.blog.click();
  await page.keyboard.press('F8');
  await expect(checks).toBeVisible();
  for (let left = 10; left > 0 && !(await title.evaluate((field) => field === document.activeElement)); left -= 1) await page.keyboard.press('F8');
  expect(await title.evaluate((field) => (field as HTMLInputElement).value.slice((field as HTMLInputElement).selectionStart ?? 0, (field as HTMLInputElement).selectionEnd ?? 0))).toBe('역활을');
  await page.keyboard.press('Control+.');
  await expect(menu.getByRole('menuitem', { name: '바꾸기: 역할을' })).toBeFocused();
  await page.screenshot({ path: test.info().outputPath('field.png') });
  await page.keyboard.press('Enter');
  await expect(title).toHaveValue('도서관의 역할을 말하다');
  await expect(title).toBeFocused();
  await expect(row).toHaveCount(0);
  await compose.saved();
  await compose.open('X');
});

test('the newsroom’s terms and plain words are kept in Settings, and a language can be left out', async () => {
  const { page } = running;
  await page.keyboard.press('Control+Comma');
  const words = page.getByRole('region', { name: '설정', exact: true }).getByRole('region', { name: '뉴스룸 낱말' });
  await expect(words.getByRole('list', { name: '이름과 낱말' }).getByText('온누빛')).toBeVisible();
  await words.getByRole('radio', { name: '용어' }).click();
  await words.getByRole('textbox', { name: '쓰는 표기' }).fill('하늘공원');
  await words.getByRole('textbox', { name: '다른 표기 (쉼표로 구분)' }).fill('하늘 공원');
  await words.getByRole('button', { name: '추가' }).click();
  await expect(words.getByRole('list', { name: '용어' }).getByText('하늘공원')).toBeVisible();
  await words.getByRole('radio', { name: '쉬운 말' }).click();
  await words.getByRole('searchbox').fill('익일');
  await words.getByRole('button', { name: '끄기: 익일' }).click();
  await expect(words.getByRole('button', { name: '켜기: 익일' })).toBeVisible();
  await expect(page.getByText('GPL-3.0-or-later', { exact: false })).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);

  await page.keyboard.press('Control+2');
  compose = await reopenStory(page, '맞춤법 시험');
  await compose.open('X');
  await write('익일 하늘 공원을 금번에 엽니다. 역활을 보세요. libary');
  await expect.poll(marked).toEqual(['하늘 공원을', '역활을', 'libary']);
  await expect(checks.getByText('더 쉬운 말이 있습니다: 금번에 → 이번')).toBeVisible();
  await expect(checks.getByText('익일', { exact: false })).toHaveCount(0);

  await page.keyboard.press('Control+Comma');
  // The setting is the shell's: the box follows once it is kept.
  await page.getByRole('checkbox', { name: '한국어' }).click({ force: true });
  await expect(page.getByRole('checkbox', { name: '한국어' })).not.toBeChecked();
  await page.keyboard.press('Control+2');
  compose = await reopenStory(page, '맞춤법 시험');
  await compose.open('X');
  await expect.poll(marked).toEqual(['libary']);
});
