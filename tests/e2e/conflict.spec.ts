import { expect, type Locator, type Page, test } from '@playwright/test';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, composePage, type ComposePage, reopenStory } from './support/compose-page.ts';
import { connectTo } from './support/connect.ts';
import { graveFindings } from './support/grave-findings.ts';
import { dropFiles } from './support/drop-files.ts';
import { pictureOf } from './support/picture.ts';
import { synced, toggleOnline } from './support/line.ts';
import { startStandaloneBackend } from './support/standalone-backend.ts';

/** Two people of one newsroom, each at a computer of their own, write the same post without a connection. */
const TITLE = '두 사람이 쓰는 글';

async function rewrite(page: Page, compose: ComposePage, lines: readonly string[]): Promise<void> {
  await compose.x.click();
  await page.keyboard.press('Control+a');
  for (const [index, line] of lines.entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    await page.keyboard.insertText(line);
  }
  await compose.saved();
}

test('what two wrote apart is merged place by place, by keyboard, and both computers show the same', async () => {
  const backend = await startStandaloneBackend();
  const a = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const b = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  try {
    await connectTo(a.page, backend.url, backend.token);
    await a.page.keyboard.press('Control+1');
    const mine = await composeNewStory(a.page, TITLE);
    await rewrite(a.page, mine, ['월세를 지원합니다', '신청은 온라인', '문의는 120']);
    // A first draft is its writer's own until they keep a version of it.
    await a.page.keyboard.press('Control+s');
    const checkpoint = a.page.getByRole('dialog', { name: '이력에 이름 붙여 저장' });
    await expect(checkpoint).toBeVisible();
    await a.page.keyboard.press('Enter');
    await expect(checkpoint).toBeHidden();
    await synced(a);
    await connectTo(b.page, backend.url, backend.token);
    await synced(b);
    await b.page.keyboard.press('Control+1');
    const theirs = await reopenStory(b.page, TITLE);
    await theirs.open('X');
    await expect.poll(() => theirs.shown(theirs.x)).toBe('월세를 지원합니다\n신청은 온라인\n문의는 120');

    // Both have it open, and each is told of the other, who is the same member at another computer here.
    await expect(b.page.getByText('작성 중: 김하늘')).toBeVisible({ timeout: 30_000 });
    await expect(a.page.getByText('작성 중: 김하늘')).toBeVisible({ timeout: 30_000 });
    await b.page.screenshot({ path: test.info().outputPath('presence.png') });

    await toggleOnline(a, 'offline');
    await toggleOnline(b, 'offline');
    // Without a line nobody knows.
    await expect(b.page.getByText('작성 중: 김하늘')).toBeHidden({ timeout: 30_000 });
    await rewrite(a.page, mine, ['월세를 20만 원 지원합니다', '신청은 온라인', '문의는 다산콜']);
    await rewrite(b.page, theirs, ['월세를 스무 달 지원합니다', '신청은 온라인이나 방문', '문의는 청년과']);
    await toggleOnline(a, 'online');
    await synced(a);
    await toggleOnline(b, 'online');
    await synced(b);

    await b.page.getByRole('button', { name: '비교하고 합치기' }).click();
    const dialog = b.page.getByRole('dialog', { name: '두 버전 합치기' });
    await expect(dialog.getByRole('radiogroup')).toHaveCount(2);
    // What only one of them changed is merged already, and not asked.
    await expect(dialog.getByText('신청은 온라인이나 방문')).toBeVisible();
    expect(await graveFindings(b.page)).toEqual([]);
    const done = dialog.getByRole('button', { name: '고른 대로 합치기' });
    await expect(done).toBeDisabled();
    await expect(dialog.getByText('2곳 중 0곳 선택')).toBeVisible();
    await dialog.getByRole('radiogroup', { name: '1. 본문' }).getByRole('radio', { name: /^내 버전/ }).focus();
    await b.page.keyboard.press('ArrowDown');
    await expect(dialog.getByRole('radiogroup', { name: '1. 본문' }).getByRole('radio', { name: /^서버 버전/ })).toBeChecked();
    await b.page.keyboard.press('Tab');
    await b.page.keyboard.press('ArrowUp');
    await expect(dialog.getByRole('radiogroup', { name: '2. 본문' }).getByRole('radio', { name: '직접 고치기' })).toBeChecked();
    await b.page.keyboard.press('Tab');
    await expect(dialog.getByRole('textbox', { name: '이 자리에 쓸 글' })).toBeFocused();
    await b.page.keyboard.press('Control+a');
    await b.page.keyboard.insertText('문의는 다산콜 120 또는 청년과');
    await expect(dialog.getByText('2곳 중 2곳 선택')).toBeVisible();
    await done.focus();
    await b.page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();

    const merged = '월세를 20만 원 지원합니다\n신청은 온라인이나 방문\n문의는 다산콜 120 또는 청년과';
    await expect.poll(() => theirs.shown(theirs.x)).toBe(merged);
    await synced(b);
    await synced(a);
    await expect.poll(() => composePage(a.page).shown(mine.x)).toBe(merged);
    await expect(a.page.getByRole('button', { name: '비교하고 합치기' })).toBeHidden();
  } finally {
    await a.app.close();
    await b.app.close();
    await backend.dispose();
  }
});

