import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/backend/index.ts';
import { systemClock } from '../../src/main/core/clock.ts';
import { type RunningCore, startCore } from '../../src/main/core/start-core.ts';
import { createStory } from '../../src/main/core/stories/stories.ts';
import { loadVariant } from '../../src/main/core/variants/store.ts';
import { addVariants, checkpointVariant, saveVariant } from '../../src/main/core/variants/variants.ts';
import { blocksFromText, plainText } from '../../src/shared/document/plain-text.ts';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';

const TOKEN = 'a-token-for-tests-only';
const members = SAMPLE_WORKSPACE.members.map(({ id }) => id);
const [x] = SAMPLE_WORKSPACE.accounts;

const backendFolder = mkdtempSync(join(tmpdir(), 'sotong-backend-'));
let backend: Awaited<ReturnType<typeof startBackend>>;
const open: RunningCore[] = [];
const folders: string[] = [];

beforeAll(async () => {
  backend = await startBackend({ store: { kind: 'folder', dataDir: backendFolder }, workspace: SAMPLE_WORKSPACE, tokens: [{ token: TOKEN, members }] });
});
afterAll(async () => {
  await backend.close();
  rmSync(backendFolder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const core of open.splice(0)) await core.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'sotong-core-'));
  folders.push(dir);
  return dir;
}

async function device(dataDir = folder()): Promise<RunningCore> {
  const core = await startCore({
    dataDir, clock: systemClock, random: Math.random, newId: () => v7(), language: 'ko', appVersion: '0', log: () => undefined,
    backend: { url: backend.url, token: TOKEN }, requestEmbedded: () => undefined, samples: false,
  });
  open.push(core);
  return core;
}

/** Waits until the device has nothing to send and is in step with the server. */
async function settled(core: RunningCore): Promise<void> {
  core.sync.now();
  await expect.poll(() => {
    const { connection, waiting, error } = core.sync.status();
    return { connection, waiting, error };
  }, { timeout: 20_000 }).toEqual({ connection: 'online', waiting: 0, error: null });
}

describe('two devices and one backend', () => {
  it('bring a story and its variant from one to the other', async () => {
    const a = await device();
    const { id: story } = createStory(a.core, { title: '함께 쓰는 소식', brief: '', kind: 'administration', purpose: 'information' });
    const [variant = ''] = addVariants(a.core, story, [{ account: x!.id, language: 'ko' }]).variants;
    saveVariant(a.core, variant, 1, { blocks: blocksFromText('첫 문장입니다.') });
    checkpointVariant(a.core, variant, '');
    await settled(a);
    const b = await device();
    await settled(b);
    expect(plainText(loadVariant(b.core.db.read, variant).content.blocks)).toBe('첫 문장입니다.');
  });

  it('merge what both changed in different places, alike on both', async () => {
    const a = await device();
    const { id: story } = createStory(a.core, { title: '따로 고친 글', brief: '', kind: 'administration', purpose: 'information' });
    const [variant = ''] = addVariants(a.core, story, [{ account: x!.id, language: 'ko' }]).variants;
    const save = (core: RunningCore, text: string): void => {
      saveVariant(core.core, variant, loadVariant(core.core.db.read, variant).draftVersion, { blocks: blocksFromText(text) });
      checkpointVariant(core.core, variant, '');
    };
    save(a, '첫째 문단입니다.\n둘째 문단입니다.\n셋째 문단입니다.');
    await settled(a);
    const b = await device();
    await settled(b);
    a.sync.setOnline(false);
    b.sync.setOnline(false);
    save(a, '첫째 문단을 고쳤습니다.\n둘째 문단입니다.\n셋째 문단입니다.');
    save(b, '첫째 문단입니다.\n둘째 문단입니다.\n셋째 문단도 고쳤습니다.');
    a.sync.setOnline(true);
    await settled(a);
    b.sync.setOnline(true);
    await settled(b);
    await settled(a);
    const texts = [a, b].map((core) => plainText(loadVariant(core.core.db.read, variant).content.blocks));
    expect(texts).toEqual(Array(2).fill('첫째 문단을 고쳤습니다.\n둘째 문단입니다.\n셋째 문단도 고쳤습니다.'));
    const bases = [a, b].map((core) => loadVariant(core.core.db.read, variant).base);
    expect(bases[0]).toBe(bases[1]);
  });
});

describe('a device', () => {
  it('keeps what it could not send through a restart', async () => {
    const dataDir = folder();
    const a = await device(dataDir);
    a.sync.setOnline(false);
    const { id: story } = createStory(a.core, { title: '오프라인', brief: '', kind: 'administration', purpose: 'breaking' });
    const [variant = ''] = addVariants(a.core, story, [{ account: x!.id, language: 'ko' }]).variants;
    checkpointVariant(a.core, variant, '');
    expect(a.sync.status()).toMatchObject({ connection: 'offline-by-choice', waiting: 2 });
    await a.close();
    open.splice(open.indexOf(a), 1);
    const again = await device(dataDir);
    expect(again.sync.status()).toMatchObject({ connection: 'offline-by-choice', waiting: 2 });
    again.sync.setOnline(true);
    await settled(again);
  });

  it('says what is wrong when the token is refused, and loses nothing', async () => {
    const a = await device();
    a.sync.retarget({ url: backend.url, token: 'a-wrong-token-for-tests' });
    await expect.poll(() => a.sync.status().connection, { timeout: 20_000 }).toBe('refused');
    expect(a.sync.status().error).toBe('unauthorized');
    const { id: story } = createStory(a.core, { title: '그래도 씁니다', brief: '', kind: 'administration', purpose: 'breaking' });
    const [variant = ''] = addVariants(a.core, story, [{ account: x!.id, language: 'ko' }]).variants;
    checkpointVariant(a.core, variant, '');
    expect(a.sync.status().waiting).toBe(2);
    a.sync.retarget({ url: backend.url, token: TOKEN });
    await settled(a);
  });

  it('is not harmed by a backend that answers nonsense', async () => {
    const { createServer } = await import('node:http');
    const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end('{"schema":"<script>","epoch":[]'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as import('node:net').AddressInfo;
    const a = await device();
    a.sync.retarget({ url: `http://127.0.0.1:${String(port)}`, token: TOKEN });
    await expect.poll(() => a.sync.status().connection, { timeout: 20_000 }).toBe('unreachable');
    expect(a.sync.status().error).toBe('backend-nonsense');
    server.close();
    a.sync.retarget({ url: backend.url, token: TOKEN });
    await settled(a);
  });
});

describe('a connection', () => {
  it('that the server ends is noticed well before the next poll, and comes back by itself', async () => {
    const dataDir = folder();
    const start = (port: number) => startBackend({ store: { kind: 'folder', dataDir }, workspace: SAMPLE_WORKSPACE, tokens: [{ token: TOKEN, members }], port });
    let server = await start(0);
    const port = Number(new URL(server.url).port);
    const a = await device();
    a.sync.retarget({ url: server.url, token: TOKEN });
    await settled(a);
    await server.close();
    // A poll alone would take fifteen seconds to find out.
    await expect.poll(() => a.sync.status().connection, { timeout: 10_000 }).toBe('unreachable');
    server = await start(port);
    await settled(a);
    await a.sync.stop();
    await server.close();
  });
});
