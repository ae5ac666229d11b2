import { expect, type Page, test } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { tour, wordsIn } from './support/tour.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** axe's own names for what keeps people out, as against what is merely untidy. */
const GRAVE: ReadonlySet<unknown> = new Set(['serious', 'critical']);

/**
 * What axe-core finds on the page as it stands, in words: rule, element, reason. Its text is run by the
 * debugger's protocol: the page's policy admits no foreign script.
 */
async function graveFindings(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const results = await page.evaluate(async () => {
    // Contrast is measured of what stands, not of what fades in.
    await Promise.all(document.getAnimations().filter((animation) => animation.effect?.getTiming().iterations !== Infinity).map((animation) => animation.finished.catch(() => null)));
    const { axe } = window as unknown as { axe: { run: (context: Document, options: RunOptions) => Promise<AxeResults> } };
    return axe.run(document, { resultTypes: ['violations'] });
  });
  // Contrast that could not be measured would look like contrast that is good.
  expect(results.passes.map(({ id }) => id)).toContain('color-contrast');
  return results.violations
    .filter(({ impact }) => GRAVE.has(impact))
    .flatMap(({ id, impact, nodes }) => nodes.map((node) => `${id} (${String(impact)}): ${node.html.slice(0, 200)}\n    ${node.failureSummary?.replaceAll('\n', ' ') ?? ''}`));
}

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
