import { expect, test } from '@playwright/test';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, type ComposePage } from './support/compose-page.ts';

/** Writing a story's variants, as a person does it: by keyboard, roles and labels. */
test.describe.configure({ mode: 'serial' });

let running: LaunchedApp;
let compose: ComposePage;

test.beforeAll(async () => {
  running = await launchApp({ userData: makeUserDataDir(), args: ['--sample-newsroom'] });
  await running.page.getByRole('main').waitFor();
  compose = await composeNewStory(running.page, '청년 월세 지원 안내');
});
test.afterAll(async () => {
  await running.app.close().catch(() => undefined);
});

/** A one-colour picture as a file of the clipboard's kind. */
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

test('a linked variant follows the common text until its first edit, and again after it is linked again', async () => {
  const { page } = running;
  await compose.open('공통 원문');
  await compose.common.click();
  await page.keyboard.insertText('청년 월세를 지원합니다.');
  await compose.saved();
  await compose.open('X');
  await expect.poll(() => compose.shown(compose.x)).toBe('청년 월세를 지원합니다.');
  await expect(compose.variants.getByRole('option', { name: 'X' }).first()).toContainText('공통과 연결됨');

  await compose.x.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(' 신청하세요.');
  await expect(page.getByText('공통 원문과의 연결이 풀렸습니다', { exact: false })).toBeVisible();
  await compose.saved();
  await expect(compose.variants.getByRole('option', { name: 'X' }).first()).not.toContainText('공통과 연결됨');

  await page.getByRole('button', { name: '다시 연결…' }).first().click();
  const dialog = page.getByRole('dialog', { name: '공통 원문과 다시 연결' });
  await expect(dialog.locator('del')).toContainText('신청하세요.');
  await dialog.getByRole('button', { name: '다시 연결', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => compose.shown(compose.x)).toBe('청년 월세를 지원합니다.');
});

test('F8 goes to a problem, one key mends it, and undo takes the mend back', async () => {
  const { page } = running;
  await compose.x.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(' 안녕#월세');
  const checks = page.getByRole('region', { name: /^점검/u });
  await expect(checks.getByText('해시태그가 되지 않습니다', { exact: false })).toBeVisible();
  await page.getByRole('textbox', { name: '스토리 제목' }).focus();
  await page.keyboard.press('F8');
  await expect(compose.x).toBeFocused();
  expect(await page.evaluate(() => document.getSelection()?.toString())).toBe('#월세');
  await page.keyboard.press('Control+.');
  await expect.poll(() => compose.shown(compose.x)).toBe('청년 월세를 지원합니다. 안녕 #월세');
  await page.keyboard.press('Control+z');
  await expect.poll(() => compose.shown(compose.x)).toBe('청년 월세를 지원합니다. 안녕#월세');
  await page.keyboard.press('Control+Shift+z');
  await compose.saved();
});

test('what is over the limit stays, is marked from the first character too many, and is said in words', async () => {
  const { page } = running;
  await compose.x.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('가'.repeat(143));
  await expect(page.getByRole('region', { name: '편집' }).getByText('X 글자 수를 한글 3자 넘었습니다.')).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => [...(CSS.highlights.get('sotong-over-limit') ?? [])].map((range) => (range as Range).toString())))
    .toEqual(['가가가']);
  await page.keyboard.press('Control+z');
});

