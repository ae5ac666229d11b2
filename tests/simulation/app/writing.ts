import { expect, type Locator, type Page } from '@playwright/test';
import { composeNewStory, type ComposePage, reopenStory } from '../../e2e/support/compose-page.ts';
import { typeLines } from '../../e2e/support/keys.ts';
import type { Desk } from './desk.ts';
import { type ChannelName, channelsOf, type Place, storyTitle } from './schedule.ts';

/** What people do in Compose, by the keys and names that they know. */

/** Begins a story with posts of the same three lines, and keeps a version of each: a first draft is its writer's own until then. */
export async function begin(desk: Desk, story: number, words: readonly string[]): Promise<void> {
  const page = desk.page();
  await page.keyboard.press('ControlOrMeta+Digit1');
  const channels = channelsOf(story);
  const compose = await composeNewStory(page, storyTitle(story), channels);
  for (const channel of channels) {
    await compose.open(channel);
    const field = fieldOf(compose, channel);
    await field.click();
    // The common text, which a new variant follows, is empty here.
    await typeLines(page, words.join('\n'));
    await expect.poll(() => compose.shown(field)).toBe(words.join('\n'));
    await keepVersion(page);
  }
  await saidSaved(page);
  desk.saved.push(...words);
}

async function keepVersion(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+KeyS');
  const checkpoint = page.getByRole('dialog', { name: '이력에 이름 붙여 저장' });
  await expect(checkpoint.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(checkpoint).toBeHidden();
}

export async function openText(page: Page, story: number, channel: ChannelName): Promise<ComposePage> {
  const compose = await reopenStory(page, storyTitle(story));
  await compose.open(channel);
  await expect(fieldOf(compose, channel)).toBeVisible();
  return compose;
}

/** Types a word where it belongs; it is on the screen when this resolves, and perhaps not yet saved. */
export async function typeWord(page: Page, compose: ComposePage, channel: ChannelName, place: Place, word: string): Promise<void> {
  const field = fieldOf(compose, channel);
  await field.click();
  await page.keyboard.press(place === 'last' ? 'ControlOrMeta+End' : 'ControlOrMeta+Home');
  if (place === 'middle') {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
  }
  await page.keyboard.type(place === 'first' ? `${word} ` : ` ${word}`);
  await expect.poll(() => compose.shown(field)).toContain(word);
}

/** Waits until the window says that what is on the screen is saved. */
export async function saidSaved(page: Page): Promise<void> {
  // What has just been typed is said to be unsaved with the next picture that is drawn.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await expect(page.locator('[data-saved]')).toHaveAttribute('data-saved', 'saved', { timeout: 30_000 });
}

/** Settles a text of which there are two versions, keeping one's own at each place. */
export async function settle(page: Page, story: number, channel: ChannelName): Promise<void> {
  await openText(page, story, channel);
  await page.getByRole('button', { name: '비교하고 합치기' }).click();
  const dialog = page.getByRole('dialog', { name: '두 버전 합치기' });
  await dialog.getByRole('button', { name: '모두 내 버전으로' }).click();
  await dialog.getByRole('button', { name: '고른 대로 합치기' }).click();
  await expect(dialog).toBeHidden();
}

function fieldOf({ page }: ComposePage, channel: ChannelName): Locator {
  return page.getByRole('textbox', { name: `${channel} 원고 (한국어)`, exact: true });
}
