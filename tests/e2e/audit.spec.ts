import { expect, type Locator, type Page, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory } from './support/compose-page.ts';
import { graveFindings } from './support/grave-findings.ts';
import { runFromPalette } from './support/palette.ts';

/** The place that a person picks in the system's own dialog, which no test can operate. */
function pick({ app }: LaunchedApp, path: string): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, path);
}

async function choose(page: Page, dialog: Locator, field: RegExp, option: string): Promise<void> {
  await dialog.getByRole('button', { name: field }).press('Enter');
  await page.getByRole('option', { name: option, exact: true }).press('Enter');
}

test('who did what and when is found by kind, person and story, and saved whole, by keyboard', async () => {
  const running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const { page } = running;
  const compose = await composeNewStory(page, '기록 시험');
  await compose.x.click();
  await page.keyboard.insertText('억새 축제가 열립니다.');
  await compose.saved();
  await compose.askReview();

  await runFromPalette(page, '활동 기록', /^활동 기록/u);
  const dialog = page.getByRole('dialog', { name: '활동 기록' });
  const rows = dialog.getByRole('row');
  const mine = rows.filter({ hasText: '기록 시험' });
  await expect(mine.filter({ hasText: '검토 요청' })).toContainText('김하늘');
  await expect(mine.filter({ hasText: '검토 요청' })).toContainText('X (한국어)');
  await expect(rows.filter({ hasText: '결정 · 승인' }).first()).toContainText('박서연');
  await expect(rows.filter({ hasText: '발행 · 발행됨' }).first()).toContainText('서버');
  expect(await graveFindings(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('all-ko.png') });

  await choose(page, dialog, /종류/u, '검토와 의견');
  await expect(rows.filter({ hasText: '원고 판' })).toHaveCount(0);
  await expect(mine).toHaveCount(1);
  await choose(page, dialog, /사람/u, '박서연');
  await expect(mine).toHaveCount(0);
  await expect(rows.filter({ hasText: '결정 · 승인' }).first()).toBeVisible();
  await dialog.getByRole('searchbox', { name: '스토리 제목으로 찾기' }).focus();
  await page.keyboard.insertText('그런 스토리는 없다');
  await expect(dialog.getByText('해당하는 활동이 없습니다.')).toBeVisible();

  // What is saved is all of what is no sample, whatever the list shows.
  const file = join(makeUserDataDir(), 'activities.csv');
  await pick(running, file);
  await dialog.getByRole('button', { name: 'CSV로 저장…' }).press('Enter');
  await expect(page.getByText(/활동 \d+건을 저장했습니다\./u)).toBeVisible();
  const text = readFileSync(file, 'utf8');
  expect(text.startsWith('\u{FEFF}"seq"')).toBe(true);
  expect(text).toContain('"submission"');
  expect(text).toContain('"김하늘"');
  await expect(dialog.getByRole('button', { name: 'CSV로 저장…' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await running.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    for (const id of ['language.toggle', 'theme.toggle']) window!.webContents.send('shell:command', id);
    window!.setContentSize(960, 600);
  });
  await runFromPalette(page, 'Activity log', /^Activity log/u);
  const english = page.getByRole('dialog', { name: 'Activity log' });
  await expect(english.getByRole('row').filter({ hasText: 'Review request' }).first()).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('all-en-small.png') });
  await running.app.close();
});
