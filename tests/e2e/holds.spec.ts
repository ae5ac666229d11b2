import { expect, test } from '@playwright/test';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { graveFindings } from './support/grave-findings.ts';
import { tabTo } from './support/keys.ts';
import { addVariants, approve, chooseInQueue, goOnline, newStoryFromFile, publishApproved, sendAllForReview, submitVerdicts } from './support/main-job-steps.ts';
import { runFromPalette } from './support/palette.ts';
import { backendAddress, postsOf, sourceArticle, takeSeat, write } from './support/newsroom.ts';

const x = SAMPLE_WORKSPACE.accounts.find(({ channel }) => channel === 'x')!;

test('publishing is held offline, says so everywhere, and lets go only what somebody chooses', async () => {
  test.slow();
  const userData = makeUserDataDir();
  const { app, page } = await launchApp({ userData, lang: 'ko' });
  const panel = page.getByRole('region', { name: '동기화' });

  await test.step('two posts are approved', async () => {
    await newStoryFromFile(page, sourceArticle());
    await addVariants(page, [{ channel: 'X', language: '한국어' }, { channel: 'X', language: '영어' }]);
    await write(page, 'X', '한국어', '한빛시, 오늘부터 야간 도서관을 엽니다.');
    await write(page, 'X', '영어', 'Hanbit opens its night library today.');
    await sendAllForReview(page, 2);
    await takeSeat(page, '박서연');
    await page.keyboard.press('ControlOrMeta+Digit3');
    await chooseInQueue(page, 'X', '한국어');
    await approve(page, 'X', '한국어');
    await chooseInQueue(page, 'X', '영어');
    await approve(page, 'X', '영어');
    await submitVerdicts(page, 2, 2);
  });

  await test.step('offline, both are asked for, and then X is held by keyboard', async () => {
    await goOnline(page, false);
    await publishApproved(page, 2);
    await runFromPalette(page, '발행 보류', /발행 보류/u);
    const dialog = page.getByRole('dialog', { name: '발행 보류' });
    await expect(dialog.getByRole('textbox', { name: '사유' })).toBeFocused();
    await page.keyboard.insertText('여는 시각을 다시 확인합니다.');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: '채널 하나' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: /채널$/ })).toContainText('X');
    expect(await graveFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: '보류', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('발행을 보류하고 있습니다. X 발행: 여는 시각을 다시 확인합니다.')).toBeVisible();
  });

  await test.step('online, the server holds both', async () => {
    await goOnline(page, true);
    await page.getByRole('button', { name: '보류 보기' }).click();
    await expect(panel.getByRole('tab', { name: '발행 보류' })).toHaveAttribute('aria-selected', 'true');
    await panel.getByRole('tab', { name: '발행 현황' }).click();
    await expect(panel.getByText('발행 보류 중')).toHaveCount(2, { timeout: 60_000 });
    expect(await postsOf(backendAddress(userData), x.id)).toEqual([]);
  });

  await test.step('a writer is told who lifts it', async () => {
    await panel.getByRole('tab', { name: '발행 보류' }).click();
    await takeSeat(page, '김하늘');
    await tabTo(page, panel.getByRole('button', { name: '보류 해제: X 발행' }));
    await expect(panel.getByRole('button', { name: '보류 해제: X 발행' })).toHaveAccessibleDescription('보류는 총괄, 발행 담당, 관리자가 풉니다.');
    await takeSeat(page, '박서연');
  });

  await test.step('lifted, one goes out, one does not', async () => {
    await panel.getByRole('tab', { name: '발행 보류' }).click();
    await panel.getByRole('button', { name: '보류 해제: X 발행' }).click();
    const dialog = page.getByRole('dialog', { name: /보류 해제/ });
    const rows = dialog.getByRole('listitem');
    await expect(rows).toHaveCount(2);
    await rows.filter({ hasText: /ko/ }).getByRole('radio', { name: '발행', exact: true }).click();
    await rows.filter({ hasNotText: /ko/ }).getByRole('radio', { name: '발행 취소' }).click();
    expect(await graveFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: '보류 해제' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('발행을 보류하고 있습니다.', { exact: false })).toBeHidden();
    await panel.getByRole('tab', { name: '발행 현황' }).click();
    // The samples have posts of their own.
    const ours = panel.getByRole('listitem').filter({ hasText: /City/ });
    await expect(ours.filter({ hasText: '발행됨' })).toHaveCount(1, { timeout: 60_000 });
    await expect(ours.filter({ hasText: '취소됨' })).toHaveCount(1);
    const posts = await postsOf(backendAddress(userData), x.id);
    expect(posts.map(({ payload }) => payload.text)).toEqual(['한빛시, 오늘부터 야간 도서관을 엽니다.']);
    await panel.getByRole('tab', { name: '발행 보류' }).click();
    await expect(panel.getByRole('listitem').filter({ hasText: '해제됨' })).toHaveCount(1);
  });
  await app.close();
});
