import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, composePage, reopenStory } from './support/compose-page.ts';
import { graveFindings } from './support/grave-findings.ts';
import { runFromPalette } from './support/palette.ts';

/** Two computers of one newsroom without a network between them; a stick goes from one to the other. */
const TITLE = '막대로 건넨 소식';

/** What a person picks in the system's own dialogs, which no test can operate. */
async function pick({ app }: LaunchedApp, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}

/** Runs a command by its name, from the palette. */
async function write(page: Page, text: string): Promise<void> {
  const compose = composePage(page);
  await compose.x.click();
  await page.keyboard.press('Control+a');
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    await page.keyboard.insertText(line);
  }
  await compose.saved();
}

async function keepVersion(page: Page): Promise<void> {
  await page.keyboard.press('Control+s');
  const checkpoint = page.getByRole('dialog', { name: '이력에 이름 붙여 저장' });
  await expect(checkpoint).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(checkpoint).toBeHidden();
}

async function exportTo(side: LaunchedApp, path: string): Promise<void> {
  await pick(side, path);
  await runFromPalette(side.page, '꾸러미로 내보내기', /^꾸러미로 내보내기/u);
  const dialog = side.page.getByRole('dialog', { name: '꾸러미로 내보내기' });
  await expect(dialog).toBeVisible();
  expect(await graveFindings(side.page)).toEqual([]);
  await dialog.getByRole('button', { name: '파일로 저장…' }).focus();
  await side.page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(side.page.getByText(/꾸러미를 저장했습니다/)).toBeVisible();
}

test('a story goes from one computer to another on a stick and back, by keyboard, and a broken stick changes nothing', async () => {
  const folder = makeUserDataDir();
  const a = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const b = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  try {
    const mine = await composeNewStory(a.page, TITLE);
    await write(a.page, '첫째 줄입니다.\n둘째 줄입니다.\n셋째 줄입니다.');
    await keepVersion(a.page);
    const there = join(folder, 'there.sotong');
    await exportTo(a, there);

    // A stick that was pulled out too early.
    const whole = readFileSync(there);
    writeFileSync(join(folder, 'half.sotong'), whole.subarray(0, whole.length / 2));
    await pick(b, join(folder, 'half.sotong'));
    await runFromPalette(b.page, '꾸러미 가져오기', /^꾸러미 가져오기/u);
    const dialog = b.page.getByRole('dialog', { name: '꾸러미 가져오기' });
    await expect(dialog.getByRole('alert')).toContainText('꾸러미가 아니거나 손상된 파일입니다.');
    await expect(dialog.getByRole('alert')).toContainText('바뀐 것은 없습니다.');
    await b.page.screenshot({ path: test.info().outputPath('broken.png') });

    // The same again, whole: first what it would do, then that.
    await pick(b, there);
    await dialog.getByRole('button', { name: '파일 선택…' }).focus();
    await b.page.keyboard.press('Enter');
    const stories = dialog.getByRole('region', { name: '스토리' });
    await expect(stories.getByText(TITLE)).toBeVisible();
    await expect(stories).toContainText('새 스토리');
    await expect(dialog.getByText('김하늘')).toBeVisible();
    await expect(dialog.getByText('판 2 · 의견 0 · 결정 0 · 그 밖 0')).toBeVisible();
    expect(await graveFindings(b.page)).toEqual([]);
    await b.page.screenshot({ path: test.info().outputPath('preview.png') });
    await expect(dialog.getByRole('button', { name: '가져오기', exact: true })).toBeFocused();
    await b.page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(b.page.getByText(/꾸러미를 가져왔습니다/)).toBeVisible();

    const theirs = await reopenStory(b.page, TITLE);
    await theirs.open('X');
    await expect.poll(() => theirs.shown(theirs.x)).toBe('첫째 줄입니다.\n둘째 줄입니다.\n셋째 줄입니다.');
    await write(b.page, '첫째 줄입니다.\n둘째 줄입니다.\n셋째 줄을 고쳤습니다.');
    await keepVersion(b.page);
    const back = join(folder, 'back.sotong');
    await exportTo(b, back);

    // Meanwhile the first one has gone on too.
    await write(a.page, '첫째 줄을 바꿨습니다.\n둘째 줄입니다.\n셋째 줄입니다.');
    await keepVersion(a.page);
    await pick(a, back);
    await runFromPalette(a.page, '꾸러미 가져오기', /^꾸러미 가져오기/u);
    const answer = a.page.getByRole('dialog', { name: '꾸러미 가져오기' });
    await expect(answer.getByText('없습니다. 서로 다른 곳을 고친 글은 저절로 합쳐집니다.')).toBeVisible();
    await expect(answer.getByText('2건')).toBeVisible();
    await answer.getByRole('button', { name: '가져오기', exact: true }).focus();
    await a.page.keyboard.press('Enter');
    await expect(answer).toBeHidden();
    await expect.poll(() => mine.shown(mine.x)).toBe('첫째 줄을 바꿨습니다.\n둘째 줄입니다.\n셋째 줄을 고쳤습니다.');

    // What is here already is said to be, and cannot be taken in twice.
    await runFromPalette(a.page, '꾸러미 가져오기', /^꾸러미 가져오기/u);
    await expect(answer.getByText('새로 들어올 것이 없습니다.').first()).toBeVisible();
    await expect(answer.getByRole('button', { name: '닫기', exact: true }).last()).toBeFocused();
    await a.page.keyboard.press('Enter');
    await expect(answer).toBeHidden();
  } finally {
    await a.app.close();
    await b.app.close();
  }
});

