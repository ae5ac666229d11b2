import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ENTRY_SCHEMA } from '#shared/sync/schema.ts';
import { connectBackend } from '#main/core/sync/backend-client.ts';
import { SyncFailure } from '#main/core/sync/sync-failure.ts';

/** What the desktop makes of an answer to its first call. */
async function failureOf(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const client = connectBackend({ url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, token: 'a-token' }, new AbortController().signal);
    await client.call((api, signal) => api.hello({ app: 'test', schema: ENTRY_SCHEMA, device: '01890000-0000-7000-8000-000000000000' }, { signal }));
    return 'understood';
  } catch (error) {
    return error instanceof SyncFailure ? error.code : String(error);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const says =
  (status: number, type: string, body: string, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  };

describe('what a server answers', () => {
  it.each([
    ['a page', says(200, 'text/html', '<h1>점검 중</h1>')],
    ['JSON that is cut off', says(200, 'application/json', '{"epoch":')],
    ['JSON of another kind', says(200, 'application/json', '{"hello":"world"}')],
    ['nothing at all', says(200, 'text/plain', '')],
    ['a page that is not there', says(404, 'text/html', '<h1>없음</h1>')],
    ['another address', says(302, 'text/html', '', { location: 'http://127.0.0.1:9/' })],
  ])('%s is no answer of ours', async (_name, answer) => {
    expect(await failureOf(answer)).toBe('backend-nonsense');
  });

  it.each([
    ['a gateway without its server', says(502, 'text/html', '<h1>Bad gateway</h1>')],
    ['a line that is cut', ((request) => request.socket.destroy()) satisfies RequestListener],
    [
      'an answer that is cut off',
      ((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"epoch":', () => response.socket?.destroy());
      }) satisfies RequestListener,
    ],
  ])('%s is a server that cannot be reached', async (_name, answer) => {
    expect(await failureOf(answer)).toBe('backend-unreachable');
  });

  it('a refusal is told as what it is', async () => {
    expect(await failureOf(says(401, 'application/json', '{"code":"unauthorized","status":401,"message":"no","defined":true,"data":{}}'))).toBe('unauthorized');
  });
});
