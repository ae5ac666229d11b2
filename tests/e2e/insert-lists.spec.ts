import { expect, type Locator, test } from '@playwright/test';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, type ComposePage, reopenStory } from './support/compose-page.ts';
import { graveFindings } from './support/grave-findings.ts';
import { createHangulKeyboard, type HangulKeyboard } from './support/hangul.ts';
import { tabAndPress, tabTo } from './support/keys.ts';

/** What a newsroom keeps for inserting: written down in Settings, found at the caret, with the keyboard alone. */
test.describe.configure({ mode: 'serial' });

let running: LaunchedApp;
let compose: ComposePage;
let keyboard: HangulKeyboard;
let list: Locator;
let section: Locator;

test.beforeAll(async () => {
  running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  compose = await composeNewStory(running.page, '억새 축제');
  keyboard = await createHangulKeyboard(running.page);
  list = running.page.getByRole('listbox', { name: '넣을 것' });
  section = running.page.getByRole('region', { name: '설정', exact: true }).getByRole('region', { name: '넣을 것' });
});
test.afterAll(async () => {
  await running.app.close().catch(() => undefined);
});

async function blank(editor: Locator): Promise<void> {
  await editor.click();
  await running.page.keyboard.press('Control+a');
  await running.page.keyboard.press('Backspace');
}

test('a template fills in what is known, and each place that is left is an error until somebody fills it', async () => {
  const { page } = running;
  await blank(compose.x);
  await page.keyboard.press('/');
  await keyboard.type('행사');
  await expect(list.getByRole('option').first()).toContainText('행사 안내');
  await keyboard.enter();
  await expect.poll(() => compose.shown(compose.x)).toBe('억새 축제\n\n일시: {{일시}}\n장소: {{장소}}\n대상: {{대상}}\n신청: {{신청 방법}}');
  // The first place is selected: what is typed fills it.
  expect(await page.evaluate(() => document.getSelection()?.toString())).toBe('{{일시}}');
  await keyboard.type('토요일');
  await keyboard.commit();
  const checks = page.getByRole('region', { name: /^점검/u });
  await expect(checks.getByText('아직 채우지 않은 자리입니다: 장소')).toBeVisible();
  await expect(checks.getByText('아직 채우지 않은 자리입니다: 일시')).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath('template-ko.png') });
  for (const filled of ['공원', '누구나', '없음']) {
    await page.keyboard.press('F8');
    await expect.poll(() => page.evaluate(() => document.getSelection()?.toString())).toMatch(/^\{\{.+\}\}$/u);
    await keyboard.type(filled);
    await keyboard.commit();
    await expect.poll(() => compose.shown(compose.x)).toContain(filled);
    await compose.saved();
  }
  await expect.poll(() => compose.shown(compose.x)).toBe('억새 축제\n\n일시: 토요일\n장소: 공원\n대상: 누구나\n신청: 없음');
  await expect(page.getByRole('main').getByText('아직 채우지 않은 자리입니다', { exact: false })).toHaveCount(0);
});