test('what a list lacks is exported by it, and the dialogs read well in English, in the dark and in a small window', async () => {
  const folder = makeUserDataDir();
  const a = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  try {
    await composeNewStory(a.page, TITLE);
    await keepVersion(a.page);
    const { page } = a;
    const list = join(folder, 'list.sotong');
    await pick(a, list);
    await runFromPalette(page, '꾸러미로 내보내기', /^꾸러미로 내보내기/u);
    const dialog = page.getByRole('dialog', { name: '꾸러미로 내보내기' });
    await page.screenshot({ path: test.info().outputPath('export-ko.png') });
    await dialog.getByRole('button', { name: '목록 저장…' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('목록을 저장했습니다.')).toBeVisible();
    await expect(dialog).toBeHidden();

    await runFromPalette(page, '꾸러미로 내보내기', /^꾸러미로 내보내기/u);
    await dialog.getByRole('button', { name: /^모두|담을 것/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: '동료의 목록에 없는 것' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: '파일로 저장…' }).focus();
    await page.keyboard.press('Enter');
    // The list is one's own: nothing is lacking.
    await expect(dialog.getByRole('alert')).toContainText('내보낼 것이 없습니다.');
    // What was pressed has kept the focus, so that Escape still reaches the dialog.
    await expect(dialog.getByRole('button', { name: '파일로 저장…' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();

    await a.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      for (const id of ['language.toggle', 'theme.toggle']) window!.webContents.send('shell:command', id);
      window!.setContentSize(960, 600);
    });
    const english = page.getByRole('dialog', { name: 'Export bundle' });
    await runFromPalette(page, 'Export bundle', /^Export bundle/u);
    await expect(english).toBeVisible();
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('export-en.png') });
    await pick(a, join(folder, 'all.sotong'));
    await english.getByRole('button', { name: 'Save to a file…' }).focus();
    await page.keyboard.press('Enter');
    await expect(english).toBeHidden();
    await runFromPalette(page, 'Import bundle', /^Import bundle/u);
    await expect(page.getByRole('dialog', { name: 'Import bundle' }).getByText('There is nothing new in it.').first()).toBeVisible();
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('nothing-en.png') });
  } finally {
    await a.app.close();
  }
});
