import { expect, test } from '@playwright/test';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LaunchedApp, launchApp, makeUserDataDir, processTable } from '../support/launch-electron.ts';
import { composeNewStory, reopenStory } from './support/compose-page.ts';
import { createHangulKeyboard } from './support/hangul.ts';
import { smallDisk } from './support/small-disk.ts';

/** What goes wrong while a person writes: the text stays on the screen, and is saved once it can be. */

function start(userData: string): Promise<LaunchedApp> {
  return launchApp({ userData, args: ['--sample-newsroom'] });
}

test('the core is killed in mid-syllable: nothing on the screen changes, and everything is saved by the new one', async () => {
  test.skip(process.platform !== 'linux', 'the process is found in /proc');
  const { app, page } = await start(makeUserDataDir());
  const compose = await composeNewStory(page, '코어 재시작');
  const keyboard = await createHangulKeyboard(page);
  await compose.x.click();
  await keyboard.type('다시 시작');
  await expect.poll(() => compose.shown(compose.x)).toBe('다시 시작');
  const core = processTable(app).find(({ command }) => command.includes('core.js') || /utility-sub-type=node/u.test(command));
  expect(core, 'the core process').toBeDefined();
  process.kill(core!.pid, 'SIGKILL');
  await keyboard.type('해도');
  await keyboard.commit();
  await keyboard.type(' 남는다');
  await keyboard.commit();
  await expect.poll(() => compose.shown(compose.x)).toBe('다시 시작해도 남는다');
  await compose.saved();
  // The list's counter is the core's, of what it has stored.
  await expect(compose.variants.getByRole('option', { name: 'X' }).first()).toContainText('20/280');
  await app.close();
});

test('the disk is full: a red banner says so, the text stays, and it is saved once there is room', async () => {
  const { userData, unmount } = smallDisk(160);
  const first = await start(userData);
  await composeNewStory(first.page, '가득 찬 디스크');
  await first.app.close();
  // A second start has a journal without room to spare, so that a save has to take new space.
  const { app, page } = await start(userData);
  const filler = join(userData, 'filler');
  try {
    const compose = await reopenStory(page, '가득 찬 디스크');
    await compose.open('X');
    const { bavail, bsize } = statfsSync(userData);
    writeFileSync(filler, Buffer.alloc(bavail * bsize));
    await compose.x.click();
    const text = '저장할 곳이 없습니다. '.repeat(20_000);
    await page.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      document.activeElement?.dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertFromPaste', dataTransfer: data, bubbles: true, cancelable: true }));
    }, text);
    const banner = page.getByRole('alert').filter({ hasText: '내용은 화면에 남아 있습니다' });
    // A very long text on a slow machine takes its time to be on the screen, and so does its save.
    await expect(banner).toBeVisible({ timeout: 90_000 });
    await expect(banner.getByRole('button', { name: '모두 복사' })).toBeVisible();
    await expect(banner.getByRole('button', { name: '다른 위치에 저장…' })).toBeVisible();
    expect((await compose.shown(compose.x)) === text, 'the text is on the screen').toBe(true);
    await expect(page.locator('[data-saved]')).toHaveAttribute('data-saved', 'failed');
    rmSync(filler);
    await compose.saved();
    await expect(banner).toBeHidden();
    expect((await compose.shown(compose.x)) === text, 'the text is on the screen').toBe(true);
  } finally {
    rmSync(filler, { force: true });
    await app.close().catch(() => undefined);
    unmount();
  }
});

test('a paste from a hostile page, and one of fifty million characters, leave the text and the app as they were', async () => {
  const { app, page } = await start(makeUserDataDir());
  const compose = await composeNewStory(page, '붙여 넣기');
  await compose.open('블로그');
  await compose.blog.click();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const paste = (data: Readonly<Record<string, string>>): Promise<void> =>
    page.evaluate((parts) => {
      const transfer = new DataTransfer();
      for (const [type, value] of Object.entries(parts)) transfer.setData(type, value.replace('{50M}', 'a'.repeat(50_000_000)));
      document.activeElement?.dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertFromPaste', dataTransfer: transfer, bubbles: true, cancelable: true }));
    }, data);

  await paste({
    'text/html': `<h2 onclick="window.__pwned=1">제목</h2><p>본문 <b>굵게</b> <a href="javascript:window.__pwned=1">나쁜 링크</a> <a href="https://hanbit.example.com">좋은 링크</a></p>
      <ul><li>하나</li><li>둘</li></ul><img src="https://tracker.example/x.png" onerror="window.__pwned=1"><script>window.__pwned=1</script>
      <svg><style><img src=x onerror="window.__pwned=1"></style></svg><math><mtext><table><mglyph><style><img src=x onerror="window.__pwned=1">`,
    'text/plain': '제목',
  });
  await expect(compose.blog.getByRole('heading', { name: '제목' })).toBeVisible();
  const shown = await compose.shown(compose.blog);
  expect(shown.split('\n')).toEqual(['제목', '본문 굵게 나쁜 링크 좋은 링크', '하나', '둘']);
  expect(await page.evaluate(() => Reflect.get(window, '__pwned') as unknown)).toBeUndefined();
  expect(requests.filter((url) => url.includes('tracker'))).toEqual([]);

  await paste({ 'application/x-slate-fragment': '%%% not base64 %%%', 'text/plain': ' 끝' });
  await expect.poll(() => compose.shown(compose.blog)).toBe(`${shown} 끝`);

  await paste({ 'text/plain': '{50M}' });
  await expect(page.getByText('붙여 넣으려는 글이 너무 큽니다', { exact: false }).first()).toBeVisible();
  expect(await compose.shown(compose.blog)).toBe(`${shown} 끝`);
  await app.close();
});
