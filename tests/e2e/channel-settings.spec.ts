import { expect, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { graveFindings } from './support/grave-findings.ts';
import { tabAndPress, tabTo } from './support/keys.ts';
import { takeSeat } from './support/newsroom.ts';

test('a newsroom has a figure of its own, and everything is counted by it', async () => {
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const section = page.getByRole('region', { name: '채널', exact: true });
  const table = section.getByRole('table', { name: 'X 기준값' });
  const length = table.getByRole('row', { name: /게시물 길이/u });

  await test.step('a writer reads what is known, and from where', async () => {
    await expect(page.getByRole('row', { name: /청년 월세/u })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Comma');
    await expect(length).toContainText('280');
    await expect(length).toContainText('플랫폼이 밝힌 값');
    await expect(section.getByRole('button', { name: '바꾸기: 게시물 길이' })).toHaveCount(0);
    await expect(section.getByText('기준값은 편집자나 관리자가 바꿉니다.')).toBeVisible();
  });

  await test.step('an editor sets another by keyboard, with the reason', async () => {
    await takeSeat(page, '박서연');
    await tabAndPress(page, section.getByRole('button', { name: '바꾸기: 게시물 길이' }));
    const dialog = page.getByRole('dialog', { name: 'X 게시물 길이' });
    await expect(dialog.getByText('앱에 들어 있던 값: 280')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText('140');
    await expect(dialog.getByRole('button', { name: '저장' })).toBeDisabled();
    await tabTo(page, dialog.getByRole('textbox', { name: '근거와 출처' }));
    await page.keyboard.insertText('홍보 지침 3조');
    expect(await graveFindings(page)).toEqual([]);
    await tabAndPress(page, dialog.getByRole('button', { name: '저장' }));
    await expect(dialog).toBeHidden();
    await expect(length).toContainText('140');
    await expect(length).toContainText('뉴스룸이 정한 값');
    await expect(length).toContainText('홍보 지침 3조');
  });

  await test.step('the counter follows, and so does the kind of an account', async () => {
    await page.keyboard.press('ControlOrMeta+Digit1');
    await page.getByRole('row', { name: /청년 월세/u }).dblclick();
    const variants = page.getByRole('listbox', { name: '원고', exact: true });
    await expect(variants.getByRole('option', { name: /^X.*\/140/u }).first()).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Comma');
    await section.getByRole('button', { name: /계정의 종류/u }).click();
    await page.getByRole('option', { name: '프리미엄 계정' }).click();
    await section.getByRole('button', { name: '바꾸기: 게시물 길이' }).click();
    await page.getByRole('button', { name: '앱의 값으로 되돌리기' }).click();
    await expect(length).toContainText('25,000');
  });
  await app.close();
});
