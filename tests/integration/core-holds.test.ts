import { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { type Backend, startBackend } from '../../src/backend/index.ts';
import { systemClock } from '../../src/main/core/clock.ts';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import { accountFor, codeOf, decideAs, EDITOR, storyWith, type TestCore, testCore, WRITER } from '../support/core.ts';

const TOKEN = 'a-token-for-the-whole-newsroom';
let engine: PGlite;
let backend: Backend;
let schemas = 0;

beforeAll(async () => {
  engine = await PGlite.create('memory://');
});
afterEach(() => backend.close());
afterAll(() => engine.close());

async function desktop(): Promise<TestCore> {
  backend = await startBackend({
    store: { kind: 'pglite', engine, schema: `holds${(schemas += 1)}` }, workspace: SAMPLE_WORKSPACE,
    tokens: [{ token: TOKEN, members: SAMPLE_WORKSPACE.members.map(({ id }) => id) }], channelOptions: { pollMs: 100, settleMs: 20 },
  });
  return testCore({ clock: { ...systemClock, advance: () => undefined }, newId: () => v7(), random: Math.random, backend: { url: backend.url, token: TOKEN } });
}

async function settled({ running: core }: TestCore): Promise<void> {
  core.sync.now();
  await expect.poll(() => {
    const { connection, waiting, error } = core.sync.status();
    return { connection, waiting, error };
  }, { timeout: 30_000 }).toEqual({ connection: 'online', waiting: 0, error: null });
}

async function onX(): Promise<number> {
  const response = await fetch(`${backend.url}/sandbox/${accountFor('x')}.json`);
  return ((await response.json()) as { posts: unknown[] }).posts.length;
}

/** A text that was approved and, offline, asked to go out. */
async function askedOffline(core: TestCore): Promise<{ readonly variant: string; readonly story: string }> {
  const { client } = core;
  const made = await storyWith(client, '한빛시 소식입니다.');
  await client.review.submit({ variants: [made.variant], note: '' });
  await decideAs(client, EDITOR, made.variant, 'approve');
  await settled(core);
  await client.sync.setOnline({ online: false });
  await client.workspace.takeSeat({ member: EDITOR });
  await client.publish.request({ variants: [made.variant] });
  return made;
}

describe('a hold that is set offline', () => {
  it('reaches the server before what was asked for earlier, and lifting it asks for each', async () => {
    const core = await desktop();
    const { client } = core;
    const { variant } = await askedOffline(core);
    const { id } = await client.publish.hold({ scope: { kind: 'channel', channel: 'x' }, reason: '문구를 다시 봅니다.' });
    expect(await client.publish.list()).toMatchObject([{ variant, state: 'requested', holds: [id] }]);
    expect(await client.publish.holds()).toMatchObject([{ id, confirmed: false, lifted: null, author: EDITOR }]);

    await client.sync.setOnline({ online: true });
    await settled(core);
    await expect.poll(async () => (await client.publish.list())[0]?.state).toBe('held');
    expect(await onX()).toBe(0);
    const [stopped] = await client.publish.list();
    expect(await codeOf(client.publish.act({ publication: stopped?.id ?? '', action: 'release', url: '' }))).toBe('on-hold');
    expect(await client.sync.items()).toMatchObject([{ group: 'waiting', state: 'held' }]);
    expect((await client.variants.get({ id: variant })).row.status.status).toBe('scheduled');

    // Lifted and left: it now asks for a person, and still does not go out.
    await client.publish.lift({ hold: id, release: [], cancel: [] });
    await settled(core);
    const [item] = await client.sync.items();
    expect(item).toMatchObject({ group: 'problem', state: 'held', actions: ['release', 'cancel', 'open'] });
    expect(core.running.sync.status().problems).toBe(1);
    expect(await onX()).toBe(0);

    await client.publish.act({ publication: item?.publication ?? '', action: 'release', url: '' });
    await settled(core);
    await expect.poll(async () => (await client.publish.list())[0]?.state, { timeout: 30_000 }).toBe('confirmed');
    expect(await onX()).toBe(1);
  });

  it('set and lifted before the server hears of it: what was chosen happens there in that order', async () => {
    const core = await desktop();
    const { client } = core;
    await askedOffline(core);
    const { id } = await client.publish.hold({ scope: { kind: 'workspace' }, reason: '잠시 멈춥니다.' });
    const [publication] = await client.publish.list();
    await client.publish.lift({ hold: id, release: [publication?.id ?? ''], cancel: [] });
    await client.sync.setOnline({ online: true });
    await settled(core);
    await expect.poll(async () => (await client.publish.list())[0]?.state, { timeout: 30_000 }).toBe('confirmed');
    expect(await onX()).toBe(1);
  });

  it('lets a request that has not left be called off for good', async () => {
    const core = await desktop();
    const { client } = core;
    await askedOffline(core);
    const { id } = await client.publish.hold({ scope: { kind: 'workspace' }, reason: '잘못된 소식입니다.' });
    const [publication] = await client.publish.list();
    await client.publish.lift({ hold: id, release: [], cancel: [publication?.id ?? ''] });
    await client.sync.setOnline({ online: true });
    await settled(core);
    expect(await client.publish.list()).toMatchObject([{ state: 'cancelled', reason: 'withdrawn' }]);
    expect(await onX()).toBe(0);
  });
});

it('refuses whoever may not, and what cannot be', async () => {
  const core = await desktop();
  const { client } = core;
  await client.workspace.takeSeat({ member: WRITER });
  expect(await codeOf(client.publish.hold({ scope: { kind: 'workspace' }, reason: '멈춤' }))).toBe('not-allowed');
  await askedOffline(core);
  const wide = await client.publish.hold({ scope: { kind: 'workspace' }, reason: '멈춤' });
  const narrow = await client.publish.hold({ scope: { kind: 'channel', channel: 'x' }, reason: '멈춤' });
  const [publication] = await client.publish.list();
  expect(publication?.holds).toEqual([wide.id, narrow.id]);
  expect(await codeOf(client.publish.lift({ hold: wide.id, release: [publication?.id ?? ''], cancel: [] }))).toBe('on-hold');
  expect((await client.publish.holds()).filter(({ lifted }) => lifted === null)).toHaveLength(2);
  await client.publish.lift({ hold: wide.id, release: [], cancel: [] });
  expect(await codeOf(client.publish.lift({ hold: wide.id, release: [], cancel: [] }))).toBe('conflict');
  await client.workspace.takeSeat({ member: WRITER });
  expect(await codeOf(client.publish.lift({ hold: narrow.id, release: [], cancel: [] }))).toBe('not-allowed');
});
