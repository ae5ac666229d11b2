import { expect, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { colleagueOf } from './support/colleague.ts';
import { composeNewStory, composePage } from './support/compose-page.ts';
import { connectTo } from './support/connect.ts';
import { graveFindings } from './support/grave-findings.ts';
import { createHangulKeyboard } from './support/hangul.ts';
import { synced, toggleOnline } from './support/line.ts';
import { startStandaloneBackend } from './support/standalone-backend.ts';

const LINE = '물을 아껴 주세요';

test('two people write in one common text apart: both texts stay, whoever opens it is told, and puts it in order', async () => {
  test.slow();
  const backend = await startStandaloneBackend();
  const running = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const { app, page } = running;
  try {
    await connectTo(page, backend.url, backend.token);
    await page.keyboard.press('Control+1');
    const compose = await composeNewStory(page, '가뭄 소식');
    await compose.open('공통 원문');
    await compose.common.click();
    await page.keyboard.insertText(LINE);
    await compose.saved();
    await page.getByRole('button', { name: /^검토 요청/u }).first().click();
    const asking = page.getByRole('dialog', { name: '검토 요청' });
    await asking.getByRole('button', { name: /건 검토 요청/u }).click();
    await expect(asking).toBeHidden();
    await synced(running);
    const colleague = await colleagueOf(backend.url, backend.token);
    const story = await colleague.find('story-revision', LINE);

    await toggleOnline(running, 'offline');
    await compose.open('공통 원문');
    await compose.common.click();
    await page.keyboard.press('Control+a');
    const keyboard = await createHangulKeyboard(page);
    await keyboard.type('물을 반만 써 주세요');
    await keyboard.commit();
    await compose.saved();
    await colleague.rewrite(story, LINE, '물을 셋 중 하나 아껴 주세요');
    // Who is elsewhere by then is told, and led there.
    await page.keyboard.press('Control+1');
    await expect(compose.common).toBeHidden();
    await toggleOnline(running, 'online');
    const told = page.getByRole('alertdialog').filter({ hasText: '스토리의 같은 곳을 함께 고침: 이도윤' });
    await expect(told).toContainText('가뭄 소식', { timeout: 30_000 });
    await page.screenshot({ path: test.info().outputPath('told-ko.png') });
    await told.getByRole('button', { name: '열기' }).press('Enter');
    await compose.open('공통 원문');

    const notice = page.getByRole('region', { name: '함께 고친 스토리' });
    await expect(notice).toContainText('공통 원문(한국어): 두 사람의 글을 모두 남겼습니다.', { timeout: 30_000 });
    await expect.poll(() => compose.shown(compose.common)).toBe('물을 셋 중 하나 아껴 주세요\n물을 반만 써 주세요');
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('settled-ko.png') });
    await notice.getByRole('button', { name: '정리했음' }).press('Enter');
    await expect(notice).toBeHidden();
    await composePage(page).saved();
  } finally {
    await app.close();
    await backend.dispose();
  }
});