test('a picture asks for its description in place, shows in the preview, and moves by buttons', async () => {
  const { page } = running;
  const add = page.getByRole('button', { name: '이미지 추가' });
  for (const name of ['하나.png', '둘.png']) {
    const chooser = page.waitForEvent('filechooser');
    await add.click();
    // Each its own bytes, as one picture is kept once.
    await (await chooser).setFiles({ name, mimeType: 'image/png', buffer: await coloured(page, name) });
    await expect(page.getByRole('listitem', { name: name === '하나.png' ? '이미지 1 / 1' : '이미지 2 / 2' })).toBeVisible();
  }
  const first = page.getByRole('textbox', { name: /대체 텍스트, 이미지 1/u });
  await first.fill('월세 신청 화면');
  await page.getByRole('listitem', { name: '이미지 2 / 2' }).getByText('장식 이미지').click();
  await compose.saved();
  const preview = page.getByRole('region', { name: /예상 화면/u });
  await expect(preview.getByRole('img', { name: '월세 신청 화면' })).toBeVisible();
  expect(await preview.locator('img').first().evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await page.getByRole('button', { name: '뒤로 옮기기, 이미지 1 / 2' }).click();
  await expect(page.getByRole('textbox', { name: /대체 텍스트, 이미지 2/u })).toHaveValue('월세 신청 화면');
  await page.getByRole('button', { name: '이미지 빼기, 이미지 1 / 2' }).click();
  await expect(page.getByRole('listitem', { name: '이미지 1 / 1' })).toBeVisible();
  await compose.saved();
});

test('a file that is no picture is refused with the reason, and nothing changes', async () => {
  const { page } = running;
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '이미지 추가' }).click();
  await (await chooser).setFiles({ name: '글.png', mimeType: 'image/png', buffer: Buffer.from('그림이 아닙니다') });
  await expect(page.getByText('이미지를 넣지 못했습니다: 글.png', { exact: false }).first()).toBeVisible();
  await expect(page.getByRole('listitem', { name: '이미지 1 / 1' })).toBeVisible();
});

test('a picture in the blog goes to the caret, with its description beside it', async () => {
  const { page } = running;
  await compose.open('블로그');
  await compose.blog.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('앞');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '이미지 넣기' }).click();
  await (await chooser).setFiles({ name: '셋.png', mimeType: 'image/png', buffer: PICTURE });
  const alt = compose.blog.getByRole('textbox', { name: '대체 텍스트' });
  await alt.fill('한빛시청 전경');
  await compose.saved();
  await expect(page.getByRole('region', { name: /예상 화면/u }).getByRole('img', { name: '한빛시청 전경' })).toBeVisible();
  await page.getByRole('textbox', { name: '글 제목' }).fill('월세 지원');
  await compose.saved();
});

test('a named version can be looked at and brought back; bringing it back is a version too', async () => {
  const { page } = running;
  await compose.open('X');
  // Without the connection: a sync makes a version of a text that has rested, and the same text is not kept twice.
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.send('shell:command', 'sync.toggle-online'));
  await expect(page.getByText('오프라인입니다', { exact: false }).first()).toBeVisible();
  await compose.x.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(' 이름 붙일 글');
  const before = await compose.shown(compose.x);
  await page.keyboard.press('Control+s');
  const checkpoint = page.getByRole('dialog', { name: '이력에 이름 붙여 저장' });
  await checkpoint.getByRole('textbox', { name: '이름' }).fill('첫 번째');
  await page.keyboard.press('Enter');
  await expect(checkpoint).toBeHidden();
  await compose.x.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('모두 지우고 새로');
  await compose.saved();
  await page.getByRole('button', { name: '더 보기' }).first().click();
  await page.getByRole('menuitem', { name: '이력', exact: true }).click();
  const history = page.getByRole('dialog', { name: '이력', exact: true });
  await history.getByRole('option', { name: /첫 번째/u }).click();
  await expect(history.locator('ins').first()).toBeVisible();
  await history.getByRole('button', { name: '이 버전으로 되돌리기' }).click();
  await expect(history).toBeHidden();
  await expect.poll(() => compose.shown(compose.x)).toBe(before);
});

