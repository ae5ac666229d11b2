import { expect, type Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** axe's own names for what keeps people out, as against what is merely untidy. */
const GRAVE: ReadonlySet<unknown> = new Set(['serious', 'critical']);

/**
 * What axe-core finds on the page as it stands, in words: rule, element, reason. Its text is run by the
 * debugger's protocol: the page's policy admits no foreign script.
 */
export async function graveFindings(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const results = await page.evaluate(async () => {
    // Contrast is measured of what stands, not of what fades in. What has just come begins to fade with the next frame.
    await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
    await Promise.all(document.getAnimations().filter((animation) => animation.effect?.getTiming().iterations !== Infinity).map((animation) => animation.finished.catch(() => null)));
    const { axe } = window as unknown as { axe: { run: (context: { readonly exclude: string[] }, options: RunOptions) => Promise<AxeResults> } };
    // What was announced stands for seven seconds in a region that only screen readers have, also when what it names is gone.
    return axe.run({ exclude: ['[data-live-announcer]'] }, { resultTypes: ['violations'] });
  });
  // Contrast that could not be measured would look like contrast that is good.
  expect(results.passes.map(({ id }) => id)).toContain('color-contrast');
  return results.violations
    .filter(({ impact }) => GRAVE.has(impact))
    .flatMap(({ id, impact, nodes }) => nodes.map((node) => `${id} (${String(impact)}): ${node.html.slice(0, 200)}\n    ${node.failureSummary?.replaceAll('\n', ' ') ?? ''}`));
}
