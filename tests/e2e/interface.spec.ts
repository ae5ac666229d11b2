import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { runFromPalette } from './support/palette.ts';
import { openStory, tour } from './support/tour.ts';

/** The titles of the native menu bar, and those of what stands in one of its menus. */
function menuLabels(app: ElectronApplication): Promise<readonly { readonly title: string; readonly items: readonly string[] }[]> {
  return app.evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).map((each) => ({ title: each.label, items: (each.submenu?.items ?? []).filter(({ type }) => type !== 'separator').map(({ label }) => label) })));
}

async function ready(page: Page): Promise<void> {
  await expect(page.getByRole('row', { name: /청년 월세/u })).toBeVisible();
}

async function setOnline(page: Page, online: boolean): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Shift+KeyY');
  const panel = page.getByRole('region', { name: '동기화', exact: true });
  await panel.getByRole('button', { name: online ? '온라인 전환' : '오프라인 전환' }).click();
  await expect(panel.getByRole('button', { name: online ? '오프라인 전환' : '온라인 전환' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+KeyY');
  await expect(panel).toBeHidden();
}

test('the language changes at once, the native menus with it, and the caret stays', async () => {
  const { app, page } = await launchApp({ userData: makeUserDataDir() });
  await ready(page);
  expect((await menuLabels(app)).map(({ title }) => title)).toEqual(expect.arrayContaining(['파일', '편집', '보기', '스토리', '검토', '도움말']));
  await openStory(page, '청년 월세 지원 신청 안내');
  const korean = page.getByRole('textbox', { name: '공통 원문 (한국어)', exact: true });
  await korean.click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.insertText('새로 ');

  await runFromPalette(page, '한국어·영어', /한국어·영어/u);

  const english = page.getByRole('textbox', { name: 'Common text (Korean)', exact: true });
  await expect(english).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect.poll(async () => (await menuLabels(app)).map(({ title }) => title)).toEqual(expect.arrayContaining(['File', 'Edit', 'View', 'Story', 'Review', 'Help']));
  const labels = (await menuLabels(app)).flatMap(({ title, items }) => [title, ...items]);
  expect(labels).toContain('New story…');
  expect(labels.filter((label) => /\p{Script=Hangul}/u.test(label))).toEqual([]);
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toContain('Compose');
  // Typing goes on where it was, and undo still knows what was written before.
  await page.keyboard.insertText('and ');
  await expect(english).toContainText('새로 and 청년 월세');
  await page.keyboard.press('ControlOrMeta+KeyZ');
  await expect(english).not.toContainText('and ');
  await app.close();
});

test('the theme follows its setting at once, and is kept', async () => {
  const userData = makeUserDataDir();
  let { app, page } = await launchApp({ userData });
  await ready(page);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.keyboard.press('ControlOrMeta+Comma');
  await page.getByRole('radio', { name: '밝게', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  const light = await background();
  await page.getByRole('radio', { name: '어둡게', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect.poll(background).not.toBe(light);
  expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  await app.close();
  ({ app, page } = await launchApp({ userData }));
  await ready(page);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await app.close();
});

test('zoom and the window are as they were after a restart', async () => {
  const userData = makeUserDataDir();
  let { app, page } = await launchApp({ userData });
  await ready(page);
  const factor = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getZoomFactor());
  const bounds = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getNormalBounds());
  await page.keyboard.press('ControlOrMeta+Equal');
  await expect(page.getByRole('contentinfo').getByText(/^확대 1\d\d%$/u)).toBeVisible();
  const zoomed = await factor();
  expect(zoomed).toBeGreaterThan(1);
  const wanted = { x: 31, y: 17, width: 1044, height: 688 };
  await app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]!.setBounds(to), wanted);
  await expect.poll(bounds).toEqual(wanted);
  await app.close();

  ({ app, page } = await launchApp({ userData }));
  await ready(page);
  expect(await bounds()).toEqual(wanted);
  expect(await factor()).toBeCloseTo(zoomed, 5);
  await page.keyboard.press('ControlOrMeta+Digit0');
  await expect.poll(factor).toBe(1);
  await expect(page.getByRole('contentinfo').getByText(/^확대/u)).toHaveCount(0);
  await app.close();
});

test('search finds a story by one syllable, by its consonants and by words of its text', async () => {
  const { app, page } = await launchApp({ userData: makeUserDataDir() });
  await ready(page);
  await page.keyboard.press('ControlOrMeta+Shift+KeyF');
  const search = page.getByRole('main').getByRole('searchbox');
  await expect(search).toBeFocused();
  const stories = page.getByRole('main').getByRole('grid', { name: '스토리' }).getByRole('row');
  await expect(stories).toHaveCount(6);
  for (const [typed, found] of [['억', /억새 축제/u], ['ㅇㅅ', /억새 축제/u], ['월세', /청년 월세/u], ['셔틀', /억새 축제/u]] as const) {
    await search.fill(typed);
    await expect(stories, typed).not.toHaveCount(6);
    await expect(stories.filter({ hasText: found }), typed).toHaveCount(1);
  }
  await search.fill('없는말이다');
  await expect(page.getByText('“없는말이다”에 맞는 스토리가 없습니다.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await expect(stories).toHaveCount(6);
  await app.close();
});

test('the status bar says whether the app is offline, and comes back', async () => {
  const { app, page } = await launchApp({ userData: makeUserDataDir() });
  await ready(page);
  const status = page.getByRole('contentinfo', { name: '상태 표시줄' });
  await setOnline(page, false);
  await expect(status.getByText(/^오프라인/u)).toBeVisible();
  await expect(page.getByText('오프라인입니다. 계속 작성할 수 있으며, 연결되면 자동으로 동기화합니다.')).toBeVisible();
  await setOnline(page, true);
  await expect(status.getByText(/^오프라인/u)).toHaveCount(0);
  await expect(status.getByText(/^(?:모두 동기화됨|연결됨|변경은 이 PC에 저장됩니다)/u)).toBeVisible({ timeout: 60_000 });
  await app.close();
});

test('the samples go in one step, and what one made oneself stays', async () => {
  const userData = makeUserDataDir();
  let { app, page } = await launchApp({ userData });
  await ready(page);
  await page.keyboard.press('ControlOrMeta+KeyN');
  await page.getByRole('dialog').getByRole('textbox', { name: '제목' }).fill('내가 만든 것');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '공통 원문 (한국어)', exact: true })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Digit1');
  const stories = page.getByRole('main').getByRole('grid', { name: '스토리' }).getByRole('row');
  await expect(stories).toHaveCount(7);
  await runFromPalette(page, '예시 지우기', /^예시 지우기/u);
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: '예시 지우기', exact: true }).click();
  await expect(stories).toHaveCount(1);
  await expect(stories.filter({ hasText: '내가 만든 것' })).toHaveCount(1);
  await app.close();
  ({ app, page } = await launchApp({ userData }));
  await expect(page.getByRole('row', { name: /내가 만든 것/u })).toBeVisible();
  await expect(page.getByRole('main').getByRole('grid', { name: '스토리' }).getByRole('row')).toHaveCount(1);
  await app.close();
});

