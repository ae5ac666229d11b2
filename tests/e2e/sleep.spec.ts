import { expect, test } from '@playwright/test';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { colleagueOf } from './support/colleague.ts';
import { composeNewStory } from './support/compose-page.ts';
import { connectTo } from './support/connect.ts';
import { runFromPalette } from './support/palette.ts';
import { startStandaloneBackend } from './support/standalone-backend.ts';

/** A line whose connections can go silent without an end, as those do that a computer had before it slept; new ones are heard. */
async function startSleepyLine(to: string): Promise<{ readonly url: string; readonly forgetOpen: () => void; readonly connections: () => number; readonly close: () => void }> {
  const { port } = new URL(to);
  const open = new Set<readonly [Socket, Socket]>();
  let count = 0;
  const server = createServer((near) => {
    count += 1;
    const far = connect(Number(port), '127.0.0.1');
    const pair = [near, far] as const;
    open.add(pair);
    near.pipe(far);
    far.pipe(near);
    for (const socket of pair) socket.on('error', () => undefined).on('close', () => open.delete(pair));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    forgetOpen: () => {
      for (const [near, far] of open) {
        near.unpipe(far);
        far.unpipe(near);
        near.resume();
        far.destroy();
      }
    },
    connections: () => count,
    close: () => {
      for (const pair of open) for (const socket of pair) socket.destroy();
      server.close();
    },
  };
}

test('a computer that wakes up asks anew at once, once, and has what was written meanwhile', async () => {
  test.setTimeout(120_000);
  const backend = await startStandaloneBackend();
  const line = await startSleepyLine(backend.url);
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  try {
    await connectTo(page, line.url, backend.token);
    await page.keyboard.press('Control+1');
    const compose = await composeNewStory(page, '자는 동안');
    await compose.x.click();
    await page.keyboard.insertText('자기 전에 쓴 글');
    await compose.saved();
    await page.getByRole('button', { name: /^검토 요청/u }).first().click();
    const asking = page.getByRole('dialog', { name: '검토 요청' });
    await asking.getByRole('button', { name: /건 검토 요청/u }).click();
    await expect(asking).toBeHidden();
    await runFromPalette(page, '지금 동기화', /지금 동기화/u);
    await expect(page.getByRole('contentinfo').getByText(/모두 동기화됨|연결됨/)).toBeVisible({ timeout: 30_000 });
    const colleague = await colleagueOf(backend.url, backend.token);
    const variant = await colleague.find('revision', '자기 전에 쓴 글');

    // It sleeps: what it has open is nothing any more, and nobody tells it.
    line.forgetOpen();
    await colleague.rewrite(variant, '자기 전에 쓴 글', '자는 동안 고친 글');
    const before = line.connections();
    await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
    // A poll alone would take longer than this.
    await expect.poll(() => compose.shown(compose.x), { timeout: 10_000 }).toBe('자는 동안 고친 글');
    await expect(page.getByRole('contentinfo').getByText(/모두 동기화됨|연결됨/)).toBeVisible();
    // Some calls at once and the stream: no storm.
    expect(line.connections() - before).toBeLessThanOrEqual(6);

    // Waking up twice in a row, as lids do, is no more than once.
    await app.evaluate(({ powerMonitor }) => {
      for (let wakes = 0; wakes < 5; wakes += 1) powerMonitor.emit('resume');
    });
    await colleague.rewrite(variant, '자는 동안 고친 글', '다시 고친 글');
    await expect.poll(() => compose.shown(compose.x), { timeout: 10_000 }).toBe('다시 고친 글');
    expect(line.connections() - before).toBeLessThanOrEqual(24);
  } finally {
    await app.close();
    line.close();
    await backend.dispose();
  }
});

test('a computer whose clock is wrong is told so once it is connected', async () => {
  const backend = await startStandaloneBackend();
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'ko', clockShiftMs: 10 * 60_000 });
  try {
    await connectTo(page, backend.url, backend.token);
    await expect(page.getByText('이 PC의 시계가 서버와 10분 다릅니다. 시간 설정을 확인해 주세요.')).toBeVisible({ timeout: 30_000 });
  } finally {
    await app.close();
    await backend.dispose();
  }
});
