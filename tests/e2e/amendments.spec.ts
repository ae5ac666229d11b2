import { expect, type Locator, type Page, test } from '@playwright/test';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { graveFindings } from './support/grave-findings.ts';
import { addVariants, approve, chooseInQueue, goOnline, newStoryFromFile, publishApproved, sendAllForReview, submitVerdicts } from './support/main-job-steps.ts';
import { backendAddress, type Channel, postsOf, sourceArticle, takeSeat, write } from './support/newsroom.ts';
import { runFromPalette } from './support/palette.ts';

/** One channel whose posts can be edited, one on which a reply corrects, one on which a person does it. */
const CHANNELS = ['X', '페이스북', '카카오스토리'] as const;
const accountOf = (channel: string): string => SAMPLE_WORKSPACE.accounts.find((account) => account.channel === channel)!.id;
const WRONG = '한빛시 야간 도서관을 12월 2일에 엽니다.';
const RIGHT = '한빛시 야간 도서관을 12월 3일에 엽니다.';

/** A command of the palette, by keyboard alone; the dialog that it opens. */
async function ask(page: Page, command: string, dialog: string): Promise<Locator> {
  await runFromPalette(page, command, new RegExp(command, 'u'));
  const opened = page.getByRole('dialog', { name: dialog });
  await expect(opened.getByRole('textbox', { name: '사유' })).toBeFocused();
  return opened;
}

/** Gives reason and note by keyboard, and asks; the dialog that then shows the request. */
async function fillIn(page: Page, dialog: Locator, confirm: string, waits: string): Promise<Locator> {
  await page.keyboard.insertText('날짜 오류');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('textbox', { name: '공개 안내문 (한국어)' })).toBeFocused();
  await page.keyboard.insertText('개관일이 틀렸습니다. 12월 3일이 맞습니다.');
  await dialog.getByRole('button', { name: confirm }).click();
  const detail = page.getByRole('dialog', { name: new RegExp(waits, 'u') });
  await expect(detail).toBeVisible();
  return detail;
}

/** For somebody to look at. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SOTONG_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}

async function close(page: Page, dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: '닫기' }).first().click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** As somebody else than who asked: approves what waits in the queue of Review, and has it carried out. */
async function approveAndCarryOut(page: Page, channel: Channel, way: string): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+Digit3');
  const row = page.getByRole('region', { name: '정정·철회' }).getByRole('button', { name: new RegExp(`${channel}.*${way}`, 'u') });
  await expect(row).toContainText('승인 대기', { timeout: 60_000 });
  await row.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: new RegExp(way, 'u') });
  await dialog.getByRole('button', { name: '승인', exact: true }).click();
  await dialog.getByRole('button', { name: '실행' }).click({ timeout: 60_000 });
  return dialog;
}

