import { expect } from '@playwright/test';
import type { LaunchedApp } from '../../support/launch-electron.ts';

/** Goes offline by choice or back, by the command that the menu and the palette have. */
export async function toggleOnline({ app, page }: LaunchedApp, to: 'offline' | 'online'): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.send('shell:command', 'sync.toggle-online'));
  const bar = page.getByText('오프라인입니다. 계속 작성할 수 있으며', { exact: false });
  if (to === 'offline') await expect(bar).toBeVisible();
  else await expect(bar).toBeHidden();
}

export async function synced({ app, page }: LaunchedApp): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.send('shell:command', 'sync.now'));
  await expect(page.getByRole('contentinfo').getByText(/모두 동기화됨|연결됨/)).toBeVisible({ timeout: 30_000 });
}