/** Puts HTML in the place of all the text in the focus, as a paste from a web page does. */
async function pasteOver(page: Page, html: string): Promise<void> {
  await page.keyboard.press('Control+a');
  await page.evaluate((given) => {
    const transfer = new DataTransfer();
    transfer.setData('text/html', given);
    document.activeElement?.dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertFromPaste', dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, html);
}

/** Selects the first of a word in an editor, as a double click on it does. */
async function selectWord(editor: Locator, word: string): Promise<void> {
  await editor.focus();
  await editor.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = (node.textContent ?? '').indexOf(wanted);
      if (at === -1) continue;
      getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
      return;
    }
    throw new Error(`No ${wanted} here`);
  }, word);
  // The editor hears of a selection up to 100 ms late.
  await editor.page().waitForTimeout(300);
}

async function keepVersion({ page }: LaunchedApp): Promise<void> {
  await page.keyboard.press('Control+s');
  const checkpoint = page.getByRole('dialog', { name: '이력에 이름 붙여 저장' });
  await expect(checkpoint).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(checkpoint).toBeHidden();
}

const BLOG = '두 사람이 쓰는 블로그';
const HEADING = (word: string): string => `<h2>도서관 ${word} <a href="https://city.example/library">누리집</a></h2>`;
const OPENING = (words: string): string => `<p>도서관을 ${words} 엽니다.</p>`;

