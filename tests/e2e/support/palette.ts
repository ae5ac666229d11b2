import { expect, type Page } from '@playwright/test';

/** Runs a command from the palette by keyboard alone: only once it is the one that Enter takes. */
export async function runFromPalette(page: Page, words: string, name: string | RegExp = words): Promise<void> {
  await page.keyboard.press('ControlOrMeta+KeyK');
  const palette = page.getByRole('dialog', { name: /^(?:검색 또는 명령|Search or run a command)$/u });
  await expect(palette.getByRole('searchbox')).toBeFocused();
  await page.keyboard.insertText(words);
  await expect(palette.getByRole('menuitem', { name }).first()).toHaveAttribute('data-focused', 'true');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}
