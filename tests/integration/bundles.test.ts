import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/backend/index.ts';
import { systemClock } from '../../src/main/core/clock.ts';
import { type RunningCore, startCore } from '../../src/main/core/start-core.ts';
import { createStory } from '../../src/main/core/stories/stories.ts';
import { connectBackend } from '../../src/main/core/sync/backend-client.ts';
import { loadVariant } from '../../src/main/core/variants/store.ts';
import { addVariants, checkpointVariant, saveVariant } from '../../src/main/core/variants/variants.ts';
import { ENTRY_SCHEMA } from '../../src/shared/sync/schema.ts';
import { blocksFromText, plainText } from '../../src/shared/document/plain-text.ts';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import type { LogEntry } from '../../src/shared/sync/entry.ts';
import { addComment } from '../../src/main/core/review/comments.ts';
import { bundlesOf } from '../support/bundles.ts';

const [writer, editor] = SAMPLE_WORKSPACE.members.map(({ id }) => id) as [string, string];
const WRITERS = 'a-token-of-the-writer-alone';
const EDITORS = 'a-token-of-the-editor-alone';
const BOTH = 'a-token-that-speaks-for-both';
const [x] = SAMPLE_WORKSPACE.accounts;

const backendFolder = mkdtempSync(join(tmpdir(), 'sotong-backend-'));
let backend: Awaited<ReturnType<typeof startBackend>>;
const open: RunningCore[] = [];
const folders: string[] = [];