test('each text carries its language, whichever the window speaks', async () => {
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'en' });
  await ready(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await openStory(page, '청년 월세 지원 신청 안내');
  const variants = page.getByRole('listbox', { name: 'Variants', exact: true });
  for (const [language, code] of [['Korean', 'ko'], ['English', 'en']] as const) {
    await variants.getByRole('group', { name: `${language} variants` }).getByRole('option', { name: /^X/u }).click();
    await expect(page.getByRole('textbox', { name: `X variant (${language})`, exact: true })).toHaveAttribute('lang', code);
    await expect(page.locator(`[data-preview-text][lang=${code}], [lang=${code}] [data-preview-text]`).first()).toBeVisible();
  }
  await page.keyboard.press('ControlOrMeta+Digit3');
  const board = page.getByRole('group', { name: /side by side/iu });
  await expect(board.getByText(/20만 원/u).first()).toBeVisible();
  const strays = await board.evaluate((group) => [...group.querySelectorAll('p')].filter((each) => /\p{Script=Hangul}{2}/u.test(each.textContent) && each.closest('[lang]')?.getAttribute('lang') !== 'ko').map((each) => each.textContent));
  expect(strays).toEqual([]);
  await app.close();
});

/** Buttons whose words do not fit in them, and what sticks out of the window at its right edge. */
function misfits(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.scrollingElement!;
    if (root.scrollWidth > innerWidth) found.push(`the page is ${String(root.scrollWidth)} wide, the window ${String(innerWidth)}`);
    for (const button of document.querySelectorAll<HTMLElement>('button, [role="radio"], [role="tab"]')) {
      const box = button.getBoundingClientRect();
      // What is there for screen readers only is one pixel wide, or within something that is.
      if (box.width <= 1 || box.height <= 1 || !button.checkVisibility({ visibilityProperty: true })) continue;
      const name = (button.getAttribute('aria-label') ?? button.textContent).trim().slice(0, 60);
      if (button.scrollWidth > button.clientWidth + 1 && getComputedStyle(button).textOverflow !== 'ellipsis') found.push(`too long for its button: ${name}`);
      // What a part that scrolls sideways holds can be reached; what one that hides its overflow cuts off cannot.
      for (let up = button.parentElement; up !== null; up = up.parentElement) {
        const { overflowX } = getComputedStyle(up);
        if (overflowX === 'auto' || overflowX === 'scroll') break;
        const edge = up.getBoundingClientRect();
        if (edge.width <= 1) break;
        if ((overflowX !== 'visible' || up === root) && (box.right > edge.right + 1 || box.left < edge.left - 1)) {
          found.push(`cut off: ${name}`);
          break;
        }
      }
    }
    return found;
  });
}

test('the check itself finds a button that is cut off, and words that their button is too small for', async () => {
  const { app, page } = await launchApp({ userData: makeUserDataDir() });
  await ready(page);
  expect(await misfits(page)).toEqual([]);
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<div id="box"><button id="far">far</button></div><button id="small">many words in it</button>');
    Object.assign(document.querySelector<HTMLElement>('#box')!.style, { position: 'fixed', top: '0', left: '0', width: '50px', height: '50px', overflow: 'hidden' });
    Object.assign(document.querySelector<HTMLElement>('#far')!.style, { position: 'absolute', left: '40px', width: '60px' });
    Object.assign(document.querySelector<HTMLElement>('#small')!.style, { position: 'fixed', top: '0', left: '100px', width: '30px', whiteSpace: 'nowrap', padding: '0' });
  });
  expect(await misfits(page)).toEqual(['cut off: far', 'too long for its button: many words in it']);
  await app.close();
});

for (const language of ['ko', 'en'] as const) {
  test(`nothing sticks out of the smallest window: ${language}`, async () => {
    const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: language });
    await ready(page);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(960, 600));
    await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThanOrEqual(960);
    // The width is known before what depends on it has been laid out anew.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const found: string[] = [];
    for (const stop of tour(language)) {
      await test.step(stop.name, async () => {
        await stop.open(page);
        found.push(...(await misfits(page)).map((each) => `${stop.name}: ${each}`));
        await stop.leave?.(page);
      });
    }
    expect(found).toEqual([]);
    await app.close();
  });
}
