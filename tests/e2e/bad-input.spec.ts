import { expect, type Locator, type Page, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { composeNewStory, composePage, reopenStory } from './support/compose-page.ts';
import { connectTo } from './support/connect.ts';
import { runFromPalette } from './support/palette.ts';

/**
 * What should not come in, by the ways that a person has: each is answered in words, costs nothing
 * that was there, and leaves the app running. composition-recovery.spec.ts has a core that is killed,
 * a full disk and a hostile page's paste.
 */
const FIFTY_MILLION = 50_000_000;

function start(userData: string): Promise<LaunchedApp> {
  return launchApp({ userData, args: ['--sample-newsroom'] });
}

/** Dispatches the paste that a browser would, with types that no other program can put on this system's clipboard. */
async function paste(page: Page, parts: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((given) => {
    const transfer = new DataTransfer();
    for (const [type, value] of Object.entries(given)) transfer.setData(type, value);
    document.activeElement?.dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertFromPaste', dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, parts);
}

const lengthOf = (field: Locator): Promise<number> => field.evaluate((element) => (element as HTMLTextAreaElement).value.length);

const fragment = (nodes: unknown): string => Buffer.from(encodeURIComponent(JSON.stringify(nodes))).toString('base64');

async function withServer(answer: RequestListener, test: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await test(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test.describe('files', () => {
  test('an unsupported, an unreadable, an empty and an enormous file are refused in words, and what was typed stays', async () => {
    const { app, page } = await start(makeUserDataDir());
    await page.getByRole('button', { name: '새 스토리' }).first().click();
    const dialog = page.getByRole('dialog', { name: '새 스토리' });
    await dialog.getByRole('textbox', { name: '제목' }).fill('그대로 있는 제목');
    await dialog.getByRole('textbox', { name: '원문 자료' }).fill('그대로 있는 원문');
    const files: readonly (readonly [name: string, bytes: Buffer, words: string])[] = [
      ['보고서.hwp', Buffer.from('HWP Document File'), '지원하지 않는 파일 형식입니다.'],
      ['깨진 글.txt', Buffer.from([0x41, 0x00, 0xff, 0xfe, 0x00, 0x80]), '파일을 읽지 못했습니다.'],
      ['빈 글.md', Buffer.alloc(0), '빈 파일입니다.'],
      ['큰 글.txt', Buffer.alloc(21 * 1024 * 1024, 0x61), '너무 큽니다.'],
    ];
    for (const [name, buffer, words] of files) {
      const chooser = page.waitForEvent('filechooser');
      await dialog.getByRole('button', { name: '파일 선택' }).click();
      await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer });
      await expect(dialog.getByRole('alert')).toContainText(words);
    }
    await expect(dialog.getByRole('textbox', { name: '제목' })).toHaveValue('그대로 있는 제목');
    await expect(dialog.getByRole('textbox', { name: '원문 자료' })).toHaveValue('그대로 있는 원문');
    await dialog.getByRole('button', { name: '만들기' }).click();
    await expect(dialog).toBeHidden();
    await expect(composePage(page).common).toBeVisible();
    await app.close();
  });

  test('a broken picture is refused in words, and the text stays', async () => {
    const { app, page } = await start(makeUserDataDir());
    const compose = await composeNewStory(page, '깨진 사진');
    await compose.x.click();
    await page.keyboard.insertText('사진 없이 갑니다');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '이미지 추가' }).click();
    const good = readFileSync(join(import.meta.dirname, '../fixtures/media/hanbit-square.png'));
    // A true head and a cut body: only decoding shows that it is broken.
    await (await chooser).setFiles({ name: '깨진 사진.png', mimeType: 'image/png', buffer: good.subarray(0, 64) });
    await expect(page.getByText('이미지를 넣지 못했습니다: 깨진 사진.png', { exact: false }).first()).toBeVisible();
    await compose.saved();
    expect(await compose.shown(compose.x)).toBe('사진 없이 갑니다');
    await app.close();
  });
});

test.describe('pastes', () => {
  test('fifty million characters from the clipboard are refused in the editor and in the brief, old and new', async () => {
    const { app, page } = await start(makeUserDataDir());
    const compose = await composeNewStory(page, '큰 붙여 넣기');
    await compose.x.click();
    await page.keyboard.insertText('앞서 쓴 글');
    await app.evaluate(({ clipboard }, length) => clipboard.writeText('a'.repeat(length)), FIFTY_MILLION);
    await page.keyboard.press('Control+v');
    await expect(page.getByText('붙여 넣으려는 글이 너무 큽니다', { exact: false }).first()).toBeVisible({ timeout: 60_000 });
    expect(await compose.shown(compose.x)).toBe('앞서 쓴 글');

    // The brief of the story that is open.
    await page.getByRole('tab', { name: '자료' }).click();
    await page.getByRole('button', { name: '자료 고치기' }).click();
    const brief = page.getByRole('textbox', { name: '자료', exact: true });
    await brief.fill('앞서 붙인 자료');
    await page.keyboard.press('Control+v');
    await expect(page.getByText('너무 큽니다.', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
    // Not the value itself: a failure would print fifty million characters.
    expect(await lengthOf(brief)).toBe('앞서 붙인 자료'.length);

    // And that of a story that is being made.
    await page.keyboard.press('Control+n');
    const dialog = page.getByRole('dialog', { name: '새 스토리' });
    const source = dialog.getByRole('textbox', { name: '원문 자료' });
    await source.fill('앞서 붙인 원문');
    await page.keyboard.press('Control+v');
    await expect(dialog.getByRole('alert')).toContainText('너무 큽니다.', { timeout: 60_000 });
    expect(await lengthOf(source)).toBe('앞서 붙인 원문'.length);
    await dialog.getByRole('button', { name: '취소' }).click();
    await expect(dialog).toBeHidden();
    expect(await compose.shown(compose.x)).toBe('앞서 쓴 글');
    await app.close();
  });

  test('a hostile fragment of an editor brings neither scripts nor files nor unknown nodes', async () => {
    const { app, page } = await start(makeUserDataDir());
    const compose = await composeNewStory(page, '나쁜 조각');
    await compose.open('블로그');
    await compose.blog.click();
    await page.keyboard.insertText('처음');
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    const hostile: readonly unknown[] = [
      [{ type: 'paragraph', children: [{ type: 'link', url: 'javascript:window.__pwned=1', children: [{ text: '링크' }] }] }],
      [{ type: 'image', asset: 'file:///etc/passwd', url: 'file:///etc/passwd', alt: '', children: [{ text: '' }] }],
      [{ type: 'iframe', src: 'https://tracker.example/', children: [{ text: '창' }] }],
      [{ type: 'paragraph', children: [{ text: { toString: 'x' } }] }],
      [{ type: 'paragraph', children: [] }, null, 7],
      { type: 'paragraph', __proto__: { polluted: true } },
    ];
    for (const nodes of hostile) {
      await paste(page, { 'application/x-slate-fragment': fragment(nodes) });
      expect(await compose.shown(compose.blog)).toContain('처음');
    }
    await paste(page, { 'application/x-slate-fragment': '%%% not base64 %%%' });
    const links = await compose.blog.locator('a').evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
    expect(links.filter((href) => /^javascript:/iu.test(href))).toEqual([]);
    await expect(compose.blog.locator('iframe, script, img[src^="file:"]')).toHaveCount(0);
    expect(await page.evaluate(() => Reflect.get(window, '__pwned') as unknown)).toBeUndefined();
    expect(requests.filter((url) => /tracker|^file:/u.test(url))).toEqual([]);
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText(' 그리고 끝');
    await expect.poll(() => compose.shown(compose.blog)).toContain('그리고 끝');
    await compose.saved();
    await app.close();
  });
});

test.describe('the newsroom on the disk', () => {
  test('a damaged one is restored from the last backup, and a notice says so', async () => {
    const userData = makeUserDataDir();
    const first = await start(userData);
    const compose = await composeNewStory(first.page, '백업된 글');
    await compose.x.click();
    await first.page.keyboard.insertText('백업에 있는 글');
    await compose.saved();
    await runFromPalette(first.page, '지금 백업', /^지금 백업/u);
    await expect(first.page.getByText('백업을 만들었습니다', { exact: false }).first()).toBeVisible();
    await first.app.close();

    const file = openSync(join(userData, 'newsroom/newsroom.db'), 'r+');
    writeSync(file, Buffer.alloc(64 * 1024, 0xa5), 0, 64 * 1024, 0);
    closeSync(file);

    const { app, page } = await start(userData);
    await expect(page.getByText(/손상되어 .* 백업으로 복원했습니다/u)).toBeVisible();
    const again = await reopenStory(page, '백업된 글');
    await again.open('X');
    await expect.poll(() => again.shown(again.x)).toBe('백업에 있는 글');
    await app.close();
  });

  test('one from a newer version is refused on a clear screen, and not a byte of it changes', async () => {
    const userData = makeUserDataDir();
    const first = await start(userData);
    await composeNewStory(first.page, '나중 판');
    await first.app.close();
    const path = join(userData, 'newsroom/newsroom.db');
    const db = new Database(path);
    db.pragma('user_version = 99999');
    // Nothing beside the file: what is compared is all there is.
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const before = readFileSync(path);

    const { app, page } = await start(userData);
    await expect(page.getByRole('heading', { name: '뉴스룸을 열지 못했습니다.' })).toBeVisible();
    await expect(page.getByRole('alert')).toContainText('더 새로운 버전에서 만든 뉴스룸입니다.');
    await expect(page.getByRole('alert')).toContainText('앱을 업데이트한 뒤 다시 열어 주세요.');
    await app.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

test.describe('servers', () => {
  const cases: readonly (readonly [name: string, answer: RequestListener, words: string])[] = [
    ['answers nonsense', (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>점검 중</h1>'), '서버의 응답을 이해할 수 없음'],
    ['does not know this person', (_request, response) => response.writeHead(401, { 'content-type': 'application/json' }).end('{"code":"unauthorized","status":401,"message":"no","defined":true,"data":{}}'), '로그인 필요'],
  ];
  for (const [name, answer, words] of cases) {
    test(`one that ${name}: the window says so, and writing goes on`, async () => {
      await withServer(answer, async (url) => {
        const userData = makeUserDataDir();
        const { app, page } = await start(userData);
        await connectTo(page, url, 'a-token-of-no-meaning-000000000000');
        await page.keyboard.press('Control+1');
        const compose = await composeNewStory(page, '서버와 상관없이');
        await expect(page.getByText(words).first()).toBeVisible({ timeout: 60_000 });
        await compose.x.click();
        await page.keyboard.insertText('계속 씁니다');
        await compose.saved();
        expect(await compose.shown(compose.x)).toBe('계속 씁니다');
        await app.close();
      });
    });
  }
});

test('a second start on the same profile ends, and brings the first window to the front', async () => {
  const userData = makeUserDataDir();
  const { app, page } = await start(userData);
  const compose = await composeNewStory(page, '하나만');
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]!;
    Reflect.set(globalThis, 'focused', 0);
    const focus = window.focus.bind(window);
    // No window manager here moves a focus that could be looked at: what is seen is that the window asks for it.
    window.focus = () => {
      Reflect.set(globalThis, 'focused', (Reflect.get(globalThis, 'focused') as number) + 1);
      focus();
    };
  });
  const { command, args, options } = secondStart(userData);
  const second = spawn(command, args, options);
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'focused') as number)).toBe(1);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await expect(compose.x).toBeVisible();
  await app.close();
});

function secondStart(userData: string): { readonly command: string; readonly args: string[]; readonly options: { readonly stdio: 'ignore'; readonly env: NodeJS.ProcessEnv } } {
  const root = join(import.meta.dirname, '../..');
  const home = join(userData, '..');
  return {
    command: join(root, 'scripts/runtime/electron-as-user'),
    args: [root, `--user-data-dir=${userData}`, '--lang=ko', '--disable-gpu'],
    // As launchApp starts the first: the lock of a profile is found through the home and run folders.
    options: { stdio: 'ignore', env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), XDG_CACHE_HOME: join(home, '.cache'), XDG_DATA_HOME: join(home, '.data'), XDG_RUNTIME_DIR: join(home, '.run') } },
  };
}
