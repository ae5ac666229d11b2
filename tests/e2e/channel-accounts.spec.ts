import { expect, type Page, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory } from './support/compose-page.ts';
import { graveFindings } from './support/grave-findings.ts';
import { takeSeat } from './support/newsroom.ts';
import { runFromPalette } from './support/palette.ts';

const accounts = (page: Page) => page.getByRole('region', { name: '설정', exact: true }).getByRole('region', { name: '채널 계정' });

test('an admin adds an account, for which texts are written, and retires it; a writer can only look', async () => {
  test.setTimeout(180_000);
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  await page.getByRole('button', { name: /^설정/u }).click();
  await expect(accounts(page).getByRole('listitem')).not.toHaveCount(0);
  await expect(accounts(page).getByRole('button', { name: '계정 추가' })).toBeHidden();

  await takeSeat(page, '최지우');
  await accounts(page).getByRole('button', { name: '계정 추가' }).press('Enter');
  const add = page.getByRole('dialog', { name: '계정 추가' });
  await expect(add.getByLabel('한국어 이름')).toBeFocused();
  await page.keyboard.insertText('한빛공원');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('Hanbit Park');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('@hanbit_park');
  expect(await graveFindings(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('add-ko.png') });
  await page.keyboard.press('Enter');
  await expect(add).toBeHidden();
  const park = accounts(page).getByRole('listitem').filter({ hasText: '@hanbit_park' });
  await expect(park).toContainText('한빛공원');
  await park.scrollIntoViewIfNeeded();
  await page.screenshot({ path: test.info().outputPath('list-ko.png') });

  await composeNewStory(page, '공원 소식');
  await page.keyboard.press('Control+Shift+n');
  const variants = page.getByRole('dialog', { name: '원고 추가' });
  await variants.getByRole('checkbox', { name: 'X, 한빛공원, 한국어' }).check({ force: true });
  await variants.getByRole('button', { name: '원고 1건 추가' }).press('Enter');
  await expect(page.getByRole('listbox', { name: '원고' }).getByRole('option', { name: /hanbit_park/u })).toBeVisible();

  await page.getByRole('button', { name: /^설정/u }).click();
  await park.getByRole('button', { name: 'X 한빛공원 변경' }).press('Enter');
  const change = page.getByRole('dialog', { name: 'X: 계정 변경' });
  await change.getByRole('switch', { name: /쓰지 않음/u }).press('Space');
  expect(await graveFindings(page)).toEqual([]);
  await change.getByRole('button', { name: '저장' }).press('Enter');
  await expect(park).toContainText('쓰지 않음');

  // On record by its name, not by its id.
  await runFromPalette(page, '활동 기록', /^활동 기록/u);
  const log = page.getByRole('dialog', { name: '활동 기록' });
  await expect(log.getByRole('row').filter({ hasText: '채널 계정 ‘한빛공원’' })).toHaveCount(2);
  await page.keyboard.press('Escape');

  await composeNewStory(page, '다른 소식');
  await page.keyboard.press('Control+Shift+n');
  await expect(variants).toBeVisible();
  await expect(variants.getByRole('listitem').filter({ hasText: '@hanbit_city' }).first()).toBeVisible();
  await expect(variants.getByText('@hanbit_park')).toBeHidden();
  await page.keyboard.press('Escape');

  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    for (const id of ['language.toggle', 'theme.toggle', 'settings.open']) window!.webContents.send('shell:command', id);
    window!.setContentSize(960, 600);
  });
  const english = page.getByRole('region', { name: 'Channel accounts' });
  await english.getByRole('listitem').last().scrollIntoViewIfNeeded();
  expect(await graveFindings(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('list-en.png') });
  await app.close();
});
