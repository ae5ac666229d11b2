import { type ElectronApplication, expect, type Locator, type Page, test } from '@playwright/test';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { type ComposePage, composeNewStory, reopenStory } from './support/compose-page.ts';
import { graveFindings } from './support/grave-findings.ts';
import { createHangulKeyboard } from './support/hangul.ts';
import { hasFocus, tabAndPress, tabTo, typeLines } from './support/keys.ts';
import { runFromPalette } from './support/palette.ts';

const leave = (page: Page): Locator => page.getByRole('button', { name: /^집중 모드 끝내기/u });

async function enter(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+Backslash');
  await expect(leave(page)).toBeVisible();
}

async function hasLeft(compose: ComposePage, text: Locator): Promise<void> {
  await expect(leave(compose.page)).toBeHidden();
  await expect(compose.variants).toBeVisible();
  await expect(text).toBeFocused();
}

function isFullScreen(app: ElectronApplication): Promise<boolean> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen() === true);
}

test('only the text is left, in full screen, and Escape gives everything back', async () => {
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const compose = await composeNewStory(page, '집중해서 쓰기');
  const keyboard = await createHangulKeyboard(page);
  await compose.x.click();
  await typeLines(page, '첫 문단입니다.\n둘째 문단입니다. 무료입니다.');

  await test.step('the way in by its key', async () => {
    await enter(page);
    await expect(compose.x).toBeFocused();
    for (const gone of [page.getByRole('navigation'), compose.variants, page.getByRole('button', { name: '검토 요청' }), page.getByRole('contentinfo'), page.getByRole('button', { name: '이미지 추가' })]) await expect(gone).toBeHidden();
    await expect(page.getByText('X 원고 (한국어)', { exact: true })).toBeVisible();
    await expect(page.getByText(/^25자 · 5어절 · 3문장 · 2문단 · 읽는 데 약 5초$/u)).toBeVisible();
    await expect(page.getByText(/자 더 쓸 수 있습니다/u)).toBeVisible();
    await expect.poll(() => isFullScreen(app)).toBe(true);
    await expect(page.locator('[data-live="polite"]')).toHaveText('집중 모드입니다. Esc를 누르면 끝납니다.');
    expect(await graveFindings(page)).toEqual([]);
  });

  await test.step('the keyboard comes to the count and the way out, and to nothing that is not seen', async () => {
    await tabTo(page, leave(page));
    for (let stops = 0; stops < 6; stops += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.checkVisibility({ visibilityProperty: true }))).toBe(true);
    }
    await compose.x.focus();
    await page.keyboard.press('F6');
    await expect(compose.x).toBeFocused();
  });

  await test.step('an Escape that ends a syllable ends no more, though the input method sends it twice', async () => {
    await page.keyboard.press('Control+End');
    await keyboard.type('지금 쓰는 글');
    expect(keyboard.composing()).toBe('글');
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229, code: 'Escape', key: 'Process' });
    await keyboard.commit();
    await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 27, nativeVirtualKeyCode: 27, code: 'Escape', key: 'Escape' });
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', windowsVirtualKeyCode: 27, nativeVirtualKeyCode: 27, code: 'Escape', key: 'Escape' });
    await keyboard.type('입니다.');
    await keyboard.commit();
    await expect(leave(page)).toBeVisible();
    await expect.poll(() => compose.shown(compose.x)).toBe('첫 문단입니다.\n둘째 문단입니다. 무료입니다.지금 쓰는 글입니다.');
  });

  await test.step('what is open above the text takes Escape first', async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog').getByRole('searchbox')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(leave(page)).toBeVisible();
    await expect(compose.x).toBeFocused();
    await page.keyboard.press('Control+f');
    await expect(page.getByRole('search')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('search')).toBeHidden();
    await expect(leave(page)).toBeVisible();
    await expect(compose.x).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Slash');
    await expect(page.getByRole('listbox', { name: '넣을 것' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('listbox', { name: '넣을 것' })).toBeHidden();
    await expect(leave(page)).toBeVisible();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
  });

  await test.step('Escape leaves, with the caret where it was', async () => {
    await page.keyboard.press('Escape');
    await hasLeft(compose, compose.x);
    await expect.poll(() => isFullScreen(app)).toBe(false);
    await expect(page.locator('[data-live="polite"]')).toHaveText('집중 모드를 끝냈습니다.');
    await keyboard.type('끝');
    await keyboard.commit();
    await expect.poll(() => compose.shown(compose.x)).toMatch(/글입니다\.끝$/u);
  });

  await test.step('the button leaves too, and the palette', async () => {
    await enter(page);
    await tabAndPress(page, leave(page));
    await hasLeft(compose, compose.x);
    await compose.open('블로그');
    await compose.blog.click();
    await enter(page);
    await runFromPalette(page, '집중', /집중/u);
    await hasLeft(compose, compose.blog);
  });
  await compose.saved();
  await app.close();
});

