import { readFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { context, propagation, SpanStatusCode, trace, type Context, type Span, type TextMapPropagator } from '@opentelemetry/api';
import { PGlite } from '@electric-sql/pglite';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BackendConfig } from '#backend/index.ts';
import { backendLogger, faultOf } from '#backend/telemetry/logger.ts';
import { account, device, doors, firstAdmin, join, nextToken, PASSWORD } from '../support/accounts.ts';
import { clientOf, EDITOR, openRoom, TOKENS, WRITER, type Room } from '../support/backend.ts';
import { bundle } from '../support/bundle.ts';
import { start, type Child } from '../support/child-process.ts';
import { approvedSet, contentOf, revisionOf } from '../support/entries.ts';
import { behave, epochOf, pushAll, requested, settle } from '../support/publishing.ts';

describe('A backend tells its operator', () => {
  let engine: PGlite;
  let count = 0;
  let room: Room | null = null;
  beforeAll(async () => {
    engine = await PGlite.create('memory://');
  }, 60_000);
  afterAll(() => engine.close());
  afterEach(async () => {
    await room?.close();
    room = null;
  });
  const open = async (changes: Partial<BackendConfig> = {}): Promise<Room> =>
    (room = await openRoom({ kind: 'pglite', engine, schema: `operating_${(count += 1)}` }, { ops: { host: '127.0.0.1', port: 0 }, accounts: true, limits: { burst: 1e6, perSecond: 1e6, doorBurst: 1e6, doorPerSecond: 1e6 }, ...changes }));
  const ops = (of: Room, at: string, init?: RequestInit): Promise<Response> => fetch(`${of.backend.opsUrl}${at}`, init);
  const figures = async (of: Room): Promise<Map<string, number>> => {
    const text = await (await ops(of, '/metrics')).text();
    return new Map(text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
  };

  it('that it lives, and that it is ready, at both addresses', async () => {
    const here = await open();
    for (const base of [here.url, here.backend.opsUrl]) {
      expect((await fetch(`${base}/healthz`)).status).toBe(200);
      const ready = await fetch(`${base}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([200, { ready: true }]);
    }
    expect((await ops(here, '/metrics', { method: 'POST' })).status).toBe(405);
    expect((await ops(here, '/v1/hello')).status).toBe(404);
    // What is for the operator is not at the address for everybody.
    expect((await here.fetch('everyone', '/metrics')).status).toBe(404);
    expect((await here.fetch(null, '/metrics')).status).toBe(401);
  });

  it('that its tables are not there any more', async () => {
    const here = await open();
    await engine.exec('alter table schema_migrations rename to gone');
    const missing = await fetch(`${here.url}/readyz`);
    expect([missing.status, await missing.json()]).toEqual([503, { ready: false, reason: 'migrations-missing' }]);
    expect((await fetch(`${here.url}/healthz`)).status).toBe(200);
    await engine.exec('alter table gone rename to schema_migrations; update schema_migrations set number = -1 where number = (select max(number) from schema_migrations)');
    expect((await fetch(`${here.url}/readyz`)).status).toBe(503);
  });

  it('that it is leaving, while it still answers those who have not noticed', async () => {
    const here = await open({ leaveMs: 400 });
    const closing = here.close();
    const ready = await fetch(`${here.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false, reason: 'stopping' }]);
    expect((await here.client('writer').hello({ app: 'test', schema: { min: 1, max: 1 }, device: v7() })).schema).toBe(1);
    await closing;
    await expect(fetch(`${here.url}/healthz`)).rejects.toThrow();
    await expect(fetch(`${here.backend.opsUrl}/healthz`)).rejects.toThrow();
  });

  it('figures of what it has done', async () => {
    const here = await open();
    const before = await figures(here);
    expect(before.get('sotong_log_head')).toBe(0);
    const epoch = await epochOf(here);
    const abort = new AbortController();
    const stream = await here.client('writer').stream({ epoch }, { signal: abort.signal });
    await stream.next();
    expect((await figures(here)).get('sotong_streams_open')).toBe(1);
    abort.abort();
    await requested(here, 'x');
    await behave(here, 'facebook', 'timeout-after-post');
    await requested(here, 'facebook');
    await pushAll(here, []).catch(() => undefined);
    await here.client('writer').push({ epoch, entries: [revisionOf(EDITOR, contentOf())] });
    expect((await figures(here)).get('sotong_publish_overdue_seconds')).toBe(0);
    here.clock.advance(60_000);
    expect((await figures(here)).get('sotong_publish_overdue_seconds')).toBe(60);
    const working = here.backend.work();
    await working;
    await settle(here, 2);
    await here.fetch('writer', `/v1/devices/${v7()}`, { method: 'DELETE' });
    await here.fetch('writer', '/v1/some/thing/nobody/knows');
    const after = await figures(here);
    expect(after.get('sotong_push_entries_total{result="accepted"}')).toBe(8);
    expect(after.get('sotong_push_entries_total{result="rejected"}')).toBe(1);
    expect(after.get('sotong_publish_attempts_total{outcome="posted"}')).toBe(1);
    expect(after.get('sotong_publish_attempts_total{outcome="unknown"}')).toBe(1);
    expect(after.get('sotong_publish_attempt_duration_seconds_count')).toBe(2);
    expect(after.get('sotong_publications{state="confirmed"}')).toBe(1);
    expect(after.get('sotong_publications{state="needs-person"}')).toBe(1);
    expect(after.get('sotong_listening')).toBe(1);
    expect(after.get('sotong_log_head')).toBeGreaterThan(10);
    // By the route as it is written, so that neither ids nor guesses make new series.
    expect(after.get('sotong_http_requests_total{method="DELETE",route="/v1/devices/{id}",status="404"}')).toBe(1);
    expect(after.get('sotong_http_requests_total{method="GET",route="(none)",status="404"}')).toBe(1);
    expect(after.get('sotong_http_request_duration_seconds_count{method="POST",route="/v1/push"}')).toBeGreaterThan(2);
    expect([...after.keys()].some((key) => key.startsWith('process_cpu_seconds_total'))).toBe(true);
    expect([...after.keys()].some((key) => key.includes('/stream') && key.includes('duration'))).toBe(false);
  });

  it('how often it had to refuse', async () => {
    const here = await open({ limits: { burst: 1, perSecond: 1, doorBurst: 1 } });
    for (let turn = 0; turn < 3; turn += 1) {
      await here.fetch('writer', '/v1/members');
      await here.fetch(null, '/v1/sessions', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    }
    for (let turn = 0; turn < 35; turn += 1) await fetch(`${here.url}/v1/members`, { headers: { authorization: 'Bearer guess-guess-guess-guess' } });
    const after = await figures(here);
    expect([after.get('sotong_http_limited_total{by="caller"}'), after.get('sotong_http_limited_total{by="door"}'), after.get('sotong_http_limited_total{by="stranger"}')]).toEqual([2, 2, 5]);
  });

  it('nothing that is secret: no token, password, invitation or text in any line, figure or answer', async () => {
    const lines: string[] = [];
    const here = await open({ log: (line) => lines.push(line) });
    const secrets: string[] = [...Object.values(TOKENS), PASSWORD, here.backend.firstAdmin?.invitation ?? ''];
    const admin = await firstAdmin(here);
    const writer = await join(here, admin, 'writer-name', ['writer']);
    secrets.push(admin.accessToken, admin.refreshToken, writer.accessToken, writer.refreshToken, `${PASSWORD} writer-name`);
    const { invitation } = await account(here, admin.accessToken).invite({ roles: ['editor'] });
    const next = nextToken();
    const fresh = await doors(here).refresh({ refreshToken: writer.refreshToken, nextRefreshTokenSha256: next.sha256 });
    secrets.push(invitation, next.token, next.sha256, fresh.accessToken);
    // Mistakes that people and programs make: a secret in an address, in a header, in the wrong field, in half a body.
    const slips = ['slip-in-a-query', 'slip-in-a-path', 'slip-in-a-header', 'slip-as-a-name', 'slip-as-a-password', 'slip-in-half-a-body', 'slip-in-a-cookie', 'slip-in-an-agent', '비밀-글-내용'];
    secrets.push(...slips);
    await here.fetch('writer', `/v1/changes?token=${slips[0]}&epoch=x`);
    await here.fetch('writer', `/v1/${slips[1]}/x`);
    await here.fetch(null, `/sandbox/${slips[1]}`);
    await fetch(`${here.url}/v1/hello`, { headers: { authorization: `Bearer ${slips[2]}-00000000`, 'x-token': slips[2] ?? '', cookie: `session=${slips[6]}`, 'user-agent': slips[7] ?? '' } });
    await doors(here).signIn({ name: slips[3] ?? '', password: slips[4] ?? '', device: device() }).catch(() => undefined);
    await here.fetch('writer', '/v1/push', { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"${slips[5]}` });
    await here.client('writer').push({ epoch: await epochOf(here), entries: approvedSet(contentOf({ text: slips[8] ?? '' }), { writer: WRITER, editor: EDITOR }).all.slice(0, 1) });
    // And a database that fails, with a message that quotes what it was given.
    await engine.exec(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'cannot keep %', new.entry; end $$; create trigger refuse before insert on log for each row execute function refuse()`);
    const failed = await here.fetch('writer', '/v1/push', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ epoch: await epochOf(here), entries: [revisionOf(WRITER, contentOf({ text: slips[8] ?? '' }))] }) });
    expect(failed.status).toBe(500);
    secrets.push('cannot keep');
    const answer = await failed.text();
    await engine.exec('drop trigger refuse on log; drop function refuse');
    const told = [...lines, await (await ops(here, '/metrics')).text(), answer].join('\n');
    for (const secret of secrets.filter((each) => each !== '')) expect(told.includes(secret), secret).toBe(false);
    expect(lines.length).toBeGreaterThan(15);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: expect.stringMatching(/^(?:info|error)$/u) as unknown, time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/u) as unknown, service: 'sotong-backend', msg: expect.any(String) as unknown });
    expect(lines.some((line) => line.includes('"a request failed"') && line.includes('"stack":"    at '))).toBe(true);
  });

  it('nothing of a secret that somebody logs by mistake', () => {
    const lines: string[] = [];
    const log = backendLogger((line) => lines.push(line));
    const secret = 'not-for-anybody';
    for (const name of ['authorization', 'token', 'accessToken', 'refreshToken', 'password', 'invitation', 'cookie', 'databaseUrl']) {
      log.info({ [name]: secret, request: { [name]: secret, headers: { [name]: secret } } }, 'a slip');
      log.child({ [name]: secret }).warn('another');
    }
    const error = Object.assign(new Error(`cannot insert ${secret}\n    and ${secret}`), { code: '23505', detail: secret });
    log.error({ err: error }, 'failed');
    log.error(faultOf(error), 'failed');
    expect(lines.join('\n')).not.toContain(secret);
    expect(lines).toHaveLength(18);
    expect(lines.join('\n')).toContain('23505');
  });

  it('spans of push, pull and each call to a channel, to whoever has attached a tracer', async () => {
    type Seen = { name: string; attributes: Record<string, unknown>; status: number | null; parent: string | undefined; ended: boolean };
    const spans: Seen[] = [];
    const PARENT = Symbol('parent');
    const tracer = {
      startActiveSpan: (name: string, options: { attributes?: Record<string, unknown> }, run: (span: Span) => unknown) => {
        const seen: Seen = { name, attributes: { ...options.attributes }, status: null, parent: context.active().getValue(PARENT) as string | undefined, ended: false };
        spans.push(seen);
        const span = {
          setAttribute: (key: string, value: unknown) => (seen.attributes[key] = value),
          setAttributes: (all: Record<string, unknown>) => Object.assign(seen.attributes, all),
          setStatus: ({ code }: { code: number }) => (seen.status = code),
          end: () => (seen.ended = true),
        };
        return run(span as unknown as Span);
      },
    };
    let active: Context | null = null;
    const manager = {
      active: () => active,
      with: <T>(next: Context, run: () => T): T => {
        const before = active;
        active = next;
        try {
          return run();
        } finally {
          active = before;
        }
      },
    };
    const heard: string[] = [];
    const propagator = { extract: (of: Context, carrier: Record<string, string>) => (carrier['traceparent'] === undefined ? of : (heard.push(carrier['traceparent']), of)), inject: () => undefined, fields: () => ['traceparent'] };
    active = context.active();
    trace.setGlobalTracerProvider({ getTracer: () => tracer } as never);
    context.setGlobalContextManager({ ...manager, bind: (_of: Context, what: unknown) => what, enable: () => undefined, disable: () => undefined } as never);
    propagation.setGlobalPropagator(propagator as unknown as TextMapPropagator);
    try {
      const here = await open();
      await requested(here, 'x', { text: '글의 내용' });
      await here.backend.work();
      const epoch = await epochOf(here);
      await clientOf(here.url, TOKENS.writer).changes({ epoch, after: 0, limit: 500 });
      await here.fetch('writer', `/v1/changes?epoch=${epoch}&after=0&limit=1`, { headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' } });
      await engine.exec('alter table log rename to elsewhere');
      await here.fetch('writer', `/v1/changes?epoch=${epoch}&after=0&limit=1`);
      await engine.exec('alter table elsewhere rename to log');
    } finally {
      trace.disable();
      context.disable();
      propagation.disable();
    }
    const named = (name: string): Seen[] => spans.filter((span) => span.name === name);
    expect(named('sotong.push').map((span) => span.attributes)).toMatchObject([{ 'sotong.entries': 4, 'sotong.accepted': 4 }]);
    expect(named('sotong.pull').map((span) => span.status)).toEqual([null, null, SpanStatusCode.ERROR]);
    expect(named('sotong.publish.attempt').map((span) => span.attributes)).toMatchObject([{ 'sotong.attempt': 1, 'sotong.outcome': 'posted' }]);
    expect(named('sotong.publish').map((span) => span.attributes['sotong.state'])).toEqual(['claimed', 'sent']);
    expect(spans.every((span) => span.ended)).toBe(true);
    expect(heard).toEqual(['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01']);
    expect(JSON.stringify(spans)).not.toContain('글의 내용');
  });
});

describe('The program', () => {
  let program = '';
  let folder = '';
  let alive: Child[] = [];
  beforeAll(async () => {
    program = (await bundle({ main: 'src/backend/main.ts' }))['main'] ?? '';
    folder = await mkdtemp(path(tmpdir(), 'sotong-operating-'));
  }, 60_000);
  afterEach(async () => {
    for (const child of alive) child.process.kill('SIGKILL');
    await Promise.all(alive.map((child) => child.ended));
    alive = [];
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const run = (...args: string[]): Child => {
    const child = start(program, ['--data', path(folder, `data-${alive.length}-${v7()}`), ...args], { env: { ...process.env, DATABASE_URL: '' } });
    alive.push(child);
    return child;
  };

  it('as a service: no token file, the first invitation in a file of its own, figures at an address of their own', async () => {
    const file = path(folder, 'invitation');
    const child = run('--port', '0', '--ops', '127.0.0.1:0', '--accounts-only', '--invitation-file', file, '--public-url', 'https://sotong.example');
    await child.says(/is in \S+\n/u);
    const [, url = ''] = await child.says(/Listening on (http:\S+)/u);
    const [, opsUrl = ''] = await child.says(/Health and figures: (http:\S+)/u);
    const invitation = (await readFile(file, 'utf8')).trim();
    expect(invitation).toMatch(/^[\w-]{43}$/u);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await fetch(`${opsUrl}/readyz`)).status).toBe(200);
    const session = await doors({ url }).acceptInvitation({ invitation, name: 'admin', password: PASSWORD, device: device() });
    expect((await fetch(`${url}/v1/members`, { headers: { authorization: `Bearer ${session.accessToken}` } })).status).toBe(200);
    child.process.kill('SIGTERM');
    expect(await child.ended).toBe(0);
    expect(child.output()).toContain('"msg":"stopped"');
    for (const secret of [invitation, session.accessToken, session.refreshToken, PASSWORD]) expect(child.output()).not.toContain(secret);
  });

  it.each([['--role', 'boss'], ['--ops', 'nowhere'], ['--public-url', 'ftp://x'], ['--leave-ms', '-1'], ['--port', '99999']])('does not start with %s %s', async (...args) => {
    const child = run(...(args[0] === '--leave-ms' ? [`${args[0]}=${args[1]}`] : args));
    expect(await child.ended).toBe(1);
    expect(child.output()).toContain(args[1]);
  });
});
