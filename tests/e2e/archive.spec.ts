import { expect, type Page, test } from '@playwright/test';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, reopenStory } from './support/compose-page.ts';
import { connectTo } from './support/connect.ts';
import { graveFindings } from './support/grave-findings.ts';
import { addVariants, approve, chooseInQueue, goOnline, newStoryFromFile, publishApproved, sendAllForReview, submitVerdicts } from './support/main-job-steps.ts';
import { backendAddress, postsOf, sourceArticle, takeSeat, write } from './support/newsroom.ts';
import { synced, toggleOnline } from './support/line.ts';
import { startStandaloneBackend } from './support/standalone-backend.ts';

const x = SAMPLE_WORKSPACE.accounts.find(({ channel }) => channel === 'x')!;

async function archiveSelected(page: Page): Promise<void> {
  await page.getByRole('button', { name: '다른 작업' }).click();
  await page.getByRole('menuitem', { name: '보관', exact: true }).click();
}

test('archiving asks about what waits to go out, and stops it', async () => {
  test.slow();
  const userData = makeUserDataDir();
  const { app, page } = await launchApp({ userData, lang: 'ko' });
  await newStoryFromFile(page, sourceArticle());
  await addVariants(page, [{ channel: 'X', language: '한국어' }]);
  await write(page, 'X', '한국어', '한빛시, 오늘부터 야간 도서관을 엽니다.');
  await sendAllForReview(page, 1);
  await takeSeat(page, '박서연');
  await page.keyboard.press('ControlOrMeta+Digit3');
  await chooseInQueue(page, 'X', '한국어');
  await approve(page, 'X', '한국어');
  await submitVerdicts(page, 1, 1);
  await goOnline(page, false);
  await publishApproved(page, 1);

  await page.keyboard.press('ControlOrMeta+Digit1');
  await page.getByRole('row', { name: /야간 도서관|City/ }).first().click();
  await archiveSelected(page);
  const dialog = page.getByRole('alertdialog', { name: '발행을 기다리는 글이 있습니다' });
  await expect(dialog.getByText('발행이나 정정 1건이 중단됩니다', { exact: false })).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveText(['X (한국어)']);
  await expect(dialog.getByRole('button', { name: '취소', exact: true })).toBeFocused();
  expect(await graveFindings(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('archive-dialog.png') });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await archiveSelected(page);
  await dialog.getByRole('button', { name: '발행을 중단하고 보관' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('보관했습니다:', { exact: false })).toBeVisible();
  await goOnline(page, true);
  await expect(page.getByRole('contentinfo').getByText(/모두 동기화됨|연결됨/)).toBeVisible({ timeout: 30_000 });
  expect(await postsOf(backendAddress(userData), x.id)).toEqual([]);
  await app.close();
});

const TITLE = '보관과 수정';

test('what somebody went on writing comes back from the archive, says so to who archived it, and is kept by a word', async () => {
  test.slow();
  const backend = await startStandaloneBackend();
  const a = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const b = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  try {
    await connectTo(b.page, backend.url, backend.token);
    await b.page.keyboard.press('Control+1');
    const writing = await composeNewStory(b.page, TITLE);
    await writing.x.click();
    await b.page.keyboard.insertText('첫 글');
    await writing.saved();
    await b.page.keyboard.press('Control+s');
    await expect(b.page.getByRole('dialog', { name: '이력에 이름 붙여 저장' })).toBeVisible();
    await b.page.keyboard.press('Enter');
    await synced(b);
    await connectTo(a.page, backend.url, backend.token);
    await takeSeat(a.page, '박서연');
    await synced(a);
    await a.page.keyboard.press('Control+1');

    await toggleOnline(b, 'offline');
    await writing.x.click();
    await b.page.keyboard.press('Control+End');
    await b.page.keyboard.insertText('에 이어 모르고 쓴 글');
    await writing.saved();
    await a.page.getByRole('row', { name: new RegExp(TITLE, 'u') }).click();
    // Nothing waits to go out: it is not asked.
    await archiveSelected(a.page);
    await expect(a.page.getByText(`보관했습니다: ${TITLE}`)).toBeVisible();
    await synced(a);
    await expect(a.page.getByRole('row', { name: new RegExp(TITLE, 'u') })).toHaveCount(0);
    await toggleOnline(b, 'online');
    await synced(b);
    await synced(a);

    await expect(a.page.getByRole('row', { name: new RegExp(TITLE, 'u') })).toBeVisible();
    await a.page.getByRole('button', { name: '알림, 새 알림 1건' }).click();
    await a.page.screenshot({ path: test.info().outputPath('overtaken-bell.png') });
    await a.page.getByRole('dialog', { name: '알림' }).getByRole('button', { name: /보관한 글이 돌아옴: 김하늘, 계속 작성/ }).click();
    const told = (page: Page) => page.getByRole('status').filter({ hasText: '보관한 스토리였지만 그 사이 작성이 이어져 목록으로 돌아왔습니다. 작성: 김하늘 · 보관: 박서연.' });
    await expect(told(a.page)).toBeVisible();
    await expect.poll(() => writing.shown(a.page.getByRole('textbox', { name: 'X 원고 (한국어)', exact: true }))).toBe('첫 글에 이어 모르고 쓴 글');
    // And so is whoever opens it.
    await expect(told(b.page)).toBeVisible();
    expect(await graveFindings(a.page)).toEqual([]);
    await a.page.screenshot({ path: test.info().outputPath('overtaken.png') });
    await told(a.page).getByRole('button', { name: '그대로 두기' }).click();
    await expect(told(a.page)).toBeHidden();
    await synced(a);
    await synced(b);
    await expect(told(b.page)).toBeHidden();
    await reopenStory(b.page, TITLE);
  } finally {
    await a.app.close();
    await b.app.close();
    await backend.dispose();
  }
});