/** Where the caret's line is on the screen, from the top of what is seen of the text. */
function heightOfLine(editor: Locator): Promise<number> {
  return editor.evaluate((element) => {
    const selection = getSelection();
    if (selection?.focusNode === null || selection === null) return Number.NaN;
    const range = document.createRange();
    range.setStart(selection.focusNode, selection.focusOffset);
    const line = range.getClientRects()[0] ?? (selection.focusNode instanceof Element ? selection.focusNode : selection.focusNode.parentElement)?.getBoundingClientRect();
    let view = element.parentElement;
    while (view !== null && getComputedStyle(view).overflowY !== 'auto') view = view.parentElement;
    if (line === undefined || view === null) return Number.NaN;
    const box = view.getBoundingClientRect();
    return ((line.top + line.bottom) / 2 - box.top) / box.height;
  });
}

function scrolled(editor: Locator): Promise<number> {
  return editor.evaluate((element) => {
    let view = element.parentElement;
    while (view !== null && getComputedStyle(view).overflowY !== 'auto') view = view.parentElement;
    return view?.scrollTop ?? Number.NaN;
  });
}

const colour = (block: Locator): Promise<string> => block.evaluate((element) => getComputedStyle(element).color);

test('the line in hand stays at one height, the others step back, and both are remembered', async () => {
  const userData = makeUserDataDir();
  const first = await launchApp({ userData, lang: 'ko' });
  let { page } = first;
  let compose = await composeNewStory(page, '긴 글');
  await compose.open('블로그');
  await compose.blog.click();
  await typeLines(page, Array.from({ length: 40 }, (_, index) => `${index + 1}번째 문단입니다.`).join('\n'));

  await test.step('turned on in the palette and by a key', async () => {
    await runFromPalette(page, '타자기', /타자기/u);
    await expect(page.getByText('타자기 스크롤을 켰습니다.')).toBeVisible();
    await expect(page.getByText('집중 모드에서 적용됩니다.')).toBeVisible();
    await expect(compose.blog).toBeFocused();
    await enter(page);
    await page.keyboard.press('Control+Shift+p');
    await expect(page.getByText('다른 문단을 흐리게 합니다.')).toBeVisible();
  });

  await test.step('from the last line to the first', async () => {
    await expect.poll(() => heightOfLine(compose.blog)).toBeCloseTo(0.45, 2);
    for (let lines = 0; lines < 12; lines += 1) {
      await page.keyboard.press('ArrowUp');
      await expect.poll(() => heightOfLine(compose.blog)).toBeCloseTo(0.45, 2);
    }
    await page.keyboard.press('Control+Home');
    await expect.poll(() => heightOfLine(compose.blog)).toBeCloseTo(0.45, 2);
    const blocks = compose.blog.locator('p');
    await expect.poll(async () => (await colour(blocks.nth(0))) === (await colour(blocks.nth(1)))).toBe(false);
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(async () => (await colour(blocks.nth(0))) === (await colour(blocks.nth(1)))).toBe(true);
    expect(await graveFindings(page)).toEqual([]);
  });

  await test.step('nothing moves under a syllable, though its line becomes two', async () => {
    await page.keyboard.press('Control+End');
    await expect.poll(() => heightOfLine(compose.blog)).toBeCloseTo(0.45, 2);
    const keyboard = await createHangulKeyboard(page);
    const before = await scrolled(compose.blog);
    // Without a space each syllable begins in the keystroke that ends the one before it.
    for (let times = 0; times < 24; times += 1) {
      await keyboard.type('한글');
      expect(await scrolled(compose.blog)).toBe(before);
    }
    await keyboard.commit();
    await expect.poll(() => scrolled(compose.blog)).toBeGreaterThan(before);
    await expect.poll(() => heightOfLine(compose.blog)).toBeCloseTo(0.45, 2);
    await expect.poll(() => compose.shown(compose.blog)).toMatch(new RegExp(`40번째 문단입니다\\.${'한글'.repeat(24)}$`, 'u'));
  });
  await compose.saved();
  await first.app.close();

  const second = await launchApp({ userData, lang: 'ko' });
  ({ page } = second);
  expect(await isFullScreen(second.app)).toBe(false);
  compose = await reopenStory(page, '긴 글');
  await compose.open('블로그');
  await compose.blog.focus();
  await enter(page);
  await page.keyboard.press('Control+End');
  await expect.poll(() => heightOfLine(compose.blog)).toBeCloseTo(0.45, 2);
  await expect.poll(async () => (await colour(compose.blog.locator('p').first())) === (await colour(compose.blog.locator('p').last()))).toBe(false);
  await page.keyboard.press('Escape');
  await hasLeft(compose, compose.blog);
  await test.step('and turned off in the settings', async () => {
    await page.keyboard.press('Control+Comma');
    const group = page.getByRole('group', { name: '집중 모드' });
    await tabTo(page, group.getByRole('checkbox', { name: /^타자기 스크롤/u }));
    await page.keyboard.press('Space');
    await expect(group.getByRole('checkbox', { name: /^타자기 스크롤/u })).not.toBeChecked();
    await tabTo(page, group.getByRole('checkbox', { name: '전체 화면으로 열기' }), 'Shift+Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Digit2');
    await compose.blog.focus();
    await enter(page);
    await expect(page.locator('[data-typewriter]')).toHaveCount(0);
    expect(await isFullScreen(second.app)).toBe(false);
  });
  await second.app.close();
});

