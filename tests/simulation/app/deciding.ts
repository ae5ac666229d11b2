import { expect, type Locator, type Page } from '@playwright/test';
import { runFromPalette } from '../../e2e/support/palette.ts';
import { type ChannelName, storyTitle } from './schedule.ts';

/** What people do with texts that are written: send, approve, publish, and sync. */

/** Sends what can be sent for review, from Compose. */
export async function sendForReview(page: Page): Promise<void> {
  await runFromPalette(page, '검토 요청', /^검토 요청/u);
  const dialog = page.getByRole('dialog', { name: '검토 요청' });
  await dialog.getByRole('button', { name: /^[1-9]\d*건 검토 요청/u }).click();
  await expect(dialog).toBeHidden();
}

/** In Review, approves these texts of a story and hands the verdicts in. */
export async function approveTexts(page: Page, story: number, channels: readonly ChannelName[]): Promise<void> {
  for (const channel of channels) {
    await chooseRow(page, story, channel);
    await page.getByRole('button', { name: new RegExp(`^${channel} \\(한국어\\) 승인`, 'u') }).click();
  }
  await page.getByRole('button', { name: new RegExp(`^제출 \\(${String(channels.length)}\\)`, 'u') }).click();
  const dialog = page.getByRole('dialog', { name: '검토 제출' });
  await dialog.getByRole('button', { name: `${String(channels.length)}건 제출` }).click();
  await expect(dialog).toBeHidden();
}

/** In Review, asks for the publication of so many approved texts of a story, one of which is that channel's. */
export async function publishTexts(page: Page, story: number, channel: ChannelName, count: number): Promise<void> {
  await chooseRow(page, story, channel);
  await page.getByRole('button', { name: new RegExp(`^승인된 것 모두 발행 \\(${String(count)}\\)`, 'u') }).click();
  const dialog = page.getByRole('dialog', { name: '발행' });
  await dialog.getByRole('button', { name: `${String(count)}건 발행` }).click();
  await expect(dialog).toBeHidden();
}

/** A story that is not open may stand there as one row without its texts. */
async function chooseRow(page: Page, story: number, channel: ChannelName): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Digit3');
  const rows = page.getByRole('rowgroup').filter({ hasText: storyTitle(story) }).getByRole('row');
  const row = rows.filter({ has: page.getByRole('img', { name: new RegExp(`^${channel}`, 'u') }) }).or(named(rows, channel));
  await expect(rows.first()).toBeVisible({ timeout: 30_000 });
  if ((await row.count()) === 0) await rows.last().click();
  await row.first().click();
}

function named(rows: Locator, channel: ChannelName): Locator {
  return rows.and(rows.page().getByRole('row', { name: new RegExp(`^${channel}, 한국어`, 'u') }));
}

export async function askToSync(page: Page): Promise<void> {
  await runFromPalette(page, '지금 동기화', /^지금 동기화/u);
}

/** Waits until the window says that all is sent and fetched. */
export async function saidSynced(page: Page): Promise<void> {
  const foot = page.getByRole('contentinfo');
  await expect(foot.getByText(/모두 동기화됨|연결됨/u)).toBeVisible({ timeout: 60_000 });
  await expect(foot.getByText(/동기화 대기/u)).toBeHidden({ timeout: 60_000 });
}
