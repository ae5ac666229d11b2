import { expect, type Page, test } from '@playwright/test';
import { existsSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import { launchApp } from '../support/launch-electron.ts';
import { composeNewStory, reopenStory } from './support/compose-page.ts';
import { backendAddress, postsOf, takeSeat } from './support/newsroom.ts';
import { runFromPalette } from './support/palette.ts';
import { smallDisk } from './support/small-disk.ts';

const TITLE = '가득 찬 디스크';
/** More than the journal of a fresh start has room for: to record it the disk must give some. */
const TEXT = '가뭄에 물을 아껴 써 주세요. '.repeat(4_000).trim();
const FULL = '저장 공간이 부족해 저장하지 못했습니다.';

/** Takes all the room that a small disk has left; answers how to give it back. */
function fill(folder: string): () => void {
  const filler = join(folder, 'filler');
  const { bavail, bsize } = statfsSync(folder);
  try {
    writeFileSync(filler, Buffer.alloc(bavail * bsize));
  } catch (error) {
    // Somebody was quicker: then it is full all the same.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
  return () => rmSync(filler, { force: true });
}

async function askForReview(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^검토 요청/u })
    .first()
    .click();
  await page.getByRole('dialog', { name: '검토 요청' }).getByRole('button', { name: /1건 검토 요청/u }).click();
}

test('on a full disk every act is refused by name and nothing is half done; with room again all of it goes on, and is out once', async () => {
  test.setTimeout(300_000);
  const { userData, unmount } = smallDisk(260);
  let { app, page } = await launchApp({ userData, lang: 'ko' });
  let free = (): void => undefined;
  try {
    const written = await composeNewStory(page, TITLE);
    await written.open('블로그');
    await written.blog.click();
    await page.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      document.activeElement?.dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertFromPaste', dataTransfer: data, bubbles: true, cancelable: true }));
    }, TEXT);
    await page.getByRole('textbox', { name: '글 제목' }).fill('가뭄 소식');
    await written.saved();
    await app.close();

    ({ app, page } = await launchApp({ userData, lang: 'ko' }));
    const compose = await reopenStory(page, TITLE);
    await compose.open('블로그');
    free = fill(userData);

    await test.step('it is not sent for review, and not half of it either', async () => {
      await askForReview(page);
      const dialog = page.getByRole('dialog', { name: '검토 요청' });
      await expect(dialog.getByText(FULL)).toBeVisible();
      await page.screenshot({ path: test.info().outputPath('review.png') });
      await page.keyboard.press('Escape');
      await expect(compose.variants.getByRole('option', { name: /^블로그.*초안/u })).toBeVisible();
    });
    await test.step('no picture comes in, and no backup is made', async () => {
      await compose.open('X');
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: '이미지 추가' }).click();
      await (await chooser).setFiles({ name: '한강.png', mimeType: 'image/png', buffer: readFileSync(resolve(import.meta.dirname, '../fixtures/media/hanbit-square.png')) });
      await expect(page.getByText(FULL).first()).toBeVisible();
      await page.screenshot({ path: test.info().outputPath('picture.png') });
      await runFromPalette(page, '지금 백업', /^지금 백업/u);
      await expect(page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: FULL }).first()).toBeVisible();
    });
    await test.step('what is there can be found and read', async () => {
      await page.keyboard.press('Control+1');
      await page.keyboard.press('Control+Shift+f');
      await page.keyboard.insertText('동파');
      await expect(page.getByRole('listbox', { name: '스토리' }).getByRole('option').or(page.getByRole('grid').getByRole('row')).first()).toContainText('동파');
    });

    free();
    const again = await reopenStory(page, TITLE);
    await again.open('블로그');
    expect((await again.shown(again.blog)) === TEXT, 'the text is as it was written').toBe(true);
    await askForReview(page);
    await expect(page.getByRole('dialog', { name: '검토 요청' })).toBeHidden();
    await takeSeat(page, '박서연');
    await page.keyboard.press('Control+3');
    await page.getByRole('row', { name: /^블로그, 한국어/u }).first().click();
    await page.getByRole('button', { name: /^블로그 \(한국어\) 승인/u }).click();
    await page.getByRole('button', { name: /^제출 \(1\)/u }).click();
    await page.getByRole('dialog', { name: '검토 제출' }).getByRole('button', { name: '1건 제출' }).click();
    const publish = page.getByRole('button', { name: /승인된 것 모두 발행 \(1\)/u });
    await expect(publish).toBeEnabled({ timeout: 60_000 });

    const dialog = page.getByRole('dialog', { name: '발행' });
    const confirm = dialog.getByRole('button', { name: '1건 발행' });
    await test.step('it is not asked to be published while the disk is full', async () => {
      free = fill(userData);
      await publish.click();
      await confirm.click();
      await expect(dialog.getByText(FULL)).toBeVisible();
      free();
    });
    await test.step('the disk is full again as soon as it was asked for, under the hands of the server in the app', async () => {
      await confirm.click();
      await expect(dialog).toBeHidden();
      free = fill(userData);
      // Whatever of it was done by then: the app goes on, and says where it stands.
      await page.keyboard.press('Control+1');
      await expect(page.getByRole('heading', { name: '보관함', level: 1 })).toBeVisible();
      await page.keyboard.press('Control+3');
      await expect(page.getByRole('heading', { name: '검토', level: 1 })).toBeVisible();
      free();
    });
    const blog = SAMPLE_WORKSPACE.accounts.find(({ channel }) => channel === 'blog')?.id ?? '';
    // A server that the disk has ended is started again; until then nobody answers.
    const posts = async (): Promise<number> => (existsSync(join(userData, 'newsroom/backend/port')) ? (await postsOf(backendAddress(userData), blog).catch(() => [])).length : 0);
    await expect.poll(posts, { timeout: 90_000 }).toBe(1);
    await page.keyboard.press('Control+2');
    await expect(page.getByRole('listbox', { name: '원고' }).getByRole('option', { name: /^블로그.*발행됨/u })).toBeVisible({ timeout: 60_000 });
    expect(await posts()).toBe(1);
  } finally {
    free();
    await app.close().catch(() => undefined);
    unmount();
  }
});
