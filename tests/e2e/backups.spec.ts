import { expect, type Page, test } from '@playwright/test';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, composePage, reopenStory } from './support/compose-page.ts';
import { graveFindings } from './support/grave-findings.ts';
import { runFromPalette } from './support/palette.ts';

const list = (page: Page) => page.getByRole('dialog', { name: '백업', exact: true });
const ask = (page: Page) => page.getByRole('alertdialog', { name: /백업으로 되돌릴까요\?$/u });

/** Goes back to the newest backup that was made for this reason, by keyboard; resolves when the window is there anew. */
async function goBackTo(page: Page, reason: string, shot: string): Promise<void> {
  await runFromPalette(page, '백업 목록', /^백업 목록/u);
  await list(page).getByRole('row').filter({ hasText: reason }).first().getByRole('button').press('Enter');
  await expect(ask(page).getByText('백업에 있는 것')).toBeVisible();
  await expect(ask(page).getByRole('button', { name: '취소' })).toBeFocused();
  expect(await graveFindings(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath(`${shot}.png`) });
  await page.keyboard.press('Tab');
  await expect(ask(page).getByRole('button', { name: '되돌리기' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/백업으로 되돌렸습니다/u)).toBeVisible({ timeout: 30_000 });
}

async function inEnglishDarkAndSmall({ app }: LaunchedApp): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    for (const id of ['language.toggle', 'theme.toggle']) window!.webContents.send('shell:command', id);
    window!.setContentSize(960, 600);
  });
}

test('a text of yesterday is brought back by going back to its backup, and that of today by going forward, by keyboard', async () => {
  test.setTimeout(240_000);
  const running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const { page } = running;
  const compose = await composeNewStory(page, '어제의 글');
  await compose.x.click();
  await page.keyboard.insertText('어제 쓴 글입니다.');
  await compose.saved();

  await runFromPalette(page, '백업 목록', /^백업 목록/u);
  await expect(list(page).getByText('아직 백업이 없습니다.')).toBeVisible();
  await list(page).getByRole('button', { name: '지금 백업' }).press('Enter');
  await expect(list(page).getByRole('row').filter({ hasText: '직접' })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(list(page)).toBeHidden();

  await compose.x.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(' 오늘 고쳤습니다.');
  // Not waited for: what is on screen counts as well.
  await goBackTo(page, '직접', 'ask-ko');
  await page.screenshot({ path: test.info().outputPath('back-ko.png') });
  const then = await reopenStory(page, '어제의 글');
  await then.open('X');
  await expect.poll(() => composePage(page).shown(then.x)).toBe('어제 쓴 글입니다.');
  await expect(page.getByText('오프라인입니다.', { exact: false })).toBeVisible();

  await goBackTo(page, '되돌리기 전', 'forward-ko');
  const now = await reopenStory(page, '어제의 글');
  await now.open('X');
  await expect.poll(() => composePage(page).shown(now.x)).toBe('어제 쓴 글입니다. 오늘 고쳤습니다.');
  expect(await graveFindings(page)).toEqual([]);

  await inEnglishDarkAndSmall(running);
  await runFromPalette(page, 'Backups', /^Backups/u);
  const english = page.getByRole('dialog', { name: 'Backups' });
  await expect(english.getByRole('row').filter({ hasText: 'Before going back' })).toHaveCount(2);
  await page.screenshot({ path: test.info().outputPath('list-en.png') });
  expect(await graveFindings(page)).toEqual([]);
  await english.getByRole('row').filter({ hasText: 'By hand' }).getByRole('button').press('Enter');
  await expect(page.getByText('On this PC only')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('ask-en.png') });
  await page.keyboard.press('Escape');
  await running.app.close();
});