beforeAll(async () => {
  const tokens = [{ token: WRITERS, members: [writer] }, { token: EDITORS, members: [editor] }, { token: BOTH, members: [writer, editor] }];
  backend = await startBackend({ store: { kind: 'folder', dataDir: backendFolder }, workspace: SAMPLE_WORKSPACE, tokens });
});
afterAll(async () => {
  await backend.close();
  rmSync(backendFolder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const core of open.splice(0)) await core.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function device(token: string): Promise<RunningCore> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sotong-core-'));
  folders.push(dataDir);
  const core = await startCore({
    dataDir, clock: systemClock, random: Math.random, newId: () => v7(), language: 'ko', appVersion: '0', log: () => undefined,
    backend: { url: backend.url, token }, requestEmbedded: () => undefined, samples: false,
  });
  open.push(core);
  await settled(core);
  core.sync.setOnline(false);
  return core;
}

async function settled(core: RunningCore): Promise<void> {
  core.sync.setOnline(true);
  core.sync.now();
  await expect.poll(() => {
    const { connection, waiting, error, problems } = core.sync.status();
    return { connection, waiting, error, problems };
  }, { timeout: 20_000 }).toEqual({ connection: 'online', waiting: 0, error: null, problems: 0 });
}

function write(core: RunningCore, variant: string, text: string): void {
  saveVariant(core.core, variant, loadVariant(core.core.db.read, variant).draftVersion, { blocks: blocksFromText(text) });
  checkpointVariant(core.core, variant, '');
}

function compose(core: RunningCore, title: string, text: string): string {
  const { id: story } = createStory(core.core, { title, brief: '', kind: 'administration', purpose: 'information' });
  const [variant = ''] = addVariants(core.core, story, [{ account: x!.id, language: 'ko' }]).variants;
  write(core, variant, text);
  return variant;
}

function textOf(core: RunningCore, variant: string): string {
  return plainText(loadVariant(core.core.db.read, variant).content.blocks);
}

/** What the server has about a variant. */
async function logOf(variant: string): Promise<readonly LogEntry[]> {
  const client = connectBackend({ url: backend.url, token: BOTH }, new AbortController().signal);
  const { epoch } = await client.call((api, signal) => api.hello({ app: 'tests', schema: ENTRY_SCHEMA, device: v7() }, { signal }));
  const found: LogEntry[] = [];
  for (let after = 0; ; ) {
    const { entries, head } = (await client.call((api, signal) => api.changes({ epoch, after, limit: 500 }, { signal }))) as unknown as { entries: LogEntry[]; head: number };
    found.push(...entries.filter(({ entry }) => entry.subject === variant));
    after += entries.length;
    if (entries.length === 0 || after >= head) return found;
  }
}

/** Both sides, and the server, say the same of a variant: each entry once, with one number. */
async function expectOnce(variant: string, cores: readonly RunningCore[], kinds: readonly string[]): Promise<void> {
  const log = await logOf(variant);
  expect(log.map(({ entry }) => entry.kind).toSorted()).toEqual([...kinds].toSorted());
  expect(new Set(log.map(({ entry }) => entry.id)).size).toBe(log.length);
  const numbered = log.map(({ seq, entry }) => ({ id: entry.id, seq, state: 'accepted' }));
  for (const core of cores) expect(core.core.db.read.all('SELECT id, seq, state FROM entries WHERE subject = ? ORDER BY seq', variant)).toEqual(numbered);
  expect(new Set(cores.map((core) => textOf(core, variant))).size).toBe(1);
}

describe('a bundle between two who work apart', () => {
  it.each([['each speaks for oneself', WRITERS, EDITORS], ['both speak for both', BOTH, BOTH]])('ends at the server once, whoever pushes first: %s', async (_name, tokenOfA, tokenOfB) => {
    for (const first of ['maker', 'taker'] as const) {
      const a = await device(tokenOfA);
      const b = await device(tokenOfB);
      const variant = compose(a, '꾸러미로 건넨 글', '첫째 문단입니다.\n둘째 문단입니다.\n셋째 문단입니다.');
      const { path } = await bundlesOf(a).export();
      await bundlesOf(b).take(path);
      expect(textOf(b, variant)).toBe('첫째 문단입니다.\n둘째 문단입니다.\n셋째 문단입니다.');
      if (tokenOfB === BOTH) b.core.write((unit) => unit.run(`UPDATE meta SET value = ? WHERE key = 'seat'`, editor));
      // Both go on, on top of what was carried, and one answers with a bundle of their own.
      write(a, variant, '첫째 문단을 고쳤습니다.\n둘째 문단입니다.\n셋째 문단입니다.');
      write(b, variant, '첫째 문단입니다.\n둘째 문단입니다.\n셋째 문단도 고쳤습니다.');
      addComment(b.core, { variant, revision: loadVariant(b.core.db.read, variant).base ?? '', anchor: null, replyTo: null, text: '셋째를 고쳤습니다', suggestion: null });
      const back = await bundlesOf(b).export();
      await bundlesOf(a).take(back.path);
      const merged = '첫째 문단을 고쳤습니다.\n둘째 문단입니다.\n셋째 문단도 고쳤습니다.';
      expect(textOf(a, variant)).toBe(merged);
      const [one, other] = first === 'maker' ? [a, b] : [b, a];
      one.sync.setOnline(true);
      one.sync.now();
      await expect.poll(() => one.sync.status().connection, { timeout: 20_000 }).toBe('online');
      await settled(other);
      await settled(one);
      await settled(other);
      expect([textOf(a, variant), textOf(b, variant)]).toEqual([merged, merged]);
      const log = await logOf(variant);
      const kinds = log.map(({ entry }) => entry.kind);
      expect(kinds.filter((kind) => kind === 'comment')).toHaveLength(1);
      // The first text, one of each, and their merge: by one of them or, under one id, by both.
      const revisions = log.flatMap(({ entry }) => (entry.kind === 'revision' ? [entry.body.revision] : []));
      expect(new Set(revisions).size).toBe(4);
      await expectOnce(variant, [a, b], kinds);
    }
  }, 60_000);

  it('holds up nothing else of the one who carries it, until its maker comes', async () => {
    const a = await device(WRITERS);
    const b = await device(EDITORS);
    const carried = compose(a, '갖고 온 글', '아직 서버에 없는 글입니다.');
    await bundlesOf(b).take((await bundlesOf(a).export()).path);
    b.core.write((unit) => unit.run(`UPDATE meta SET value = ? WHERE key = 'seat'`, editor));
    write(b, carried, '그 위에 고친 글입니다.');
    const own = compose(b, '내 글', '상관없는 글입니다.');
    b.sync.setOnline(true);
    await expect.poll(async () => (await logOf(own)).length, { timeout: 20_000 }).toBe(1);
    expect(await logOf(carried)).toEqual([]);
    expect(b.sync.status()).toMatchObject({ problems: 0, error: null });
    await settled(a);
    await settled(b);
    await settled(a);
    await expectOnce(carried, [a, b], ['revision', 'revision']);
    expect(textOf(a, carried)).toBe('그 위에 고친 글입니다.');
  }, 60_000);

  it('of what the server has already is known again when it is pulled', async () => {
    const a = await device(WRITERS);
    const b = await device(EDITORS);
    const variant = compose(a, '서버에 있는 글', '서버에 있는 글입니다.');
    await settled(a);
    const { path } = await bundlesOf(a).export();
    expect(await bundlesOf(b).take(path)).toMatchObject({ conflicts: 0 });
    expect(b.core.db.read.get('SELECT state, seq FROM entries WHERE subject = ?', variant)).toEqual({ state: 'waiting', seq: null });
    await settled(b);
    await expectOnce(variant, [a, b], ['revision']);
  }, 60_000);
});
