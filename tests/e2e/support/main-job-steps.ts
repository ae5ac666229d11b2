import { expect, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Channel, Lang } from './newsroom.ts';

/** The steps of the main job, each as a person does it: by the names that the window shows, in Korean. */

/** Makes a story of a file; leaves Compose open on it. */
export async function newStoryFromFile(page: Page, file: string): Promise<void> {
  await page.getByRole('button', { name: '새 스토리' }).first().click();
  const dialog = page.getByRole('dialog', { name: '새 스토리' });
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: '파일 선택' }).click();
  await (await chooser).setFiles(file);
  await expect(dialog.getByRole('textbox', { name: '원문 자료' })).toHaveValue(/\S/);
  await dialog.getByRole('button', { name: '만들기' }).click();
  await expect(dialog).toBeHidden();
}

export async function addAllVariants(page: Page): Promise<void> {
  await page.getByRole('button', { name: '원고 추가' }).first().click();
  const dialog = page.getByRole('dialog', { name: '원고 추가' });
  await dialog.getByText('모두 고르기').click();
  await dialog.getByRole('button', { name: '원고 10건 추가' }).click();
  await expect(dialog).toBeHidden();
}

export async function addVariants(page: Page, wanted: readonly { readonly channel: Channel; readonly language: Lang }[]): Promise<void> {
  await page.getByRole('button', { name: '원고 추가' }).first().click();
  const dialog = page.getByRole('dialog', { name: '원고 추가' });
  for (const { channel, language } of wanted) await dialog.getByRole('checkbox', { name: new RegExp(`^${channel}, .*${language}`, 'u') }).check({ force: true });
  await dialog.getByRole('button', { name: `원고 ${String(wanted.length)}건 추가` }).click();
  await expect(dialog).toBeHidden();
}

export async function addPicture(page: Page, alt: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '이미지 추가' }).click();
  await (await chooser).setFiles({ name: '한강.png', mimeType: 'image/png', buffer: readFileSync(resolve(import.meta.dirname, '../../fixtures/media/hanbit-square.png')) });
  await page.getByRole('textbox', { name: '대체 텍스트' }).fill(alt);
  await page.getByRole('textbox', { name: '대체 텍스트' }).blur();
}

export async function sendAllForReview(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: /^검토 요청/ }).first().click();
  const dialog = page.getByRole('dialog', { name: '검토 요청' });
  await dialog.getByRole('button', { name: `${String(count)}건 검토 요청` }).click();
  await expect(dialog).toBeHidden();
}

/** Opens a variant of the story made from the article, in Review. */
export async function chooseInQueue(page: Page, channel: Channel, language: Lang): Promise<void> {
  const story = page.getByRole('rowgroup').filter({ hasText: /City/ });
  await story.getByRole('row', { name: new RegExp(`^${channel}, ${language}`) }).click();
}

/** Marks the variant that Review shows as approved; it counts once it is submitted. */
export async function approve(page: Page, channel: Channel, language: Lang): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${channel} \\(${language}\\) 승인`) }).click();
}

/** Submits the verdicts, and waits until the server has recorded the approvals: only then do they count. */
export async function submitVerdicts(page: Page, count: number, approved: number): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^제출 \\(${String(count)}\\)`) }).click();
  const dialog = page.getByRole('dialog', { name: '검토 제출' });
  await dialog.getByRole('button', { name: `${String(count)}건 제출` }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: new RegExp(`승인된 것 모두 발행 \\(${String(approved)}\\)`) })).toBeEnabled({ timeout: 60_000 });
}

export async function goOnline(page: Page, online: boolean): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Shift+KeyY');
  const panel = page.getByRole('region', { name: '동기화' });
  await panel.getByRole('button', { name: online ? '온라인 전환' : '오프라인 전환' }).click();
  await expect(panel.getByRole('button', { name: online ? '오프라인 전환' : '온라인 전환' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+KeyY');
}

/** Asks in Review for the publication of all that is approved. */
export async function publishApproved(page: Page, count: number): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Digit3');
  await page.getByRole('button', { name: new RegExp(`승인된 것 모두 발행 \\(${String(count)}\\)`) }).click();
  const dialog = page.getByRole('dialog', { name: '발행' });
  await dialog.getByRole('button', { name: `${String(count)}건 발행` }).click();
  await expect(dialog).toBeHidden();
}
