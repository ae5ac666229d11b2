import { expect, type Page } from '@playwright/test';
import type { Language } from '../../../src/shared/domain/ids.ts';
import { en } from '../../../src/shared/i18n/en/index.ts';
import { ko } from '../../../src/shared/i18n/ko/index.ts';

/** Fills the values of a text in. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/gu, (_all, name: string) => values[name] ?? '');
}

/** The words of the window in one language, as the tours below look for them. */
export function wordsIn(language: Language) {
  const words = language === 'ko' ? ko : en;
  const editor = (channel: keyof typeof ko.common.channel, of: Language): string => fill(words.compose.editor.variant, { channel: words.common.channel[channel], language: words.common.language[of] });
  return { ...words, editor, commonEditor: (of: Language): string => fill(words.compose.editor.common, { language: words.common.language[of] }) };
}

/** A screen or a dialog of the app: how a person gets there from the one before. */
export interface Stop {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
  /** Leaves it again, where the next stop could not be reached otherwise. */
  readonly leave?: (page: Page) => Promise<void>;
}

const escape = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
};

/** Opens a story of the sample newsroom in Compose, through the list that Ctrl+O shows. */
export async function openStory(page: Page, title: string): Promise<void> {
  const search = page.getByRole('dialog').getByRole('searchbox');
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+KeyO');
    await expect(search).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await search.fill(title);
  await page.getByRole('menuitem', { name: title }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Every screen and every dialog that people meet on the main job, in an order in which each can be reached. */
export function tour(language: Language): readonly Stop[] {
  const words = wordsIn(language);
  const dialog = (page: Page, name: string) => expect(page.getByRole('dialog', { name, exact: true })).toBeVisible();
  const press = (page: Page, chord: string) => page.keyboard.press(chord);
  const pickVariant = async (page: Page, name: RegExp): Promise<void> => {
    await page.getByRole('listbox', { name: words.compose.variants.label, exact: true }).getByRole('option', { name }).first().click();
  };
  return [
    {
      name: 'library, first run',
      open: async (page) => {
        await expect(page.getByRole('region', { name: words.library.welcome.title })).toBeVisible();
        await expect(page.getByRole('row', { name: /청년 월세/u })).toBeVisible();
      },
      leave: (page) => page.getByRole('button', { name: words.library.welcome.look }).click(),
    },
    {
      name: 'library with a story chosen',
      open: async (page) => {
        await page.getByRole('row', { name: /청년 월세/u }).click();
        await expect(page.getByRole('region', { name: words.library.summary, exact: true }).getByText(words.library.summaryPane.linked).first()).toBeVisible();
      },
    },
    {
      name: 'new story',
      open: async (page) => {
        await press(page, 'ControlOrMeta+KeyN');
        await dialog(page, words.library.create.title);
      },
      leave: escape,
    },
    {
      name: 'compose, X',
      open: async (page) => {
        await openStory(page, '청년 월세 지원 신청 안내');
        await pickVariant(page, /^X/u);
        await expect(page.getByRole('textbox', { name: words.editor('x', 'ko'), exact: true })).toBeVisible();
      },
    },
    {
      name: 'compose, blog',
      open: async (page) => {
        await pickVariant(page, new RegExp(`^${words.common.channel.blog}`, 'u'));
        await expect(page.getByRole('textbox', { name: words.editor('blog', 'ko'), exact: true })).toBeVisible();
      },
    },
    {
      name: 'compose, common text',
      open: async (page) => {
        await pickVariant(page, new RegExp(`^${words.compose.variants.common}`, 'u'));
        await expect(page.getByRole('textbox', { name: words.commonEditor('ko'), exact: true })).toBeVisible();
      },
    },
    {
      name: 'add variants',
      open: async (page) => {
        await press(page, 'ControlOrMeta+Shift+KeyN');
        await dialog(page, words.compose.add.title);
      },
      leave: escape,
    },
    {
      name: 'request review',
      open: async (page) => {
        await press(page, 'ControlOrMeta+Enter');
        await dialog(page, words.compose.review.title);
      },
      leave: escape,
    },
    {
      name: 'review, side by side',
      open: async (page) => {
        await press(page, 'ControlOrMeta+Digit3');
        await page.getByRole('radio', { name: words.review.mode.board }).click();
        await expect(page.getByRole('group', { name: words.review.board.label })).toBeVisible();
        await expect(page.getByRole('group', { name: words.review.board.label }).getByText(/20만 원/u).first()).toBeVisible();
      },
    },
    {
      name: 'review, versions compared',
      open: async (page) => {
        await page.getByRole('radio', { name: words.review.mode.compare }).click();
        await expect(page.getByText(/만 19~34세/u).first()).toBeVisible();
      },
    },
    {
      name: 'translate',
      open: async (page) => {
        await press(page, 'ControlOrMeta+Digit4');
        await page.getByRole('main').getByRole('button', { name: new RegExp(`${words.translate.pair.label}$`, 'u') }).click();
        await page.getByRole('option', { name: /^X/u }).click();
        await expect(page.getByRole('textbox', { name: fill(words.translate.target.field, { index: '1' }), exact: true })).toBeVisible();
      },
    },
    {
      name: 'settings',
      open: async (page) => {
        await press(page, 'ControlOrMeta+Comma');
        await expect(page.getByRole('region', { name: words.settings.title, exact: true })).toBeVisible();
      },
    },
    {
      name: 'sync panel',
      open: async (page) => {
        await press(page, 'ControlOrMeta+Shift+KeyY');
        await expect(page.getByRole('region', { name: words.sync.title, exact: true })).toBeVisible();
      },
      leave: (page) => press(page, 'ControlOrMeta+Shift+KeyY'),
    },
    {
      name: 'command palette',
      open: async (page) => {
        await press(page, 'ControlOrMeta+KeyK');
        await dialog(page, words.common.palette.title);
      },
      leave: escape,
    },
    {
      name: 'shortcuts',
      open: async (page) => {
        await press(page, 'ControlOrMeta+Slash');
        await dialog(page, words.common.shortcuts.title);
      },
      leave: escape,
    },
  ];
}
