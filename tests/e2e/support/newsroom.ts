import { expect, type Page } from '@playwright/test';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What people do in the window, by the names that they see. The window speaks Korean unless said otherwise. */

export const CHANNELS = ['X', '인스타그램', '페이스북', '카카오스토리', '블로그'] as const;
export type Channel = (typeof CHANNELS)[number];
export type Lang = '한국어' | '영어';

/** The article that the product comes from, where it is beside the checkout; otherwise one of ours of the same make. */
export function sourceArticle(): string {
  const folder = resolve(import.meta.dirname, '../../../../shared/source');
  const name = existsSync(folder) ? readdirSync(folder).find((each) => each.endsWith('.txt')) : undefined;
  return name === undefined ? resolve(import.meta.dirname, '../../fixtures/city-article.txt') : join(folder, name);
}

export async function takeSeat(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /다른 자리로 바꾸기/ }).click();
  await page.getByRole('menuitemradio', { name: new RegExp(name) }).click();
  await expect(page.getByRole('button', { name: new RegExp(`현재 자리: ${name}`) })).toBeVisible();
}

/** Opens a variant of the story in Compose; its text field. */
export async function openVariant(page: Page, channel: Channel, language: Lang): Promise<void> {
  const group = page.getByRole('group', { name: `${language} 원고` });
  await group.getByRole('option', { name: new RegExp(`^${channel}`) }).or(group.getByRole('row', { name: new RegExp(`^${channel}`) })).first().click();
  await expect(page.getByRole('textbox', { name: `${channel} 원고 (${language})` })).toBeVisible();
}

/** Writes a variant anew, as somebody who pastes from elsewhere. */
export async function write(page: Page, channel: Channel, language: Lang, text: string): Promise<void> {
  await openVariant(page, channel, language);
  const field = page.getByRole('textbox', { name: `${channel} 원고 (${language})` });
  await field.click();
  await page.keyboard.press('ControlOrMeta+A');
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    if (line !== '') await page.keyboard.insertText(line);
  }
  await expect(field).toContainText(lines[0] ?? '');
}

/** The address of the embedded backend, which it notes in its folder. */
export function backendAddress(userData: string): string {
  const port = readFileSync(join(userData, 'newsroom/backend/port'), 'utf8').trim();
  return `http://127.0.0.1:${port}`;
}

export interface SandboxPost {
  readonly id: string;
  readonly payload: { readonly text: string; readonly title: string; readonly html: string | null; readonly language: string; readonly media: readonly { readonly sha256: string; readonly alt: string }[] };
}

/** What an account's timeline has received, as the fake channel itself recorded it. */
export async function postsOf(address: string, account: string): Promise<readonly SandboxPost[]> {
  const response = await fetch(`${address}/sandbox/${account}.json`);
  const { posts } = (await response.json()) as { posts: { id: string; payload: string | SandboxPost['payload'] }[] };
  return posts.map(({ id, payload }) => ({ id, payload: typeof payload === 'string' ? (JSON.parse(payload) as SandboxPost['payload']) : payload }));
}
