import { expect, type Locator, type Page } from '@playwright/test';

/** The words of the screen in both languages, as far as the tests look for them. */
const WORDS = {
  ko: { newStory: '새 스토리', title: '제목', create: '만들기', add: '원고 추가', common: '공통 원문 (한국어)', x: 'X 원고 (한국어)', blog: '블로그 원고 (한국어)', instagram: '인스타그램 원고 (한국어)' },
} as const;

/** The Compose screen of a story, as a person finds it: by roles and labels (the interface in Korean). */
export interface ComposePage {
  readonly page: Page;
  readonly common: Locator;
  readonly x: Locator;
  readonly blog: Locator;
  readonly variants: Locator;
  /** Opens what the list calls by that name: `공통 원문`, `X`, `블로그`. */
  readonly open: (name: string) => Promise<void>;
  /** The text of an editor in the DOM, one line for each block. */
  readonly shown: (editor: Locator) => Promise<string>;
  /** What the preview shows of the text: that is the model, with the syllable under composition. The channel tells it from others that are seen together. */
  readonly previewed: (channel?: string) => Promise<string>;
  /** Waits until everything is on the disk. */
  readonly saved: () => Promise<void>;
  /** Sends what can go to review, by keyboard, once it is as many variants as are given. */
  readonly askReview: (count?: number) => Promise<void>;
}

export function composePage(page: Page): ComposePage {
  const words = WORDS.ko;
  const box = (name: string): Locator => page.getByRole('textbox', { name, exact: true });
  const variants = page.getByRole('listbox', { name: '원고' });
  return {
    page,
    common: box(words.common),
    x: box(words.x),
    blog: box(words.blog),
    variants,
    open: async (name) => {
      await variants.getByRole('option', { name }).first().click();
    },
    shown: (editor) => editor.evaluate(domText),
    previewed: (channel = '') => page.getByRole('region', { name: new RegExp(`^예상 화면, ${channel}`, 'u') }).evaluate(previewText),
    saved: async () => {
      await expect(page.locator('[data-saved]')).toHaveAttribute('data-saved', 'saved');
    },
    askReview: async (count = 1) => {
      await page.keyboard.press('ControlOrMeta+Enter');
      const dialog = page.getByRole('dialog', { name: '검토 요청' });
      // What is wrong with a text that was just written is known a moment later, and until then it cannot be sent.
      const send = dialog.getByRole('button', { name: `${String(count)}건 검토 요청` });
      await expect(send).toBeEnabled();
      await send.press('Enter');
      await expect(dialog).toBeHidden();
    },
  };
}

function domText(editor: Element): string {
  return [...editor.children].map((block) => (block.textContent ?? '').replaceAll('\ufeff', '')).join('\n');
}

/** Where the channel folds, the preview says so in the middle of the text; that is no part of it. */
function previewText(region: Element): string {
  const copy = region.cloneNode(true) as Element;
  for (const note of copy.querySelectorAll('[role="note"]')) note.remove();
  return [...copy.querySelectorAll('[data-preview-text]')].map((part) => part.textContent).join('\n');
}

/** Makes a story with an X and a blog variant in Korean, or with those that are named, and opens the X variant. */
export async function composeNewStory(page: Page, title: string, channels: readonly string[] = ['X', '블로그']): Promise<ComposePage> {
  const words = WORDS.ko;
  await page.getByRole('button', { name: words.newStory }).first().click();
  const dialog = page.getByRole('dialog', { name: words.newStory });
  await dialog.getByRole('textbox').first().fill(title);
  await dialog.getByRole('button', { name: words.create }).click();
  const compose = composePage(page);
  await expect(compose.common).toBeVisible();
  await page.keyboard.press('Control+Shift+n');
  const add = page.getByRole('dialog', { name: words.add });
  for (const channel of channels) await add.getByRole('checkbox', { name: new RegExp(`^${channel}, .*한국어`, 'u') }).first().check({ force: true });
  await add.getByRole('button', { name: `원고 ${String(channels.length)}건 추가` }).click();
  await expect(add).toBeHidden();
  await compose.open('X');
  await expect(compose.x).toBeVisible();
  return compose;
}

/** Opens a story that exists in Compose, through the list that Control+O shows. */
export async function reopenStory(page: Page, title: string): Promise<ComposePage> {
  const search = page.getByRole('dialog').getByRole('searchbox').or(page.getByRole('dialog').getByRole('combobox')).first();
  // A key that comes before the window listens is lost.
  await expect(async () => {
    await page.keyboard.press('Control+o');
    await expect(search).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await search.fill(title);
  await page.getByRole('option', { name: title }).or(page.getByRole('menuitem', { name: title })).first().click();
  const compose = composePage(page);
  await expect(compose.variants).toBeVisible();
  return compose;
}
