import type { ElectronApplication, Page } from '@playwright/test';
import type { LaunchedApp } from '../../support/launch-electron.ts';

/** The window that comes of what is done; resolves when it has the app's page. */
export async function openedBy({ app }: Pick<LaunchedApp, 'app'>, act: () => Promise<unknown>): Promise<Page> {
  const [opened] = await Promise.all([app.waitForEvent('window'), act()]);
  await opened.waitForURL(/^app:/u, { waitUntil: 'domcontentloaded' });
  await opened.getByRole('main').first().waitFor();
  return opened;
}

/** Another window by its key, from a page that may not listen yet. */
export async function newWindow(running: Pick<LaunchedApp, 'app'>, page: Page): Promise<Page> {
  await page.getByRole('navigation').first().waitFor();
  return openedBy(running, () => page.keyboard.press('ControlOrMeta+KeyT'));
}

/** Brings a page's window to the front, as a click on it would. */
export async function lookAt(app: ElectronApplication, page: Page): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((each) => {
    each.focus();
    // A display without a window manager tells of no focus.
    if (!each.isFocused()) each.emit('focus');
  });
}