test('of a text with looks both versions are shown with them, and a place that is edited by hand keeps its own', async () => {
  test.slow();
  const backend = await startStandaloneBackend();
  const a = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const b = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  try {
    await connectTo(a.page, backend.url, backend.token);
    await a.page.keyboard.press('Control+1');
    const mine = await composeNewStory(a.page, BLOG);
    await mine.open('블로그');
    await mine.blog.click();
    await pasteOver(a.page, `${HEADING('안내')}<p>가을부터 달라집니다.</p>${OPENING('저녁에')}<p>끝.</p>`);
    await expect(mine.blog.locator('h2')).toHaveText('도서관 안내 누리집');
    await a.page.keyboard.press('Control+End');
    await dropFiles(mine.blog, test.info().outputPath('dropped'), [{ name: 'library.png', bytes: pictureOf(320, 200, 200) }]);
    await expect(mine.blog.locator('img')).toHaveCount(1);
    await mine.saved();
    await keepVersion(a);
    await synced(a);
    await connectTo(b.page, backend.url, backend.token);
    await synced(b);
    await b.page.keyboard.press('Control+1');
    const theirs = await reopenStory(b.page, BLOG);
    await theirs.open('블로그');
    await expect(theirs.blog.locator('h2')).toHaveText('도서관 안내 누리집');

    await toggleOnline(a, 'offline');
    await toggleOnline(b, 'offline');
    await selectWord(mine.blog, '안내');
    await a.page.keyboard.insertText('방법');
    await selectWord(mine.blog, '저녁에');
    await a.page.keyboard.press('Control+b');
    await expect(mine.blog.locator('strong')).toHaveText('저녁에');
    await mine.saved();
    await selectWord(theirs.blog, '안내');
    await b.page.keyboard.insertText('순서');
    await selectWord(theirs.blog, '저녁에');
    await b.page.keyboard.insertText('밤늦게');
    await theirs.saved();
    await toggleOnline(a, 'online');
    await synced(a);
    await toggleOnline(b, 'online');
    await synced(b);

    await b.page.getByRole('button', { name: '비교하고 합치기' }).click();
    const dialog = b.page.getByRole('dialog', { name: '두 버전 합치기' });
    const places = dialog.getByRole('radiogroup');
    await expect(places).toHaveCount(2);
    // Bold against another word: each is seen, and what is only a look is told in words too.
    const opening = dialog.getByRole('radiogroup', { name: '2. 본문' });
    await expect(opening.locator('[data-kind] strong')).toHaveText(['저녁에']);
    await expect(opening.getByRole('radio', { name: /^서버 버전/ })).toHaveAccessibleName(/서식 바뀜: ?저녁에/);
    await expect(opening.getByRole('radio', { name: /^내 버전/ })).toHaveAccessibleName(/추가: ?밤늦게/);
    const heading = dialog.getByRole('radiogroup', { name: '1. 본문' });
    await expect(heading.locator('[data-type="heading-2"]')).toHaveCount(2);
    await expect(heading.getByText('(https://city.example/library)')).toHaveCount(2);
    // What merged by itself is there with its picture.
    await expect(dialog.locator('img')).toHaveCount(1);
    await heading.getByRole('radio', { name: '직접 고치기' }).focus();
    await b.page.keyboard.press('Space');
    const field = dialog.getByRole('textbox', { name: '이 자리에 쓸 글' });
    await expect(field.locator('h2')).toHaveText('도서관 순서 누리집');
    await field.focus();
    await b.page.keyboard.press('Control+End');
    await b.page.keyboard.insertText(' 보기');
    await expect(field.locator('h2')).toHaveText('도서관 순서 누리집 보기');
    await opening.getByRole('radio', { name: /^서버 버전/ }).focus();
    await b.page.keyboard.press('Space');
    await expect(dialog.getByText('2곳 중 2곳 선택')).toBeVisible();
    expect(await graveFindings(b.page)).toEqual([]);
    await b.page.screenshot({ path: test.info().outputPath('looks-ko-light.png') });
    await opening.scrollIntoViewIfNeeded();
    await b.page.screenshot({ path: test.info().outputPath('looks-opening.png') });
    await b.page.evaluate(() => window.sotong.invoke('shell:set-settings', { language: 'en', theme: 'dark' }));
    const inEnglish = b.page.getByRole('dialog').filter({ has: b.page.getByRole('radiogroup') });
    await expect(inEnglish.getByText(/2 of 2/u)).toBeVisible();
    expect(await graveFindings(b.page)).toEqual([]);
    await b.page.screenshot({ path: test.info().outputPath('looks-en-dark.png') });
    await b.page.evaluate(() => window.sotong.invoke('shell:set-settings', { language: 'ko', theme: 'light' }));
    await dialog.getByRole('button', { name: '고른 대로 합치기' }).focus();
    await b.page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();

    await synced(b);
    await synced(a);
    for (const { blog } of [theirs, mine]) {
      await expect(blog.locator('h2')).toHaveText('도서관 순서 누리집 보기');
      await expect(blog.locator('h2 [title="https://city.example/library"]')).toHaveText('누리집');
      await expect(blog.locator('strong')).toHaveText('저녁에');
      await expect(blog.locator('img')).toHaveCount(1);
    }
  } finally {
    await a.app.close();
    await b.app.close();
    await backend.dispose();
  }
});