test('@ and # offer names and tags to who goes into the list, and are in nobody’s way', async () => {
  const { page } = running;
  await blank(compose.x);
  await page.keyboard.press('@');
  await keyboard.type('한빛');
  await expect(list.getByRole('option')).not.toHaveCount(0);
  expect(await compose.x.getAttribute('aria-activedescendant')).toBeNull();
  await keyboard.enter();
  await expect.poll(() => compose.shown(compose.x)).toBe('@한빛\n');
  await expect(list).toBeHidden();
  await page.keyboard.press('@');
  await keyboard.type('ㅎㅂㄷ');
  await keyboard.commit();
  await expect(list.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('option', { name: /한빛도서관/u })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect.poll(() => compose.shown(compose.x)).toBe('@한빛\n@hanbit_library');
  await page.keyboard.type(' #');
  await keyboard.type('청년');
  await keyboard.commit();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect.poll(() => compose.shown(compose.x)).toBe('@한빛\n@hanbit_library #청년정책 #청년월세 #한빛청년');
  await compose.saved();
});

test('a channel without mentions gets the name, and the closing lines are those of its language', async () => {
  const { page } = running;
  await compose.open('블로그');
  await blank(compose.blog);
  await page.keyboard.type('/library');
  await expect(list.getByRole('option', { name: /한빛도서관/u })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect.poll(() => compose.shown(compose.blog)).toBe('한빛도서관');
  await page.keyboard.press('Enter');
  await page.keyboard.press('/');
  await keyboard.type('문의');
  await expect(list.getByRole('option').first()).toContainText('문의 안내');
  await keyboard.enter();
  await expect.poll(() => compose.shown(compose.blog)).toBe('한빛도서관\n문의: 한빛시 콜센터 02-555-0120');
  await compose.saved();
});

test('the lists are kept in Settings: a department, with handles that its channels take', async () => {
  const { page } = running;
  await page.keyboard.press('Control+Comma');
  await expect(section.getByRole('list', { name: '사람과 부서' }).getByText('청년정책과')).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
  await section.scrollIntoViewIfNeeded();
  await page.screenshot({ path: test.info().outputPath('lists-ko.png') });
  await tabAndPress(page, section.getByRole('button', { name: '사람 또는 부서 추가' }));
  const dialog = page.getByRole('dialog', { name: '사람 또는 부서 추가' });
  await expect(dialog.getByRole('textbox', { name: '한국어 이름' })).toBeFocused();
  await page.keyboard.insertText('한빛시');
  await tabTo(page, dialog.getByRole('textbox', { name: 'X', exact: true }));
  await page.keyboard.insertText('공원 녹지');
  await page.screenshot({ path: test.info().outputPath('dialog-ko.png') });
  await tabAndPress(page, dialog.getByRole('button', { name: '저장' }));
  await expect(dialog.getByText('이 채널의 멘션이 되지 않습니다', { exact: false })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'X', exact: true }).fill('hanbit_parks');
  await tabAndPress(page, dialog.getByRole('button', { name: '저장' }));
  await expect(dialog.getByText('같은 이름이 이미 있습니다.')).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
  await dialog.getByRole('textbox', { name: '한국어 이름' }).fill('공원녹지과');
  await page.keyboard.press('Enter');
  await tabAndPress(page, dialog.getByRole('button', { name: '저장' }));
  await expect(dialog).toBeHidden();
  await expect(section.getByRole('list', { name: '사람과 부서' }).getByText('@hanbit_parks')).toBeVisible();
});

test('an entry is changed, renamed and removed, and a list is looked through', async () => {
  const { page } = running;
  await section.getByRole('radio', { name: '해시태그 묶음' }).click();
  await section.getByRole('searchbox').fill('월세');
  await expect(section.getByRole('listitem')).toHaveCount(1);
  await section.getByRole('button', { name: '고치기: 청년 정책' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: '해시태그 묶음 고치기' });
  await dialog.getByRole('textbox', { name: '이름', exact: true }).fill('청년 모음');
  await dialog.getByRole('textbox', { name: /^한국어 해시태그/u }).fill('#청년월세 2026');
  await dialog.getByRole('button', { name: '저장' }).press('Enter');
  await expect(dialog.getByText('해시태그가 되지 않습니다: 2026')).toBeVisible();
  await dialog.getByRole('textbox', { name: /^한국어 해시태그/u }).fill('청년월세, 청년주거');
  await dialog.getByRole('button', { name: '저장' }).press('Enter');
  await expect(dialog).toBeHidden();
  await section.getByRole('searchbox').fill('');
  const tags = section.getByRole('list', { name: '해시태그 묶음' });
  await expect(tags.getByText('청년 모음')).toBeVisible();
  await expect(tags.getByText('청년 정책')).toHaveCount(0);

  await section.getByRole('radio', { name: '템플릿' }).click();
  await section.getByRole('button', { name: '템플릿 추가' }).press('Enter');
  const template = page.getByRole('dialog', { name: '템플릿 추가' });
  await template.getByRole('button', { name: '저장' }).press('Enter');
  await expect(template.getByText('한국어나 영어 글을 입력해 주세요.')).toBeVisible();
  await template.getByRole('textbox', { name: '이름', exact: true }).fill('짧은 공지');
  await template.getByRole('textbox', { name: '한국어 글' }).fill('{{기관}}에서 알립니다. {{내용}}');
  // The dialog is longer than the window: it scrolls to where the focus goes, and the window stays.
  await tabAndPress(page, template.getByRole('checkbox', { name: 'X', exact: true }), 'Space');
  await expect(template.getByRole('checkbox', { name: 'X', exact: true })).toBeChecked();
  await expect(template.getByRole('checkbox', { name: 'X', exact: true }).locator('xpath=ancestor::label')).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);
  await page.screenshot({ path: test.info().outputPath('template-dialog-ko.png') });
  expect(await graveFindings(page)).toEqual([]);
  await template.getByRole('button', { name: '저장' }).press('Enter');
  await expect(template).toBeHidden();
  await section.getByRole('button', { name: '빼기: 행사 안내' }).press('Enter');
  await expect(section.getByRole('list', { name: '템플릿' }).getByText('행사 안내')).toHaveCount(0);

  compose = await reopenStory(page, '억새 축제');
  await compose.open('X');
  await blank(compose.x);
  await page.keyboard.press('/');
  await keyboard.type('짧은공지');
  await expect(list.getByRole('option').first()).toContainText('짧은 공지');
  await keyboard.enter();
  await expect.poll(() => compose.shown(compose.x)).toBe('한빛시 소통담당관에서 알립니다. {{내용}}');
  await compose.open('블로그');
  await blank(compose.blog);
  await page.keyboard.press('/');
  await keyboard.type('짧은공지');
  await expect(page.getByText('찾은 것이 없습니다.').first()).toBeVisible();
  await expect(list.getByRole('option')).toHaveCount(0);
  await keyboard.commit();
  await page.keyboard.press('Escape');
});

test('the lists fit a small window, in English and in the dark', async () => {
  const { page } = running;
  await page.evaluate(() => window.sotong.invoke('shell:set-settings', { language: 'en', theme: 'dark' }));
  await page.setViewportSize({ width: 960, height: 600 });
  await page.keyboard.press('Control+Comma');
  const english = page.getByRole('region', { name: 'Things to insert' });
  await expect(english.getByRole('button', { name: 'Add person or department' })).toBeVisible();
  await english.scrollIntoViewIfNeeded();
  await page.screenshot({ path: test.info().outputPath('lists-en.png') });
  await english.getByRole('button', { name: 'Add person or department' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Add person or department' })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('dialog-en.png') });
  expect(await graveFindings(page)).toEqual([]);
});
