import { expect, type Page, test } from '@playwright/test';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { killHard, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, reopenStory } from './support/compose-page.ts';
import { graveFindings } from './support/grave-findings.ts';

const list = (page: Page) => page.getByRole('dialog', { name: '이 PC의 뉴스룸', exact: true });
const newsroom = (page: Page, name: string) => page.getByRole('button', { name: `뉴스룸 전환: ${name}` });

async function openList(page: Page): Promise<void> {
  // A key that comes before the window listens is lost.
  await expect(async () => {
    await page.keyboard.press('Control+Alt+Digit0');
    await expect(list(page)).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

async function go(page: Page, number: number, name: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(`Control+Alt+Digit${String(number)}`);
    await expect(newsroom(page, name)).toBeVisible({ timeout: 2_000 });
  }).toPass();
}

async function startOwn(page: Page, name: string): Promise<void> {
  await list(page).getByRole('button', { name: '뉴스룸 추가' }).press('Enter');
  const add = page.getByRole('dialog', { name: '뉴스룸 추가' });
  await expect(add.getByLabel('초대 링크')).toBeFocused();
  await add.getByRole('radio', { name: '이 PC에 새로' }).click();
  await add.getByLabel('뉴스룸 이름').fill(name);
  await add.getByLabel('내 이름').fill('정다운');
  expect(await graveFindings(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('add.png') });
  await page.keyboard.press('Enter');
  await expect(newsroom(page, name)).toBeVisible({ timeout: 30_000 });
}

test('somebody of two newsrooms switches in the middle of typing; nothing is lost, and each keeps its own', async () => {
  test.setTimeout(480_000);
  const userData = makeUserDataDir();
  let running = await launchApp({ userData, lang: 'ko' });
  let { page } = running;
  try {
    const first = await composeNewStory(page, '시청 소식');
    await first.x.click();
    await page.keyboard.insertText('한빛시 도서관이 밤에도 문을 엽니다.');
    await first.saved();
    await openList(page);
    await expect(list(page).getByRole('listitem', { name: '한빛시 소통담당관' })).toContainText('이 PC에만 있음');
    await startOwn(page, '동네 책방');
    // None of the samples, and none of the first newsroom's.
    await expect(page.getByText('아직 스토리가 없습니다', { exact: false })).toBeVisible();

    const second = await composeNewStory(page, '책방 소식');
    await second.x.click();
    await page.keyboard.type('The bookshop opens at nine.');
    // Not saved yet: the next key comes while the last letter is on its way to the disk.
    await page.keyboard.press('Control+Alt+Digit1');
    await expect(newsroom(page, '한빛시 소통담당관')).toBeVisible({ timeout: 30_000 });
    await expect((await reopenStory(page, '시청 소식')).variants.getByRole('option', { name: 'X' }).first()).toBeVisible();

    await openList(page);
    const other = list(page).getByRole('listitem', { name: '동네 책방' });
    await expect(other).toContainText('나: 정다운');
    await expect(other).toContainText('이 PC에만 있는 글');
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('list.png') });
    // Called otherwise on this PC.
    await other.getByRole('button', { name: '동네 책방 이름 변경' }).press('Enter');
    const rename = page.getByRole('dialog', { name: '이 PC에서 부르는 이름' });
    await expect(rename.getByLabel('이름', { exact: true })).toBeFocused();
    await page.keyboard.insertText('책방');
    await page.keyboard.press('Enter');
    await expect(list(page).getByRole('listitem', { name: '책방', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(list(page)).toBeHidden();

    await go(page, 2, '책방');
    const again = await reopenStory(page, '책방 소식');
    await again.open('X');
    await expect(again.x).toContainText('The bookshop opens at nine.');

    // A power cut comes back to the newsroom that was open.
    await killHard(running.app);
    running = await launchApp({ userData, lang: 'ko' });
    ({ page } = running);
    await expect(newsroom(page, '책방')).toBeVisible({ timeout: 30_000 });

    // Taken off this PC: what is nowhere else is said first, and nothing is deleted.
    await go(page, 1, '한빛시 소통담당관');
    await openList(page);
    await list(page).getByRole('button', { name: '책방 뉴스룸을 이 PC에서 빼기' }).press('Enter');
    const remove = page.getByRole('alertdialog', { name: /책방 뉴스룸을 이 PC에서 뺄까요/u });
    await expect(remove).toContainText('이 PC에만 있는 글');
    await expect(remove.getByRole('button', { name: '취소' })).toBeFocused();
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('remove.png') });
    await remove.getByRole('button', { name: '이 PC에서 빼기' }).press('Enter');
    await expect(list(page).getByRole('listitem')).toHaveCount(1);
    const [aside] = readdirSync(join(userData, 'set-aside'));
    expect(existsSync(join(userData, 'set-aside', aside ?? '', 'newsroom.db'))).toBe(true);
  } finally {
    await running.app.close();
  }
});

test('the palette and the menu beside the name know the newsrooms, in English and in the dark', async () => {
  test.setTimeout(300_000);
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'en' });
  try {
    await page.setViewportSize({ width: 960, height: 600 });
    const palette = page.getByRole('dialog', { name: 'Search or run a command' });
    await expect(async () => {
      await page.keyboard.press('Control+k');
      await expect(palette).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await palette.getByRole('searchbox').fill('Add newsroom');
    await page.keyboard.press('Enter');
    const add = page.getByRole('dialog', { name: 'Add a newsroom' });
    await expect(add.getByLabel('Invitation link')).toBeFocused();
    await page.keyboard.insertText('Hello, come in: https://desk.example/#invitation=');
    await page.keyboard.insertText('a'.repeat(43));
    await expect(add.getByRole('status')).toContainText('Joins at desk.example with the invitation code.');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: test.info().outputPath('join-en.png') });
    await add.getByRole('radio', { name: 'Sample' }).click();
    await add.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 30_000 });
    const here = page.getByRole('button', { name: 'Switch newsroom: Hanbit City Communications Office' });
    await expect(here).toBeVisible();
    await here.press('Enter');
    const menu = page.getByRole('menu');
    await expect(menu.getByRole('menuitemradio')).toHaveCount(2);
    await expect(menu.getByRole('menuitemradio').last()).toBeChecked();
    await page.screenshot({ path: test.info().outputPath('menu-en.png') });
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    await expect(async () => {
      await page.keyboard.press('Control+k');
      await expect(palette).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await palette.getByRole('searchbox').fill('Switch to');
    await page.screenshot({ path: test.info().outputPath('palette-en.png') });
    await palette.getByRole('menuitem', { name: /^Switch to Hanbit City Communications Office/u }).first().click();
    // Both are called the same: the page's address tells them apart.
    await page.waitForURL(/workspace=first$/u);
    await here.press('Enter');
    await expect(menu.getByRole('menuitemradio').first()).toBeChecked();
  } finally {
    await app.close();
  }
});

test('two profiles run side by side, each with its own newsroom', async () => {
  test.setTimeout(300_000);
  const userData = makeUserDataDir();
  const one = await launchApp({ userData, args: ['--profile=시청'], lang: 'ko' });
  const two = await launchApp({ userData, args: ['--profile=책방'], lang: 'ko' });
  try {
    await composeNewStory(one.page, '시청의 글');
    await expect(two.page.getByRole('row', { name: /청년 월세/u })).toBeVisible();
    await expect(two.page.getByText('시청의 글')).toHaveCount(0);
    expect(readdirSync(join(userData, 'profiles')).toSorted()).toEqual(['시청', '책방']);
  } finally {
    await one.app.close();
    await two.app.close();
  }
});
