import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BackendOutbound } from '#shared/contract/process-contract.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { clientOf } from '../support/backend.ts';
import { bundle } from '../support/bundle.ts';
import { start, type Child } from '../support/child-process.ts';

const MEMBERS = SAMPLE_WORKSPACE.members.map((member) => member.id);
let programs: Record<string, string> = {};
beforeAll(async () => {
  programs = await bundle({ main: 'src/backend/main.ts', 'embedded-child': 'tests/support/embedded-child.ts' });
}, 60_000);

let folder = '';
let alive: Child[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotong-program-'));
});
afterEach(async () => {
  for (const child of alive) child.process.kill('SIGKILL');
  await Promise.all(alive.map((child) => child.ended));
  alive = [];
  await rm(folder, { recursive: true, force: true });
});

describe('The stand-alone server', () => {
  const env = { ...process.env, DATABASE_URL: '' };
  const run = (...args: string[]): Child => {
    const child = start(programs['main'] ?? '', ['--port', '0', '--data', join(folder, 'data'), ...args], { env });
    alive.push(child);
    return child;
  };

  it('makes a token on its first run, keeps it to its owner, and stops when asked', async () => {
    const server = run();
    const [, url = ''] = await server.says(/Listening on (http:\S+)/u);
    const [, file = ''] = await server.says(/Access tokens: (\S+)/u);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const [grant] = JSON.parse(await readFile(file, 'utf8')) as { token: string; members: string[] }[];
    expect(grant?.members).toEqual(MEMBERS);
    const hello = await clientOf(url, grant?.token ?? '').hello({ app: 'test', schema: { min: 1, max: 1 }, device: v7() });
    expect(hello.workspace.id).toBe(SAMPLE_WORKSPACE.id);
    expect(server.output()).not.toContain(grant?.token);
    // A second one on the same folder would damage it.
    const second = run();
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('Another backend works on');
    server.process.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    const again = run('--quiet');
    await again.says(/Listening on/u);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual([grant]);
  });

  it('refuses tokens that others may read, and a newsroom that is none', async () => {
    const first = run();
    const [, file = ''] = await first.says(/Access tokens: (\S+)/u);
    first.process.kill('SIGTERM');
    await first.ended;
    await chmod(file, 0o644);
    const second = run();
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('Others may read');
    await writeFile(join(folder, 'newsroom.json'), '{"id":"x"}');
    const third = run('--workspace', join(folder, 'newsroom.json'));
    expect(await third.ended).toBe(1);
    expect(third.output()).toContain('is not a newsroom');
  });

  it('gives each member of a real newsroom a token of their own, and keeps newsrooms apart', async () => {
    const workspace = { ...SAMPLE_WORKSPACE, demonstration: false };
    await writeFile(join(folder, 'newsroom.json'), JSON.stringify(workspace));
    const server = run('--workspace', join(folder, 'newsroom.json'));
    const [, file = ''] = await server.says(/Access tokens: (\S+)/u);
    const grants = JSON.parse(await readFile(file, 'utf8')) as { members: string[] }[];
    expect(grants.map((grant) => grant.members)).toEqual(MEMBERS.map((member) => [member]));
    server.process.kill('SIGTERM');
    await server.ended;
    await writeFile(join(folder, 'other.json'), JSON.stringify({ ...workspace, id: v7() }));
    const other = run('--workspace', join(folder, 'other.json'));
    expect(await other.ended).toBe(1);
    expect(other.output()).toContain('belongs to the newsroom');
  });
});

describe('The embedded backend', () => {
  const run = async (): Promise<{ child: Child; next: () => Promise<BackendOutbound> }> => {
    const child = start(programs['embedded-child'] ?? '', [], { ipc: true });
    alive.push(child);
    const said: unknown[] = [];
    let wake: () => void = () => undefined;
    child.process.on('message', (message) => {
      said.push(message);
      wake();
    });
    const take = async (): Promise<unknown> => {
      while (said.length === 0) await new Promise<void>((done) => (wake = done));
      return said.shift();
    };
    expect(await take()).toEqual({ type: 'loaded' });
    return { child, next: async () => BackendOutbound.parse(await take()) };
  };
  const init = (token: string) => ({ type: 'init', dataDir: folder, workspace: SAMPLE_WORKSPACE, tokens: [{ token, members: MEMBERS }] });

  it('listens on the loopback interface, on the same port again, and goes when told', async () => {
    const token = 'token-of-the-shell-0000000000';
    const first = await run();
    first.child.process.send('nonsense');
    first.child.process.send(init(token));
    const listening = await first.next();
    expect(listening).toMatchObject({ type: 'listening', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/u) as unknown });
    const url = listening.type === 'listening' ? listening.url : '';
    expect((await clientOf(url, token).hello({ app: 'test', schema: { min: 1, max: 1 }, device: v7() })).actsFor).toEqual(MEMBERS);
    first.child.process.send({ type: 'shutdown' });
    expect(await first.next()).toEqual({ type: 'shut-down' });
    expect(await first.child.ended).toBe(0);
    const second = await run();
    second.child.process.send(init('another-token-0000000000000'));
    expect(await second.next()).toEqual({ type: 'listening', url });
    // While it runs, a third takes neither its folder nor its words.
    const third = await run();
    third.child.process.send(init(token));
    expect(await third.next()).toMatchObject({ type: 'failed', reason: expect.stringContaining('database-busy') as unknown });
  });
});
