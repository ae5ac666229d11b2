import { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../src/backend/index.ts';
import { startBackend } from '../../src/backend/index.ts';
import { systemClock } from '../../src/main/core/clock.ts';
import type { RunningCore } from '../../src/main/core/start-core.ts';
import type { Block, Blocks } from '../../src/shared/document/blocks.ts';
import { canonicalJson } from '../../src/shared/document/canonical.ts';
import { normalizeBlocks } from '../../src/shared/document/normalize.ts';
import { payloadOf } from '../../src/shared/document/payload.ts';
import { mergeContent } from '../../src/shared/domain/merge-content.ts';
import { plainText } from '../../src/shared/document/plain-text.ts';
import type { ChannelId } from '../../src/shared/domain/ids.ts';
import type { Workspace } from '../../src/shared/domain/workspace.ts';
import { SAMPLE_WORKSPACE } from '../../src/shared/domain/sample-workspace.ts';
import type { CoreClient, TestCore } from '../support/core.ts';
import { accountFor, addVariant, closeCore, codeOf, decideAs, EDITOR, storyWith, tempFolder, testCore, write, WRITER } from '../support/core.ts';
import { picture as pictureOf } from '../support/media.ts';
import { v7 } from 'uuid';

const TOKEN = 'a-token-for-the-whole-newsroom';
const members = SAMPLE_WORKSPACE.members.map(({ id }) => id);

let engine: PGlite;
const running: Backend[] = [];
let schemas = 0;

beforeAll(async () => {
  engine = await PGlite.create('memory://');
});
afterEach(stopBackend);
afterAll(() => engine.close());

/** One engine has one backend at a time. */
async function stopBackend(): Promise<void> {
  for (const backend of running.splice(0)) await backend.close();
}

/** A backend that knows nothing yet. */
async function freshBackend(workspace: Workspace = SAMPLE_WORKSPACE, who: readonly string[] = members): Promise<Backend> {
  await stopBackend();
  const backend = await startBackend({ store: { kind: 'pglite', engine, schema: `job${(schemas += 1)}` }, workspace, tokens: [{ token: TOKEN, members: [...who] }], channelOptions: { pollMs: 100, settleMs: 20 } });
  running.push(backend);
  return backend;
}

function coreOn(backend: Backend | null, options: Parameters<typeof testCore>[0] = {}): Promise<TestCore> {
  return testCore({ clock: { ...systemClock, advance: () => undefined }, newId: () => v7(), random: Math.random, backend: backend === null ? null : { url: backend.url, token: TOKEN }, ...options });
}

async function settled({ running: core }: TestCore): Promise<void> {
  core.sync.now();
  await expect.poll(() => {
    const { connection, waiting, error } = core.sync.status();
    return { connection, waiting, error };
  }, { timeout: 30_000 }).toEqual({ connection: 'online', waiting: 0, error: null });
}

interface Post {
  readonly payload: string;
}

async function postsOf(backend: Backend, channel: ChannelId): Promise<string[]> {
  const response = await fetch(`${backend.url}/sandbox/${accountFor(channel)}.json`);
  return ((await response.json()) as { posts: Post[] }).posts.map((post) => post.payload);
}

async function statusOf(client: CoreClient, id: string): Promise<string> {
  return (await client.variants.get({ id })).row.status.status;
}

const CHANNELS: readonly ChannelId[] = ['x', 'instagram', 'kakaostory', 'facebook', 'blog'];

describe('the main job', () => {
  it('goes from the article to each approved revision published exactly once, through offline work and a restart', async () => {
    const backend = await freshBackend();
    const dataDir = tempFolder();
    let asked = 0;
    let core: TestCore;
    const requestEmbedded = (): void => {
      asked += 1;
      core.running.sync.embeddedStarted({ url: backend.url, token: TOKEN });
    };
    core = await coreOn(null, { dataDir, requestEmbedded });
    let { client } = core;

    // The article becomes a story, and the story ten variants.
    const article = new TextEncoder().encode('NEWS\n\nThe City of Communication, Hanbit\n\nDate 2026-11-23\n\nMost people on the train look at their phones.');
    const read = await client.imports.read({ fileName: 'article.txt', bytes: article });
    expect(read.title).toBe('The City of Communication, Hanbit');
    const { id: story } = await client.stories.create({ title: read.title, brief: read.brief, kind: 'administration', purpose: 'information' });
    const picture = await client.media.import({ fileName: '첫눈.jpg', bytes: await pictureOf({ width: 640, height: 640 }) });
    const variants = new Map<string, string>();
    for (const channel of CHANNELS) {
      for (const language of ['ko', 'en'] as const) {
        const id = await addVariant(client, story, language === 'ko' ? `${channel}: 소통의 도시 한빛 #소통` : `${channel}: the city of communication`, channel, language);
        const { draftVersion } = await client.variants.get({ id });
        await client.variants.save({ id, draftVersion, patch: { ...(channel === 'blog' ? { title: read.title } : {}), ...(channel === 'instagram' ? { media: [{ sha256: picture.sha256, alt: '한 점', decorative: false }] } : {}) } });
        variants.set(`${channel} ${language}`, id);
      }
    }
    expect([asked, core.running.sync.status().connection]).toEqual([0, 'idle']);

    // Sent for review, read, and decided: all but one approved.
    const all = [...variants.values()];
    const returned = variants.get('facebook en') ?? '';
    await client.review.submit({ variants: all, note: '확인 부탁드립니다.' });
    for (const id of all) await decideAs(client, EDITOR, id, id === returned ? 'request-changes' : 'approve', id === returned ? 'Say when.' : '');
    await settled(core);
    expect(asked).toBe(1);
    expect(await statusOf(client, returned)).toBe('changes-requested');
    expect(await statusOf(client, variants.get('x ko') ?? '')).toBe('approved');

    // One is edited after its approval; then all goes on offline.
    const edited = variants.get('x en') ?? '';
    await client.workspace.takeSeat({ member: WRITER });
    await write(client, edited, 'x: edited after the approval');
    expect((await client.variants.get({ id: edited })).row.status).toMatchObject({ status: 'draft', approvalVoided: true });
    await client.sync.setOnline({ online: false });
    await write(client, returned, 'facebook: the city of communication, from Monday');
    await client.workspace.takeSeat({ member: EDITOR });
    const approved = all.filter((id) => id !== returned && id !== edited);
    expect(await codeOf(client.publish.request({ variants: [...approved, edited] }))).toBe('not-approved');
    await client.publish.request({ variants: approved });
    expect((await client.publish.list()).every((publication) => !publication.confirmed && publication.state === 'requested')).toBe(true);

    // The app ends and starts again, still offline.
    await closeCore(core);
    core = await coreOn(null, { dataDir, requestEmbedded });
    ({ client } = core);
    expect((await client.sync.status()).connection).toBe('offline-by-choice');
    expect(plainText((await client.variants.get({ id: returned })).content.blocks)).toBe('facebook: the city of communication, from Monday');
    expect(await postsOf(backend, 'x')).toEqual([]);

    // Online: everything goes out once.
    await client.sync.setOnline({ online: true });
    const byHand = approved.filter((id) => [variants.get('kakaostory ko'), variants.get('kakaostory en')].includes(id));
    await expect.poll(async () => {
      core.running.sync.now();
      return (await client.publish.list()).map((publication) => publication.state).toSorted().join();
    }, { timeout: 60_000, interval: 200 }).toBe([...Array<string>(byHand.length).fill('by-hand'), ...Array<string>(approved.length - byHand.length).fill('confirmed')].toSorted().join());

    for (const channel of CHANNELS.filter((each) => each !== 'kakaostory')) {
      const heads = await Promise.all(approved.map((id) => client.variants.get({ id })));
      const expected = heads.filter((detail) => detail.row.account.channel === channel).map((detail) => canonicalJson(payloadOf(detail.head?.content ?? detail.content)));
      expect([channel, (await postsOf(backend, channel)).toSorted()]).toEqual([channel, expected.toSorted()]);
    }
    expect((await postsOf(backend, 'x')).join()).not.toContain('edited after');

    // By hand: handed over, posted, its address brought back.
    for (const publication of (await client.publish.list()).filter(({ state }) => state === 'by-hand')) {
      const handed = await client.publish.handOver({ publication: publication.id });
      expect(handed.text).toMatch(/^kakaostory: /);
      // With the backend that comes with the app, its practice page is where to post.
      expect(handed.openUrl).toBe(`${backend.url}/sandbox/${accountFor('kakaostory')}`);
      await client.publish.act({ publication: publication.id, action: 'posted-by-hand', url: 'https://story.kakao.com/hanbitcity/1' });
    }
    await settled(core);
    await expect.poll(async () => {
      core.running.sync.now();
      return Promise.all(approved.map((id) => statusOf(client, id)));
    }, { timeout: 30_000, interval: 200 }).toEqual(approved.map(() => 'published'));
    expect(await statusOf(client, edited)).toBe('draft');
    expect((await client.sync.items()).filter((item) => item.group !== 'done')).toEqual([]);
    expect((await client.variants.get({ id: variants.get('kakaostory ko') ?? '' })).row.publishedUrl).toBe('https://story.kakao.com/hanbitcity/1');
  });
});

describe('people working apart', () => {
  async function two(): Promise<{ a: TestCore; b: TestCore; variant: string }> {
    const backend = await freshBackend();
    const a = await coreOn(backend);
    const { variant } = await storyWith(a.client, '예산을 확정했습니다.\n자세한 내용은 누리집을 보세요.', 'facebook');
    await a.client.variants.checkpoint({ id: variant, name: '' });
    await settled(a);
    const b = await coreOn(backend);
    await settled(b);
    return { a, b, variant };
  }

  /** Each writes without a connection; then the first comes back, and after it the second, who finds what the first wrote. */
  async function writeApart(variant: string, ...texts: readonly (readonly [core: TestCore, text: string])[]): Promise<void> {
    for (const [core, text] of texts) {
      await core.client.sync.setOnline({ online: false });
      await write(core.client, variant, text);
      await core.client.variants.checkpoint({ id: variant, name: '' });
    }
    for (const [core] of texts) {
      await core.client.sync.setOnline({ online: true });
      await settled(core);
    }
  }

  it('who changed the same words choose: nobody’s text is mixed, and both stay', async () => {
    const { a, b, variant } = await two();
    await writeApart(variant, [a, '재정을 확정했습니다.\n자세한 내용은 누리집을 보세요.'], [b, '세금을 확정했습니다.\n자세한 내용은 누리집을 보세요.']);
    const detail = await b.client.variants.get({ id: variant });
    expect([detail.row.status.conflict, detail.row.sync, plainText(detail.content.blocks).split('\n')[0]]).toEqual([true, 'needs-you', '세금을 확정했습니다.']);
    expect((await b.client.sync.items()).filter((item) => item.kind === 'conflict')).toMatchObject([{ id: variant, group: 'problem' }]);
    expect(await codeOf(b.client.review.submit({ variants: [variant], note: '' }))).toBe('conflict');
    await b.client.variants.resolve({ id: variant, keep: 'theirs' });
    expect(plainText((await b.client.variants.get({ id: variant })).content.blocks).split('\n')[0]).toBe('재정을 확정했습니다.');
    await settled(b);
    await settled(a);
    for (const core of [a, b]) {
      const after = await core.client.variants.get({ id: variant });
      expect([after.row.status.conflict, plainText(after.content.blocks).split('\n')[0]]).toEqual([false, '재정을 확정했습니다.']);
      expect((await core.client.variants.history({ id: variant })).some((revision) => plainText(revision.content.blocks).startsWith('세금을'))).toBe(true);
    }
    expect(await codeOf(a.client.variants.resolve({ id: variant, keep: 'mine' }))).toBe('conflict');
  });

  it('choose place by place: mine, theirs, both or words of their own; what merged by itself is there too', async () => {
    const { a, b, variant } = await two();
    const first = ['하나를 정했습니다.', '둘째 문단입니다.', '셋을 정했습니다.', '넷째 문단입니다.', '다섯을 정했습니다.', '여섯째 문단입니다.'];
    await write(a.client, variant, first.join('\n'));
    await a.client.variants.checkpoint({ id: variant, name: '' });
    await settled(a);
    await settled(b);
    const changed = (word: string, own: number): string => first.map((line, index) => (index % 2 === 0 ? line.replace('정했', word) : index === own ? `${line} ${word}` : line)).join('\n');
    await writeApart(variant, [a, changed('바꿨', 1)], [b, changed('고쳤', 5)]);
    const asked = await b.client.variants.conflict({ id: variant });
    const merge = mergeContent(asked.base, asked.mine.content, asked.theirs.content);
    expect(merge.conflicts).toHaveLength(3);
    const heads = { id: variant, mine: asked.mine.id, theirs: asked.theirs.id };
    expect(await codeOf(b.client.variants.merge({ ...heads, choices: ['mine'] }))).toBe('bad-input');
    expect(await codeOf(b.client.variants.merge({ ...heads, mine: asked.theirs.id, choices: ['mine', 'mine', 'mine'] }))).toBe('conflict');
    await b.client.variants.merge({ ...heads, choices: ['theirs', 'both', { text: '다섯을 함께 정했습니다.' }] });
    const text = ['하나를 바꿨습니다.', '둘째 문단입니다. 바꿨', '셋을 고쳤습니다.', '셋을 바꿨습니다.', '넷째 문단입니다.', '다섯을 함께 정했습니다.', '여섯째 문단입니다. 고쳤'].join('\n');
    await settled(b);
    await settled(a);
    for (const core of [a, b]) {
      const after = await core.client.variants.get({ id: variant });
      expect([after.row.status.conflict, plainText(after.content.blocks)]).toEqual([false, text]);
      const texts = (await core.client.variants.history({ id: variant })).map((revision) => plainText(revision.content.blocks));
      expect(texts).toEqual(expect.arrayContaining([changed('바꿨', 1), changed('고쳤', 5)]));
    }
    expect(await codeOf(b.client.variants.conflict({ id: variant }))).toBe('conflict');
  });

  it('keep headings, bold, links and pictures of a place that they answer with words of their own', async () => {
    const backend = await freshBackend();
    const a = await coreOn(backend);
    const { variant } = await storyWith(a.client, '가을 축제', 'blog');
    const image: Block = { type: 'image', sha256: 'a'.repeat(64), alt: '축제 사진', children: [{ text: '' }] };
    const text = (word: string, bold: boolean): Blocks => [
      { type: 'heading-2', children: [{ text: `${word} 축제 ` }, { type: 'link', url: 'https://city.example/', children: [{ text: '누리집' }] }, { text: '' }] },
      image,
      { type: 'paragraph', children: bold ? [{ text: '저녁에', bold: true }, { text: ' 엽니다' }] : [{ text: `${word}밤에 엽니다` }] },
    ];
    const save = async ({ client }: TestCore, blocks: Blocks): Promise<void> => {
      await client.variants.save({ id: variant, draftVersion: (await client.variants.get({ id: variant })).draftVersion, patch: { blocks } });
      await client.variants.checkpoint({ id: variant, name: '' });
    };
    await save(a, [...text('가을', false).slice(0, 2), { type: 'paragraph', children: [{ text: '저녁에 엽니다' }] }]);
    await settled(a);
    const b = await coreOn(backend);
    await settled(b);
    for (const [core, blocks] of [[a, text('한빛', true)], [b, text('첫눈', false)]] as const) {
      await core.client.sync.setOnline({ online: false });
      await save(core, blocks);
    }
    for (const core of [a, b]) {
      await core.client.sync.setOnline({ online: true });
      await settled(core);
    }
    const asked = await b.client.variants.conflict({ id: variant });
    const { conflicts } = mergeContent(asked.base, asked.mine.content, asked.theirs.content);
    expect(conflicts.map(({ field }) => field)).toEqual(['blocks', 'blocks']);
    const heads = { id: variant, mine: asked.mine.id, theirs: asked.theirs.id };
    // Words alone would be a loss that nobody has said.
    expect(await codeOf(b.client.variants.merge({ ...heads, choices: [{ text: '축제' }, 'theirs'] }))).toBe('bad-input');
    expect(await codeOf(b.client.variants.merge({ ...heads, choices: ['mine', { text: '저녁에 엽니다' }] }))).toBe('bad-input');
    const [own] = text('한빛의 첫눈', true);
    await b.client.variants.merge({ ...heads, choices: [{ blocks: [own!] }, 'theirs'] });
    await settled(b);
    await settled(a);
    const [, , bold] = text('', true);
    for (const core of [a, b]) expect((await core.client.variants.get({ id: variant })).content.blocks).toEqual(normalizeBlocks([own!, image, bold!]));
  });

  it('never have a draft replaced that they are writing in; it is merged when it becomes a revision', async () => {
    const { a, b, variant } = await two();
    await b.client.sync.setOnline({ online: false });
    await write(b.client, variant, '예산을 확정했습니다.\n자세한 내용은 시청 누리집을 보세요.');
    await write(a.client, variant, '내년 예산을 확정했습니다.\n자세한 내용은 누리집을 보세요.');
    await a.client.variants.checkpoint({ id: variant, name: '' });
    await settled(a);
    await b.client.sync.setOnline({ online: true });
    await settled(b);
    await settled(a);
    for (const core of [a, b]) {
      expect(plainText((await core.client.variants.get({ id: variant })).content.blocks)).toBe('내년 예산을 확정했습니다.\n자세한 내용은 시청 누리집을 보세요.');
    }
  });
});

describe('a server restored from a backup', () => {
  it('gets back what it lost, and nothing is deleted here nor posted twice', async () => {
    const before = await freshBackend();
    const core = await coreOn(before);
    const { client } = core;
    const { variant } = await storyWith(client, '한 번만 나갈 글');
    await client.review.submit({ variants: [variant], note: '' });
    await decideAs(client, EDITOR, variant, 'approve');
    await client.publish.request({ variants: [variant] });
    await expect.poll(async () => {
      core.running.sync.now();
      return statusOf(client, variant);
    }, { timeout: 30_000, interval: 200 }).toBe('published');
    const entries = (running: RunningCore): unknown => running.core.db.read.all(`SELECT id, kind, state FROM entries WHERE kind NOT IN ('publication', 'publish-request') ORDER BY position`);
    const known = entries(core.running);

    const after = await freshBackend();
    core.running.sync.retarget({ url: after.url, token: TOKEN });
    await settled(core);
    expect(entries(core.running)).toEqual(known);
    const other = await coreOn(after);
    await settled(other);
    expect(plainText((await other.client.variants.get({ id: variant })).content.blocks)).toBe('한 번만 나갈 글');
    expect(await statusOf(other.client, variant)).toBe('approved');
    await after.work();
    expect(await postsOf(after, 'x')).toEqual([]);
    expect(await statusOf(client, variant)).toBe('published');
    expect((await client.sync.items()).filter((item) => item.group === 'problem')).toMatchObject([{ kind: 'publish-request', reason: 'epoch-changed', actions: ['retry', 'export', 'discard', 'open'] }]);
  });
});

describe('connecting to the server of another newsroom', () => {
  const other: Workspace = { ...SAMPLE_WORKSPACE, id: '018f4c00-0000-7000-8000-00000000ffff', name: { ko: '다른 시', en: 'Another City' }, demonstration: false };

  it('joins it from an empty one, in the seat that the token is for', async () => {
    const backend = await freshBackend(other, [EDITOR]);
    const core = await coreOn(backend, { samples: true });
    await settled(core);
    expect(await core.client.workspace.get()).toMatchObject({ workspace: { name: { en: 'Another City' } }, seat: EDITOR, roles: ['editor', 'publisher'] });
    expect((await core.client.stories.counts())['all']).toBe(0);
    expect(await codeOf(core.client.workspace.takeSeat({ member: WRITER }))).toBe('not-allowed');
    const { variant } = await storyWith(core.client, '새 편집국의 글');
    await core.client.variants.checkpoint({ id: variant, name: '' });
    await settled(core);
    expect((await core.client.variants.get({ id: variant })).row.sync).toBe('synced');
  });

  it('is refused where there are stories already, and touches none', async () => {
    const backend = await freshBackend(other);
    const core = await coreOn(null);
    const { story } = await storyWith(core.client, '여기서 쓴 글');
    core.running.sync.retarget({ url: backend.url, token: TOKEN });
    await expect.poll(() => core.running.sync.status()).toMatchObject({ connection: 'refused', error: 'other-newsroom' });
    expect((await core.client.workspace.get()).workspace.id).toBe(SAMPLE_WORKSPACE.id);
    expect((await core.client.stories.get({ id: story })).variants).toHaveLength(1);
  });
});
