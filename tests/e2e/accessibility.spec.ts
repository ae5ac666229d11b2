import { expect, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { graveFindings } from './support/grave-findings.ts';
import { tour, wordsIn } from './support/tour.ts';

test('the check itself finds text that is too pale and a field without a name', async () => {
  const { app, page } = await launchApp({ userData: makeUserDataDir() });
  await expect(page.getByRole('row', { name: /청년 월세/u })).toBeVisible();
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<p id="pale">…pale words…</p><input>');
    Object.assign(document.querySelector<HTMLElement>('#pale')!.style, { position: 'fixed', insetBlockStart: '0', insetInlineStart: '0', zIndex: '9', color: 'rgb(200, 200, 200)', background: 'rgb(255, 255, 255)' });
  });
  const found = (await graveFindings(page)).join('\n');
  expect(found).toContain('color-contrast');
  expect(found).toContain('label (critical)');
  await app.close();
});

for (const language of ['ko', 'en'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`no screen keeps anybody out: ${language}, ${theme}`, async () => {
      const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: language });
      // The test runner would otherwise have every page believe in a light system.
      await page.emulateMedia({ colorScheme: null });
      const words = wordsIn(language);
      await expect(page.getByRole('row', { name: /청년 월세/u })).toBeVisible();
      await page.keyboard.press('ControlOrMeta+Comma');
      await page.getByRole('radio', { name: words.settings.theme[theme], exact: true }).click();
      await page.keyboard.press('ControlOrMeta+Digit1');
      const found: string[] = [];
      for (const stop of tour(language)) {
        await test.step(stop.name, async () => {
          await stop.open(page);
          await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe(theme);
          found.push(...(await graveFindings(page)).map((each) => `${stop.name}: ${each}`));
          await stop.leave?.(page);
        });
      }
      expect(found).toEqual([]);
      await app.close();
    });
  }
}
