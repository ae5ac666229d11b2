import { expect, type Locator, type Page } from '@playwright/test';

async function openSettings(page: Page): Promise<Locator> {
  const settings = page.getByRole('region', { name: '설정', exact: true });
  // A key that comes before the window listens is lost.
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+Comma');
    await expect(settings).toBeVisible({ timeout: 1_000 });
  }).toPass();
  return settings;
}

/** Gives the access token, as a person does at each start where there is no keychain. */
export async function giveToken(page: Page, token: string): Promise<void> {
  const settings = await openSettings(page);
  await settings.getByLabel('접근 토큰', { exact: true }).fill(token);
  await page.getByRole('button', { name: '토큰 저장' }).click();
  await expect(page.getByText('보관된 토큰이 있습니다.')).toBeVisible();
}

/** Connects the app to a server as a person does, in Settings; an empty token leaves that alone. */
export async function connectTo(page: Page, url: string, token: string): Promise<void> {
  if (token === '') await openSettings(page);
  else await giveToken(page, token);
  await page.getByRole('textbox', { name: '서버 주소' }).fill(url);
  await page.getByRole('button', { name: '주소 저장' }).click();
  await expect(page.getByText(`사용 중인 서버: ${url}`)).toBeVisible();
}