test('what is published is corrected in place, by a reply and by hand, and withdrawn', async () => {
  test.slow();
  const userData = makeUserDataDir();
  const { app, page } = await launchApp({ userData, lang: 'ko' });
  const posts = (channel: string) => postsOf(backendAddress(userData), accountOf(channel));

  await test.step('three posts go out with a wrong date', async () => {
    await newStoryFromFile(page, sourceArticle());
    await addVariants(page, CHANNELS.map((channel) => ({ channel, language: '한국어' })));
    for (const channel of CHANNELS) await write(page, channel, '한국어', WRONG);
    await sendAllForReview(page, 3);
    // The app's own server comes up with the first thing that is shared.
    await expect(page.getByRole('button', { name: /동기화됨/ })).toBeVisible({ timeout: 180_000 });
    await takeSeat(page, '박서연');
    await page.keyboard.press('ControlOrMeta+Digit3');
    for (const channel of CHANNELS) {
      await chooseInQueue(page, channel, '한국어');
      await approve(page, channel, '한국어');
    }
    await submitVerdicts(page, 3, 3);
    await publishApproved(page, 3);
    await expect.poll(async () => [(await posts('x')).length, (await posts('facebook')).length], { timeout: 60_000 }).toEqual([1, 1]);
    await page.keyboard.press('ControlOrMeta+Shift+KeyY');
    const panel = page.getByRole('region', { name: '동기화' });
    await panel.getByRole('radio', { name: /^직접 게시 1/ }).click({ timeout: 60_000 });
    await panel.getByRole('row', { name: /카카오스토리/ }).first().click();
    await panel.getByRole('button', { name: '링크 기록' }).click();
    await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
    await page.keyboard.insertText('https://story.kakao.com/hanbitcity/1');
    await page.keyboard.press('Enter');
    await panel.getByRole('tab', { name: '발행 현황' }).click();
    await expect(panel.getByRole('listitem').filter({ hasText: /City/ }).filter({ hasText: '발행됨' })).toHaveCount(3, { timeout: 60_000 });
    await page.keyboard.press('ControlOrMeta+Shift+KeyY');
    await takeSeat(page, '김하늘');
  });

  await test.step('Facebook: the writer asks offline, and the post is edited in its place', async () => {
    await page.keyboard.press('ControlOrMeta+Digit2');
    await write(page, '페이스북', '한국어', RIGHT);
    await goOnline(page, false);
    const dialog = await ask(page, '발행한 글 정정', '발행한 글 정정');
    await expect(dialog).toContainText('페이스북 게시물의 글이 새 글로 바뀝니다.');
    await expect(dialog).toContainText('요청은 이 PC에 보관했다가 연결되면 자동으로 보냅니다.');
    expect(await graveFindings(page)).toEqual([]);
    await shot(page, 'ask-edit');
    const detail = await fillIn(page, dialog, '정정 요청', '서버 확인 대기');
    await shot(page, 'asked-offline');
    await close(page, detail);
    await goOnline(page, true);
    await takeSeat(page, '박서연');
    const shown = await approveAndCarryOut(page, '페이스북', '정정: 글 수정');
    await expect(page.getByRole('dialog', { name: '정정: 글 수정: 완료' })).toBeVisible({ timeout: 60_000 });
    await shot(page, 'edited');
    expect((await posts('facebook')).map(({ payload }) => payload.text)).toEqual([RIGHT]);
    expect(await graveFindings(page)).toEqual([]);
    await close(page, shown);
  });

  await test.step('X: the post stays, and a reply corrects it', async () => {
    await takeSeat(page, '김하늘');
    await page.keyboard.press('ControlOrMeta+Digit2');
    await write(page, 'X', '한국어', `정정: ${RIGHT}`);
    const dialog = await ask(page, '발행한 글 정정', '발행한 글 정정');
    await expect(dialog).toContainText('X 게시물은 수정할 수 없습니다. 게시물은 그대로 두고, 답글로 정정합니다.');
    const detail = await fillIn(page, dialog, '정정 요청', '승인 대기|서버 확인 대기');
    await expect(detail).toContainText('박서연');
    await shot(page, 'waits');
    // Who asked does not approve.
    await expect(detail.getByRole('button', { name: '승인', exact: true })).toHaveAttribute('aria-disabled', 'true');
    await close(page, detail);
    await takeSeat(page, '박서연');
    const shown = await approveAndCarryOut(page, 'X', '정정: 답글');
    await expect(page.getByRole('dialog', { name: '정정: 답글: 완료' })).toBeVisible({ timeout: 60_000 });
    expect((await posts('x')).map(({ payload }) => payload.text)).toEqual([WRONG, `정정: ${RIGHT}`]);
    await close(page, shown);
  });

  await test.step('Kakao Story: a person edits it, step by step, and says so', async () => {
    await takeSeat(page, '김하늘');
    await page.keyboard.press('ControlOrMeta+Digit2');
    await write(page, '카카오스토리', '한국어', RIGHT);
    const dialog = await ask(page, '발행한 글 정정', '발행한 글 정정');
    await expect(dialog).toContainText('카카오스토리 게시물은 프로그램으로 고칠 수 없습니다.');
    await close(page, await fillIn(page, dialog, '정정 요청', '승인 대기|서버 확인 대기'));
    await takeSeat(page, '박서연');
    const shown = await approveAndCarryOut(page, '카카오스토리', '정정: 글 수정');
    await expect(shown.getByRole('region', { name: '직접 처리하는 방법' })).toContainText('새 글로 그대로 바꿉니다', { timeout: 60_000 });
    expect(await graveFindings(page)).toEqual([]);
    await shot(page, 'by-hand');
    await shown.getByRole('button', { name: '처리 완료' }).click();
    await expect(page.getByRole('dialog', { name: '정정: 글 수정: 완료' })).toBeVisible({ timeout: 60_000 });
    await close(page, shown);
  });

  await test.step('X: the first post is withdrawn, and the public record tells all of it', async () => {
    await takeSeat(page, '김하늘');
    await page.keyboard.press('ControlOrMeta+Digit3');
    await chooseInQueue(page, 'X', '한국어');
    await page.getByRole('group', { name: '정정 또는 철회' }).getByRole('button', { name: '철회…' }).click();
    const dialog = page.getByRole('dialog', { name: '발행한 글 철회' });
    await expect(dialog.getByRole('textbox', { name: '사유' })).toBeFocused();
    await expect(dialog).toContainText('X에서 게시물이 삭제됩니다. 되돌릴 수 없습니다.');
    await shot(page, 'withdraw');
    await close(page, await fillIn(page, dialog, '철회 요청', '승인 대기|서버 확인 대기'));
    await shot(page, 'queue');
    await takeSeat(page, '박서연');
    const shown = await approveAndCarryOut(page, 'X', '철회');
    await expect(page.getByRole('dialog', { name: '철회: 완료' })).toBeVisible({ timeout: 60_000 });
    expect((await posts('x')).map(({ payload }) => payload.text)).toEqual([`정정: ${RIGHT}`]);
    await close(page, shown);
    const record = await (await fetch(`${backendAddress(userData)}/record`)).text();
    expect(record.match(/<article/gu)).toHaveLength(4);
    expect(record).toContain('개관일이 틀렸습니다. 12월 3일이 맞습니다.');
    expect(record).not.toContain('날짜 오류');
  });
  await app.close();
});