test('counts follow the selection, are told when asked for, and nothing is told more than once a second', async () => {
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const compose = await composeNewStory(page, '세어 보기');
  await compose.x.click();
  await typeLines(page, '청년 월세를 지원합니다.\n신청은 누리집에서 받습니다. 서류는 없읍니다.');
  await expect(page.getByText('39자 · 8어절 · 3문장 · 2문단 · 읽는 데 약 5초', { exact: true })).toBeVisible();

  await test.step('of what is selected', async () => {
    await page.keyboard.press('Shift+Home');
    await expect(page.getByText('선택한 부분: 25자 · 5어절 · 2문장 · 1문단 · 읽는 데 약 5초', { exact: true })).toBeVisible();
    await page.keyboard.press('Control+Shift+c');
    await expect(page.getByRole('alertdialog').getByText(/^선택한 부분: 25자/u)).toBeVisible();
    await expect(compose.x).toBeFocused();
    await page.keyboard.press('End');
    await expect(page.getByText(/^39자 · 8어절/u)).toBeVisible();
    // What is typed over is selected no more.
    await page.keyboard.press('Shift+Home');
    await expect(page.getByText(/^선택한 부분: 25자/u).first()).toBeVisible();
    const keyboard = await createHangulKeyboard(page);
    await keyboard.type('신청은 누리집에서 받습니다. 서류는 없읍니다.');
    await keyboard.commit();
    await expect(page.getByText(/^39자 · 8어절/u)).toBeVisible();
  });

  await test.step('at most one announcement a second, and the last is heard', async () => {
    await page.evaluate(() => {
      const times: number[] = [];
      Object.assign(window, { announcedAt: times });
      for (const region of document.querySelectorAll('[data-live]')) new MutationObserver(() => times.push(performance.now())).observe(region, { childList: true, characterData: true, subtree: true });
    });
    for (let times = 0; times < 12; times += 1) await page.keyboard.press('F8');
    await page.keyboard.press('Control+Shift+Backslash');
    await expect(page.locator('[data-live="polite"]')).toHaveText('집중 모드입니다. Esc를 누르면 끝납니다.');
    const times = await page.evaluate(() => (window as unknown as { readonly announcedAt: readonly number[] }).announcedAt);
    expect(times.length).toBeGreaterThan(1);
    for (const [index, at] of times.entries()) if (index > 0) expect(at - (times[index - 1] ?? 0)).toBeGreaterThan(990);
  });

  await test.step('also while a dialog hides the rest from assistive technology', async () => {
    await page.keyboard.press('Control+h');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await hasFocus(page.getByRole('textbox', { name: '찾을 말' }))).toBe(true);
    await page.keyboard.insertText('신청');
    await expect(page.locator('[data-live="polite"]')).toHaveText('글 1건, 1곳');
    expect(await page.locator('[data-live="polite"]').evaluate((region) => region.closest('[aria-hidden="true"], [inert]') === null)).toBe(true);
    await page.keyboard.press('Escape');
    await expect(leave(page)).toBeVisible();
  });
  await app.close();
});
