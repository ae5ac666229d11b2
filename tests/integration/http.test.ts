import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PGlite } from '@electric-sql/pglite';
import { v7 } from 'uuid';
import { MEDIA_MAX_BYTES, PUSH_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import { EDITOR, openRoom, TOKENS, WRITER, type Room } from '../support/backend.ts';
import { PIXEL, contentOf, revisionOf } from '../support/entries.ts';
import { epochOf, PIXEL_HASH, putPixel } from '../support/publishing.ts';

describe('The server over HTTP', () => {
  let engine: PGlite;
  let count = 0;
  let current: Room | null = null;
  beforeAll(async () => {
    engine = await PGlite.create('memory://');
  }, 60_000);
  afterAll(() => engine.close());
  const open = async (changes = {}): Promise<Room> => (current = await openRoom({ kind: 'pglite', engine, schema: `http_${(count += 1)}` }, changes));
  afterEach(async () => {
    await current?.close();
    current = null;
  });
  const json = (body: unknown): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) });

  it.each(['/v1/hello', '/v1/changes', '/v1/changes/stream', '/v1/nothing', '/V1/hello', '//v1/hello', '/%761/hello', `/v1/media/${'a'.repeat(64)}`, '/admin'])('lets nobody in without a token: %s', async (path) => {
    const room = await open();
    for (const authorization of ['', 'Bearer ', 'Bearer wrong-token-000000000', `Basic ${TOKENS.writer}`, `Bearer ${TOKENS.writer}x`, `bearer${TOKENS.writer}`]) {
      const response = await fetch(`${room.url}${path}`, { headers: authorization === '' ? {} : { authorization } });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: 'UNAUTHORIZED', data: { code: 'unauthorized' } });
    }
  });

  it('gives a client of the contract the code of a refused token', async () => {
    const room = await open();
    const { clientOf } = await import('../support/backend.ts');
    await expect(clientOf(room.url, 'another-token-0000000000').hello({ app: 't', schema: { min: 1, max: 1 }, device: v7() })).rejects.toMatchObject({ status: 401, code: 'UNAUTHORIZED', data: { code: 'unauthorized' } });
  });

  it('slows down who asks too much, and who guesses', async () => {
    const room = await open({ limits: { burst: 3, perSecond: 1 } });
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await room.fetch('writer', '/v1/hello', json({ app: 't', schema: { min: 1, max: 1 }, device: v7() }))).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await room.fetch('writer', '/v1/hello', json({}));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await refused.json()).toMatchObject({ data: { code: 'rate-limited' } });
    // Another token is not touched; a second later this one goes on.
    expect((await room.fetch('editor', '/v1/hello', json({ app: 't', schema: { min: 1, max: 1 }, device: v7() }))).status).toBe(200);
    room.clock.advance(1_000);
    expect((await room.fetch('writer', '/v1/hello', json({ app: 't', schema: { min: 1, max: 1 }, device: v7() }))).status).toBe(200);
    const guesses: number[] = [];
    for (let index = 0; index < 31; index += 1) guesses.push((await fetch(`${room.url}/v1/hello`, { headers: { authorization: `Bearer guess-${index}-0000000000000` } })).status);
    expect(guesses.at(-1)).toBe(429);
  });

  it.each([
    ['not JSON', '{"epoch":'],
    ['nothing', ''],
    ['an array', '[]'],
    ['a prototype', '{"__proto__":{"admin":true},"epoch":"x","entries":[]}'],
    ['a number past all numbers', '{"epoch":1e400,"entries":[]}'],
    ['no entries', `{"epoch":"${v7()}","entries":[]}`],
    ['nesting without end', `{"epoch":"${v7()}","entries":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['a field too many', JSON.stringify({ epoch: v7(), entries: [{ ...revisionOf(WRITER, contentOf()), role: 'admin' }] })],
    ['too many entries', JSON.stringify({ epoch: v7(), entries: Array.from({ length: 501 }, () => revisionOf(WRITER, contentOf())) })],
  ])('answers a push of %s with a refusal, and lives', async (_what, body) => {
    const room = await open();
    const response = await room.fetch('writer', '/v1/push', json(body));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'BAD_REQUEST' });
    expect((await room.fetch(null, '/healthz')).status).toBe(200);
  });

  it('refuses a body past its limit, and one that is packed', async () => {
    const room = await open();
    const huge = await room.fetch('writer', '/v1/push', json(`"${'x'.repeat(PUSH_MAX_BYTES + 1)}"`)).catch(() => null);
    // The connection may be cut before all of it was sent; if there is an answer it says why.
    if (huge !== null) expect([huge.status, await huge.json()]).toMatchObject([413, { data: { code: 'too-large' } }]);
    const packed = await room.fetch('writer', '/v1/push', { method: 'POST', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: randomBytes(100) });
    expect(packed.status).toBeGreaterThanOrEqual(400);
    expect((await room.fetch(null, '/healthz')).status).toBe(200);
  });

  it('hangs up on a request that never ends', async () => {
    const room = await open({ limits: { requestTimeoutMs: 200 } });
    const answer = await drip(room.url, `POST /v1/push HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${TOKENS.writer}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{`);
    expect(answer === '' || answer.startsWith('HTTP/1.1 408')).toBe(true);
    const headers = await drip(room.url, 'GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: ');
    expect(headers === '' || headers.startsWith('HTTP/1.1 408')).toBe(true);
    expect((await room.fetch(null, '/healthz')).status).toBe(200);
  });

  it('answers to its own name only, so that no web page reads it under another', async () => {
    const room = await open();
    const { port } = new URL(room.url);
    expect(await raw(room.url, `GET /sandbox HTTP/1.1\r\nhost: evil.example:${port}\r\nconnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 403/u);
    expect(await raw(room.url, `GET /sandbox HTTP/1.1\r\nhost: localhost:${port}\r\nconnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200/u);
  });

  it('describes itself', async () => {
    const room = await open();
    const response = await room.fetch(null, '/openapi.json');
    const document = (await response.json()) as { openapi: string; paths: Record<string, unknown> };
    expect(document.openapi).toMatch(/^3\./u);
    expect(Object.keys(document.paths).toSorted()).toEqual(['/v1/changes', '/v1/changes/stream', '/v1/hello', '/v1/media/missing', '/v1/media/{sha256}', '/v1/media/{sha256}/complete', '/v1/media/{sha256}/parts', '/v1/media/{sha256}/parts/{n}', '/v1/presence', '/v1/push', '/v1/sandbox/{account}/behaviour']);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('ends a stream when its reader goes, and allows no more of them than it can hold', async () => {
    const room = await open({ limits: { streams: 1, burst: 100, perSecond: 100 } });
    const epoch = await epochOf(room);
    const leave = new AbortController();
    const first = await room.client('editor').stream({ epoch }, { signal: leave.signal });
    expect((await first.next()).value).toEqual({ head: 0 });
    await expect(room.client('editor').stream({ epoch })).rejects.toMatchObject({ status: 429, data: { code: 'rate-limited' } });
    leave.abort();
    for (;;) {
      // The server hears of the closed connection in its own time.
      const again = await room.client('editor').stream({ epoch }).catch(() => null);
      if (again === null) continue;
      expect((await again.next()).value).toEqual({ head: 0 });
      break;
    }
  });

  it('writes no token and no text into its log', async () => {
    const lines: string[] = [];
    const room = await open({ log: (line: string) => lines.push(line) });
    const epoch = await epochOf(room);
    await room.client('writer').push({ epoch, entries: [revisionOf(WRITER, contentOf({ text: '비밀-글-내용' }))] });
    await room.fetch('writer', '/v1/push', json('{"비밀-글-내용"'));
    await room.fetch(null, '/v1/hello?token=secret-in-a-query');
    await room.close();
    const all = lines.join('\n');
    expect(lines.length).toBeGreaterThan(3);
    expect(all).toContain('/v1/push');
    for (const secret of [...Object.values(TOKENS), '비밀-글-내용', 'secret-in-a-query']) expect(all).not.toContain(secret);
  });

  describe('media', () => {
    const put = (room: Room, hash: string, bytes: Uint8Array): Promise<Response> => room.fetch('writer', `/v1/media/${hash}`, { method: 'PUT', body: bytes as Uint8Array<ArrayBuffer> });

    it('are kept under their hash, once, and come back as they were', async () => {
      const room = await open();
      expect((await put(room, PIXEL_HASH, PIXEL)).status).toBe(201);
      expect((await put(room, PIXEL_HASH, PIXEL)).status).toBe(200);
      const back = await room.fetch('editor', `/v1/media/${PIXEL_HASH}`);
      expect([back.status, back.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect(Buffer.from(await back.arrayBuffer()).equals(PIXEL)).toBe(true);
      expect((await room.fetch('editor', `/v1/media/${PIXEL_HASH}`, { method: 'HEAD' })).status).toBe(200);
      expect((await room.fetch('editor', `/v1/media/${'0'.repeat(64)}`, { method: 'HEAD' })).status).toBe(404);
    });

    it('are refused under another hash, when too large, and when they are no pictures', async () => {
      const room = await open();
      const wrong = await put(room, '0'.repeat(64), PIXEL);
      expect([wrong.status, await wrong.json()]).toMatchObject([422, { data: { code: 'hash-mismatch' } }]);
      const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
      expect((await put(room, createHash('sha256').update(script).digest('hex'), script)).status).toBe(415);
      const large = Buffer.alloc(MEDIA_MAX_BYTES + 1, 1);
      const answer = await put(room, createHash('sha256').update(large).digest('hex'), large).catch(() => null);
      if (answer !== null) expect(answer.status).toBe(413);
      expect((await put(room, 'not-a-hash', PIXEL)).status).toBe(400);
      expect((await room.client('writer').missingMedia({ sha256: [PIXEL_HASH, '0'.repeat(64)] })).missing).toHaveLength(2);
    });

    it('take the largest picture that is allowed', async () => {
      const room = await open();
      const bytes = Buffer.concat([PIXEL, Buffer.alloc(MEDIA_MAX_BYTES - PIXEL.length, 7)]);
      const hash = createHash('sha256').update(bytes).digest('hex');
      expect((await put(room, hash, bytes)).status).toBe(201);
      expect(Buffer.from(await (await room.fetch('writer', `/v1/media/${hash}`)).arrayBuffer()).equals(bytes)).toBe(true);
    });
  });

  it('speaks for the members of a token and for nobody else', async () => {
    const room = await open();
    const epoch = await epochOf(room);
    const { outcomes } = await room.client('writer').push({ epoch, entries: [revisionOf(EDITOR, contentOf())] });
    expect(outcomes[0]).toMatchObject({ result: 'rejected', code: 'forbidden' });
    await putPixel(room);
    expect((await room.fetch('writer', `/v1/sandbox/${v7()}/behaviour`, json({ mode: 'fail', times: 1 }))).status).toBe(404);
  });
});

/** Sends the beginning of a request and nothing more; what comes back until the other side hangs up. */
function drip(url: string, start: string): Promise<string> {
  return raw(url, start);
}

function raw(url: string, text: string): Promise<string> {
  return new Promise((done) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
    socket.once('close', () => done(answer));
    socket.once('error', () => undefined);
    socket.write(text);
  });
}
