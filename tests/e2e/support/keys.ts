import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than any screen has. */
const MOST_STOPS = 150;

/** Whether an element has the focus, or holds what has it. */
export function hasFocus(locator: Locator): Promise<boolean> {
  return locator.evaluateAll((elements) => elements.some((element) => element.contains(document.activeElement) && document.activeElement !== document.body));
}

/** Goes there with Tab alone, as somebody without a mouse; fails when a whole round does not come by it. */
export async function tabTo(page: Page, goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(goal.first()).toBeVisible();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await hasFocus(goal)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not come to ${String(goal)}`);
}

/** Goes to a button with Tab, and presses it with Enter once it can be used: a barred button has its place too. */
export async function tabAndPress(page: Page, goal: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, goal);
  await expect(goal.first()).toBeEnabled();
  await page.keyboard.press(key);
}

/** Types over several lines; each of them as an input method commits it. */
export async function typeLines(page: Page, text: string): Promise<void> {
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    await page.keyboard.insertText(line);
  }
}
