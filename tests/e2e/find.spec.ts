import { expect, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory } from './support/compose-page.ts';
import { graveFindings } from './support/grave-findings.ts';
import { tabTo } from './support/keys.ts';

test('words are found in every text of a story, and replaced with the particle that fits, by keyboard', async () => {
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const compose = await composeNewStory(page, '시장 간담회');
  await compose.x.click();
  await page.keyboard.insertText('시장이 시장을 둘러봅니다. 부시장도 함께합니다.');
  await compose.open('블로그');
  await compose.blog.click();
  await page.keyboard.insertText('한빛 시장은 오늘 문을 엽니다.');
  await page.getByRole('textbox', { name: '글 제목', exact: true }).fill('시장 이야기');
  await compose.saved();
  await compose.open('X');
  await compose.x.click();

  const dialog = page.getByRole('dialog', { name: '스토리에서 찾아 바꾸기' });
  await test.step('found everywhere', async () => {
    await page.keyboard.press('Control+h');
    await expect(dialog.getByRole('textbox', { name: '찾을 말' })).toBeFocused();
    await page.keyboard.insertText('시장');
    await expect(dialog.getByText('글 2건, 5곳', { exact: true })).toBeVisible();
    await tabTo(page, dialog.getByRole('checkbox', { name: /낱말 전체/u }));
    await page.keyboard.press('Space');
    await expect(dialog.getByText('글 2건, 4곳', { exact: true })).toBeVisible();
    expect(await graveFindings(page)).toEqual([]);
  });

  await test.step('replaced where it is ticked', async () => {
    await dialog.getByRole('textbox', { name: '바꿀 말' }).focus();
    await page.keyboard.insertText('도지사');
    await page.screenshot({ path: test.info().outputPath('replace.png') });
    await dialog.getByRole('checkbox', { name: /^제목: 시장 이야기/u }).focus();
    await page.keyboard.press('Space');
    await dialog.getByRole('button', { name: '3곳 바꾸기' }).press('Enter');
    await expect(dialog).toBeHidden();
    await expect.poll(() => compose.shown(compose.x)).toBe('도지사가 도지사를 둘러봅니다. 부시장도 함께합니다.');
    await compose.open('블로그');
    await expect.poll(() => compose.shown(compose.blog)).toBe('한빛 도지사는 오늘 문을 엽니다.');
    await expect(page.getByRole('textbox', { name: '글 제목', exact: true })).toHaveValue('시장 이야기');
  });

  await test.step('one step of undo in the text, and a way back for all', async () => {
    await page.getByRole('button', { name: '되돌리기' }).click();
    await expect.poll(() => compose.shown(compose.blog)).toBe('한빛 시장은 오늘 문을 엽니다.');
    await compose.open('X');
    await expect.poll(() => compose.shown(compose.x)).toBe('시장이 시장을 둘러봅니다. 부시장도 함께합니다.');
    await compose.x.click();
    await page.keyboard.press('Control+z');
    await expect.poll(() => compose.shown(compose.x)).toBe('도지사가 도지사를 둘러봅니다. 부시장도 함께합니다.');
  });

  await test.step('a place is shown in its text', async () => {
    await page.keyboard.press('Control+h');
    await dialog.getByRole('textbox', { name: '찾을 말' }).fill('오늘');
    // Until then the list is that of the words looked for before.
    await expect(dialog.getByText('글 1건, 1곳', { exact: true })).toBeVisible();
    await dialog.getByRole('button', { name: /^보기: 본문/u }).press('Enter');
    await expect(compose.blog).toBeFocused();
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('오늘');
    await compose.saved();
  });
  await app.close();
});
