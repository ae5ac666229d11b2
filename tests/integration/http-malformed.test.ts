import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CONTRACT_ROUTES } from '#backend/http/route-names.ts';
import type { BackendConfig } from '#backend/index.ts';
import { MEDIA_MAX_BYTES, PUSH_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import { ErrorData } from '#shared/contract/errors.ts';
import { account, device, doors, firstAdmin, nextToken, PASSWORD } from '../support/accounts.ts';
import { clientOf, EDITOR, onEveryStore, openRoom, TOKENS, WRITER, type Room } from '../support/backend.ts';
import { accountId, actionOf, approvedSet, contentOf, revisionOf } from '../support/entries.ts';
import { epochOf, PIXEL_HASH, push, pushAll, settle } from '../support/publishing.ts';

const SEED = 20261124;

onEveryStore('Whatever comes over HTTP', (kind) => {
  let room: Room;
  const open = async (changes: Partial<BackendConfig> = {}): Promise<Room> =>
    (room = await openRoom(kind.fresh(), { accounts: true, limits: { burst: 1e9, perSecond: 1e9, doorBurst: 1e9, doorPerSecond: 1e9, strangerBurst: 1e9, requestTimeoutMs: 2_000 }, ...changes }));
  beforeEach(() => {
    room = undefined as never;
  });
  afterEach(async () => {
    await (room as Room | undefined)?.close();
  });

  /** Every route with something in the places of its path, and a body that it would take where it takes one. */
  const routes = (epoch: string): { method: string; path: string; body?: unknown }[] => {
    const bodies: Record<string, unknown> = {
      'POST /v1/hello': { app: 'test', schema: { min: 1, max: 1 }, device: v7() },
      'POST /v1/push': { epoch, entries: [revisionOf(WRITER, contentOf())] },
      'POST /v1/media/missing': { sha256: [PIXEL_HASH] },
      'POST /v1/sessions': { name: 'someone', password: PASSWORD, device: device() },
      'POST /v1/sessions/refresh': { refreshToken: nextToken().token, nextRefreshTokenSha256: nextToken().sha256 },
      'POST /v1/invitations/accept': { invitation: nextToken().token, name: 'someone', password: PASSWORD, device: device() },
      'POST /v1/invitations': { name: { ko: '가', en: 'a' }, roles: ['writer'] },
      'PATCH /v1/members/{id}': { roles: ['writer'], suspended: false },
      'POST /v1/sandbox/:account/behaviour': { mode: 'ok', times: 1 },
      'POST /sandbox/:account/posts': { text: 'x' },
    };
    const names = [...room.backend.routes.filter((route) => !route.includes('/v1/*')), ...CONTRACT_ROUTES.map(({ method, path }) => `${method} ${path}`)];
    return [...new Set(names)].map((name) => {
      const [method = '', path = ''] = name.split(' ');
      const query = path === '/v1/changes' ? `?epoch=${epoch}&after=0&limit=10` : path === '/v1/changes/stream' ? `?epoch=${epoch}` : '';
      const filled = path.replaceAll(/:account|:page/gu, accountId('kakaostory')).replaceAll(':sha256', PIXEL_HASH).replaceAll(/\{\w+\}/gu, v7());
      return { method, path: `${filled}${query}`, ...(bodies[name] === undefined ? {} : { body: bodies[name] }) };
    });
  };

  /** Values that break programs more often than others do. */
  const nasty = fc.oneof(
    fc.constantFrom<unknown>('', '\u{0}', 'a\u{0}b', '\u{D800}', '가'.repeat(5_000), '__proto__', "'; drop table log; --", '%00', '../../etc/passwd', -1, 0, 1e308, 2 ** 53, 2 ** 31, -0, 0.5, null, true, [], {}, [[[[[]]]]], { __proto__: null, constructor: { prototype: 1 } }, v7(), '2026-13-45T99:99:99Z', [null], ['\u{0}']),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.jsonValue({ maxDepth: 4 }),
  );

  /** The same value with something else at one of its places, or with one thing more or less. */
  const mutated = (value: unknown): fc.Arbitrary<unknown> => {
    const paths: (string | number)[][] = [];
    const walk = (each: unknown, path: (string | number)[]): void => {
      paths.push(path);
      if (typeof each === 'object' && each !== null) for (const [key, inner] of Object.entries(each)) walk(inner, [...path, Array.isArray(each) ? Number(key) : key]);
    };
    walk(value, []);
    return fc.tuple(fc.constantFrom(...paths), fc.constantFrom('replace', 'remove', 'add'), nasty, fc.string({ maxLength: 20 })).map(([path, how, put, name]) => {
      const copy = structuredClone(value);
      const last = path.at(-1);
      if (last === undefined) return how === 'replace' ? put : { ...(copy as object), [name]: put };
      let parent = copy as Record<string | number, unknown>;
      for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
      if (how === 'remove') delete parent[last];
      else if (how === 'add' && typeof parent[last] === 'object' && parent[last] !== null) (parent[last] as Record<string, unknown>)[name] = put;
      else parent[last] = put;
      return copy;
    });
  };

  const expectDecent = async (response: Response, what: string): Promise<void> => {
    expect(response.status, what).toBeLessThan(500);
    if (response.status < 400) {
      await response.body?.cancel();
      return;
    }
    const text = await response.text();
    // An answer to HEAD has no body.
    if (text === '') return;
    const body = JSON.parse(text) as { status: number; code: unknown; message: unknown; data?: unknown };
    expect([body.status, typeof body.code, typeof body.message], what).toEqual([response.status, 'string', 'string']);
    expect(ErrorData.safeParse(body.data).success || response.status === 400, `${what}: ${text}`).toBe(true);
    expect(text.length).toBeLessThan(100_000);
  };

  it('is answered or refused in the one shape, never with a failure of the server', async () => {
    await open();
    const admin = await firstAdmin(room);
    const epoch = await epochOf(room);
    const all = routes(epoch);
    expect(all.length).toBeGreaterThan(20);
    for (const route of all) {
      const body: fc.Arbitrary<{ type: string; body: string | Uint8Array }> = fc.oneof(
        { weight: 5, arbitrary: mutated(route.body ?? {}).map((value) => ({ type: 'application/json', body: JSON.stringify(value) ?? 'null' })) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }).map((text) => ({ type: 'application/json', body: text })) },
        { weight: 1, arbitrary: fc.tuple(fc.constantFrom('text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'nonsense', 'application/json; charset=utf-7', 'application/octet-stream'), fc.uint8Array({ maxLength: 500 })).map(([type, bytes]) => ({ type, body: bytes })) },
      );
      const tail = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 2, arbitrary: fc.constantFrom('?', '?epoch=%00', '&after=1e99', '&limit=-1', '&epoch[]=1', '&epoch[a][b]=c', '?__proto__[x]=1', '/', '//', '/..', '%2e%2e', '%zz', '%', `/${'a'.repeat(300)}`, '?after=9007199254740993', ';x=1') }, { weight: 1, arbitrary: fc.webQueryParameters().map((text) => `&${text}`) });
      await fc.assert(
        fc.asyncProperty(body, tail, fc.constantFrom<string | null>(null, admin.accessToken, TOKENS.everyone), async (sent, end, token) => {
          // Passwords of a whole test run would be too many in one second of a clock that stands still.
          room.clock.advance(5_000);
          const bodied = route.method !== 'GET' && route.method !== 'HEAD';
          // The member of the admin's session would be shut out by a good guess; nothing here may do that by accident.
          if (route.path === '/v1/sessions/current') token = TOKENS.everyone;
          const response = await fetch(`${room.url}${route.path}${end}`, {
            method: route.method,
            redirect: 'manual',
            headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...(bodied ? { 'content-type': sent.type } : {}) },
            ...(bodied ? { body: sent.body as BodyInit } : {}),
          });
          await expectDecent(response, `${route.method} ${route.path}${end} ${typeof sent.body === 'string' ? sent.body.slice(0, 500) : ''}`);
        }),
        { numRuns: 40, seed: SEED, endOnFailure: true },
      );
    }
    expect((await fetch(`${room.url}/readyz`)).status).toBe(200);
    expect(await epochOf(room)).toBe(epoch);
  }, 300_000);

  it('may be any method at any address', async () => {
    await open();
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'SEARCH', 'PROPFIND', 'LOCK']) {
      for (const path of ['/', '/v1', '/v1/', '/v1/push', '/v1/sessions', '/v1/nothing/at/all', '/sandbox', '/readyz', '/metrics', '/.env', '/v1/../healthz', '/v1/%', '/v1/media/%00', `/v1/media/${'0'.repeat(201)}`, `/sandbox/${'0'.repeat(201)}`, '/sandbox/%zz']) {
        for (const token of [null, TOKENS.everyone]) {
          const response = await fetch(`${room.url}${path}`, { method, headers: token === null ? {} : { authorization: `Bearer ${token}` } });
          await expectDecent(response, `${method} ${path}`);
          if (path === '/metrics') expect([401, 404]).toContain(response.status);
        }
      }
    }
  });

  it('with a character that no database keeps is refused before it gets there', async () => {
    await open();
    const admin = await firstAdmin(room);
    const wire = await doors(room).signIn({ name: 'admin', password: PASSWORD, device: { id: v7(), name: 'a\u{0}b' } }).catch((error: { status: number }) => error.status);
    expect(wire).toBe(400);
    expect(await account(room, admin.accessToken).invite({ name: { ko: '가\u{0}', en: 'a' }, roles: ['writer'] }).catch((error: { status: number }) => error.status)).toBe(400);
    expect(await clientOf(room.url, TOKENS.writer).missingMedia({ sha256: ['\u{0}', PIXEL_HASH] })).toEqual({ missing: ['\u{0}', PIXEL_HASH] });
    // In a text it is kept as it is.
    await pushAll(room, [revisionOf(WRITER, contentOf({ title: 'a\u{0}b' }))]);
    // An address of a post with it would be refused by the tables again and again, and nothing behind it would go out.
    const { request, all } = approvedSet(contentOf({ channel: 'kakaostory' }), { writer: WRITER, editor: EDITOR });
    await pushAll(room, all);
    await settle(room, 1);
    expect(await push(room, [actionOf(EDITOR, request, 'posted-by-hand', 'https://story.kakao.com/\u{0}')])).toMatchObject([{ result: 'rejected', code: 'bad-input' }]);
  });

  it('may be packed, and is never unpacked: a bomb stays as small as it came', async () => {
    await open();
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(300_000);
    const before = process.memoryUsage().rss;
    for (const path of ['/v1/push', '/v1/hello', '/v1/sessions', `/v1/media/${PIXEL_HASH}`]) {
      const method = path.includes('media') ? 'PUT' : 'POST';
      for (const encoding of ['gzip', 'deflate', 'br', 'gzip, gzip']) {
        const response = await fetch(`${room.url}${path}`, { method, headers: { authorization: `Bearer ${TOKENS.writer}`, 'content-type': 'application/json', 'content-encoding': encoding }, body: bomb });
        expect([413, 415]).toContain(response.status);
        await expectDecent(response, `${path} ${encoding}`);
      }
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  it('may have no end: it is cut at the limit', async () => {
    await open();
    const endless = (path: string, method: string, type: string): Promise<string> =>
      raw(room.url, (socket) => {
        socket.write(`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${TOKENS.writer}\r\ncontent-type: ${type}\r\ntransfer-encoding: chunked\r\n\r\n`);
        const chunk = `10000\r\n${'"'.repeat(0x10000)}\r\n`;
        const pump = (): void => {
          while (!socket.destroyed && socket.writable && socket.write(chunk));
        };
        socket.on('drain', pump);
        pump();
      });
    for (const [path, method, type, limit] of [['/v1/push', 'POST', 'application/json', PUSH_MAX_BYTES], [`/v1/media/${PIXEL_HASH}`, 'PUT', 'application/octet-stream', MEDIA_MAX_BYTES]] as const) {
      const answer = await endless(path, method, type);
      // Whoever goes on sending may be cut off before it reads why.
      expect(answer === '' || answer.startsWith('HTTP/1.1 413'), `${path} ${limit}: ${answer.slice(0, 200)}`).toBe(true);
    }
    expect((await fetch(`${room.url}/readyz`)).status).toBe(200);
  });

  it('may come slowly: neither headers nor a body are waited for without end', async () => {
    await open({ limits: { requestTimeoutMs: 200 } });
    for (const begin of [
      'GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: ',
      `POST /v1/push HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${TOKENS.writer}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{`,
      `PUT /v1/media/${PIXEL_HASH} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${TOKENS.writer}\r\ncontent-length: 1000\r\n\r\nx`,
      'POST /v1/sessions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n',
    ]) {
      const answer = await raw(room.url, (socket) => {
        socket.write(begin);
        // A byte now and then, as the tools of this attack send it.
        const timer = setInterval(() => socket.writable && socket.write('1'), 40);
        socket.once('close', () => clearInterval(timer));
      });
      expect(answer === '' || /^HTTP\/1\.1 4(?:00|08)/u.test(answer), answer).toBe(true);
      if (answer !== '') expect(answer).toContain('"data":{"code":"bad-input"}');
    }
  });

  it('may have too many headers, or none of HTTP at all', async () => {
    await open();
    const many = Array.from({ length: 3_000 }, (_, index) => `x-${index}: ${index}\r\n`).join('');
    for (const [text, status] of [
      [`GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n${many}\r\n`, 431],
      [`GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
      [`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`, 431],
      ['\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}', 400],
      ['GET / HTTP/9.9\r\n\r\n', 400],
      ['POST /v1/push HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n', 400],
      ['GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: -1\r\n\r\n', 400],
    ] as const) {
      const answer = await raw(room.url, (socket) => socket.write(text));
      expect(answer, text.slice(0, 60)).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`, 'u'));
      const body = JSON.parse(answer.split('\r\n\r\n').slice(1).join('\r\n\r\n')) as { status: number; data: unknown };
      expect([body.status, ErrorData.safeParse(body.data).success]).toEqual([status, true]);
    }
    expect((await fetch(`${room.url}/healthz`)).status).toBe(200);
  });

  it('in a flood is refused with the time to wait, each caller by itself, and the refusals are cheap', async () => {
    await open({ limits: { burst: 50, perSecond: 10, doorBurst: 5, doorPerSecond: 0.5 } });
    const ask = (token: string): Promise<Response> => fetch(`${room.url}/v1/media/missing`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: '{"sha256":[]}' });
    const flood = await Promise.all(Array.from({ length: 300 }, () => ask(TOKENS.writer)));
    const refused = flood.filter((response) => response.status === 429);
    expect([flood.filter((response) => response.status === 200).length, refused.length]).toEqual([50, 250]);
    for (const response of refused) {
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(await response.json()).toMatchObject({ status: 429, data: { code: 'rate-limited' } });
    }
    expect((await ask(TOKENS.editor)).status).toBe(200);
    // Whoever waits as long as they were told gets through.
    room.clock.advance(Number(refused[0]?.headers.get('retry-after')) * 1_000);
    expect((await ask(TOKENS.writer)).status).toBe(200);
    const doorsAsked = await Promise.all(Array.from({ length: 20 }, () => fetch(`${room.url}/v1/sessions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })));
    expect([400, 429].map((status) => doorsAsked.filter((response) => response.status === status).length)).toEqual([5, 15]);
    expect(doorsAsked.filter((response) => response.status === 429).every((response) => Number(response.headers.get('retry-after')) >= 1)).toBe(true);
  });

  it('with a refresh token that was used before ends that session for both, at once', async () => {
    await open();
    const thief = await firstAdmin(room);
    const [first, second, third] = [nextToken(), nextToken(), nextToken()];
    const next = await doors(room).refresh({ refreshToken: thief.refreshToken, nextRefreshTokenSha256: first.sha256 });
    await doors(room).refresh({ refreshToken: first.token, nextRefreshTokenSha256: second.sha256 });
    const status = (token: string): Promise<number> => fetch(`${room.url}/v1/members`, { headers: { authorization: `Bearer ${token}` } }).then((response) => response.status);
    expect(await status(next.accessToken)).toBe(200);
    await expect(doors(room).refresh({ refreshToken: thief.refreshToken, nextRefreshTokenSha256: third.sha256 })).rejects.toMatchObject({ status: 401 });
    for (const token of [thief.accessToken, next.accessToken]) expect(await status(token)).toBe(401);
    await expect(doors(room).refresh({ refreshToken: second.token, nextRefreshTokenSha256: third.sha256 })).rejects.toMatchObject({ status: 401 });
  });
});

/** A connection of one's own; what came back until it was closed. */
function raw(url: string, act: (socket: ReturnType<typeof connect>) => unknown): Promise<string> {
  return new Promise((done) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
    socket.once('close', () => done(answer));
    socket.on('error', () => undefined);
    socket.once('connect', () => act(socket));
  });
}
