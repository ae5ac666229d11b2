import { expect, test } from '@playwright/test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launchApp, makeUserDataDir } from '../support/launch-electron.ts';
import { connectTo } from './support/connect.ts';
import { startStandaloneBackend } from './support/standalone-backend.ts';

test('a token goes to the server that it was entered for and to no other address', async () => {
  const backend = await startStandaloneBackend();
  const heard: string[] = [];
  const stranger = createServer((request, response) => {
    heard.push(request.headers.authorization ?? '');
    response.writeHead(401, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => {
    stranger.listen(0, '127.0.0.1', resolve);
  });
  const other = `http://127.0.0.1:${String((stranger.address() as AddressInfo).port)}`;
  const { app, page } = await launchApp({ userData: makeUserDataDir(), lang: 'ko' });
  const synced = page.getByRole('contentinfo').getByText(/모두 동기화됨|연결됨/);
  try {
    await connectTo(page, backend.url, backend.token);
    await expect(synced).toBeVisible({ timeout: 30_000 });
    await connectTo(page, other, '');
    await expect.poll(() => heard.length, { timeout: 30_000 }).toBeGreaterThan(0);
    expect(heard.filter((authorization) => authorization.includes(backend.token))).toEqual([]);
    await expect(page.getByText('보관된 토큰이 없습니다.')).toBeVisible();
    // Back again it is still there.
    await connectTo(page, backend.url, '');
    await expect(page.getByText('보관된 토큰이 있습니다.')).toBeVisible();
    await expect(synced).toBeVisible({ timeout: 30_000 });
  } finally {
    await app.close();
    await backend.dispose();
    stranger.close();
  }
});