test('only variants without errors can be sent; the others lead to what is wrong', async () => {
  const { page } = running;
  await compose.x.click();
  await page.keyboard.press('Control+Shift+n');
  const add = page.getByRole('dialog', { name: '원고 추가' });
  await add.getByRole('checkbox', { name: /^인스타그램, .*한국어/u }).check({ force: true });
  await add.getByRole('button', { name: '원고 1건 추가' }).click();
  await expect(page.getByRole('textbox', { name: '인스타그램 원고 (한국어)' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: '검토 요청' });
  await expect(dialog.getByRole('checkbox', { name: /인스타그램 \(한국어\)/u })).toBeDisabled();
  await expect(dialog.getByRole('checkbox', { name: /X \(한국어\)/u })).toBeChecked();
  await dialog.getByRole('button', { name: '고치러 가기, 인스타그램 (한국어)' }).click();
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Control+Enter');
  await dialog.getByRole('textbox', { name: '검토자에게 남길 말' }).fill('숫자를 확인해 주세요.');
  await dialog.getByRole('button', { name: /건 검토 요청$/u }).click();
  await expect(dialog).toBeHidden();
  await compose.open('X');
  await expect(page.getByText('검토 중인 원고입니다', { exact: false })).toBeVisible();
});

test('undo and redo of the Edit menu know what the editor did, also right after a paste, and leave fields to themselves', async () => {
  const { app, page } = running;
  const menu = (id: 'undo' | 'redo'): Promise<void> => app.evaluate(({ Menu }, name) => Menu.getApplicationMenu()?.getMenuItemById(name)?.click(), id);
  await compose.open('블로그');
  await compose.blog.click();
  await page.keyboard.press('Control+End');
  const before = await compose.shown(compose.blog);
  await app.evaluate(({ clipboard }) => clipboard.writeText('붙인 글'));
  await page.keyboard.press('Control+v');
  await expect.poll(() => compose.shown(compose.blog)).toBe(`${before}붙인 글`);
  await app.evaluate(({ clipboard }) => clipboard.writeText(', 또 붙인 글'));
  // A pause parts what was pasted into two steps.
  await page.waitForTimeout(1_100);
  await page.keyboard.press('Control+v');
  await expect.poll(() => compose.shown(compose.blog)).toBe(`${before}붙인 글, 또 붙인 글`);
  // One step at a time.
  await menu('undo');
  await expect.poll(() => compose.shown(compose.blog)).toBe(`${before}붙인 글`);
  await menu('undo');
  await expect.poll(() => compose.shown(compose.blog)).toBe(before);
  await menu('redo');
  await expect.poll(() => compose.shown(compose.blog)).toBe(`${before}붙인 글`);
  const title = page.getByRole('textbox', { name: '글 제목' });
  await title.click();
  await page.keyboard.press('End');
  await page.keyboard.insertText(' 끝');
  await expect(title).toHaveValue('월세 지원 끝');
  await menu('undo');
  await expect(title).toHaveValue('월세 지원');
  await expect.poll(() => compose.shown(compose.blog)).toBe(`${before}붙인 글`);
});

test('the window becomes narrow and wide again while one writes: the caret stays, and nothing fails', async () => {
  const { app, page } = running;
  const failures: string[] = [];
  const note = (error: Error): void => void failures.push(error.message);
  page.on('pageerror', note);
  await compose.open('블로그');
  await compose.blog.click();
  await page.keyboard.press('Control+End');
  const before = await compose.shown(compose.blog);
  const [width, height] = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getContentSize());
  for (const wide of [960, 1280]) {
    await app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]!.setContentSize(to, 700), wide);
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(wide);
    await expect(compose.blog).toBeFocused();
    await page.keyboard.insertText(String(wide));
  }
  await expect.poll(() => compose.shown(compose.blog)).toBe(`${before}9601280`);
  expect(failures).toEqual([]);
  page.off('pageerror', note);
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]!.setContentSize(size[0]!, size[1]!), [width!, height!]);
});

test('find counts in the text and in the other variants', async () => {
  const { page } = running;
  await compose.open('공통 원문');
  await compose.common.click();
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox', { name: '이 스토리에서 찾기' }).fill('월세');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('search', { name: '찾기' })).toContainText('1/1');
  await expect(page.getByRole('search', { name: '찾기' })).toContainText('다른 원고에');
  await page.keyboard.press('Escape');
  await expect(compose.common).toBeFocused();
});

/** A small picture, different for each name. */
async function coloured(page: ComposePage['page'], name: string): Promise<Buffer> {
  const data = await page.evaluate((seed) => {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 480;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('No canvas');
    context.fillStyle = seed === '하나.png' ? '#0b50d0' : '#267337';
    context.fillRect(0, 0, 640, 480);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  }, name);
  return Buffer.from(data, 'base64');
}
