import { expect, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { graveFindings } from './support/grave-findings.ts';

test('each section of the settings is one key away, with and without room for the list beside them', async () => {
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  await page.getByRole('button', { name: /^설정/u }).click();
  const nav = page.getByRole('navigation', { name: '설정 항목' });
  const entry = nav.getByRole('button', { name: '승인 규칙' });
  await expect(nav.getByRole('button', { name: '일반' })).toHaveAttribute('aria-current', 'location');
  await entry.press('Enter');
  const heading = page.getByRole('heading', { name: '승인 규칙', exact: true });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
  await expect(entry).toHaveAttribute('aria-current', 'location');
  // Nothing but the sections has moved.
  await expect(page.getByRole('heading', { name: '설정', level: 1 })).toBeInViewport();
  expect(await graveFindings(page)).toEqual([]);

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(960, 600));
  await expect(nav).toBeHidden();
  const choice = page.getByRole('button', { name: /설정 항목/u });
  await choice.press('Enter');
  await page.getByRole('option', { name: '글쓰기' }).press('Enter');
  await expect(page.getByRole('heading', { name: '글쓰기', exact: true })).toBeInViewport();
  await expect(choice).toContainText('글쓰기');
  expect(await graveFindings(page)).toEqual([]);
  await app.close();
});
