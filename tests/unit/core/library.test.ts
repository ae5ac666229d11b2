import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rebuildReadModels } from '../../../src/main/core/read-models/rebuild.ts';
import { indexDirty } from '../../../src/main/core/search/index-stories.ts';
import { insertStoryDraft } from '../../../src/main/core/stories/stories.ts';
import { setMeta } from '../../../src/main/core/workspace/state.ts';
import { EMPTY_BLOCKS } from '../../../src/shared/document/blocks.ts';
import { choseongOf, isChoseong } from '../../../src/shared/language/hangul.ts';
import { foldText } from '../../../src/shared/language/search-tokens.ts';
import type { CoreClient, TestCore } from '../../support/core.ts';
import { accountFor, addVariant, closeCore, codeOf, decideAs, EDITOR, storyWith, TRANSLATOR, testCore, write, WRITER } from '../../support/core.ts';

type Query = Parameters<CoreClient['stories']['list']>[0];
const EVERYTHING: Query = { list: 'all', text: '', status: null, channel: null, sort: 'updated', cursor: null, limit: 200 };

async function titles(client: CoreClient, query: Partial<Query> = {}): Promise<string[]> {
  return (await client.stories.list({ ...EVERYTHING, ...query })).items.map((item) => item.title);
}

/** Many stories in one transaction. */
function fill(core: TestCore, stories: readonly { readonly title: string; readonly brief: string; readonly due?: string }[]): void {
  const { core: inner } = core.running;
  inner.write((unit) => {
    for (const { title, brief, due } of stories) {
      const id = inner.newId();
      insertStoryDraft(inner, unit, id, {
        schema: 1, workspace: inner.state().workspace.id, story: id, title, brief, kind: 'administration', purpose: 'information', labels: [], due: due ?? null, common: { ko: EMPTY_BLOCKS, en: EMPTY_BLOCKS },
      }, false);
    }
  });
}

describe('the library', () => {
  it('shows the latest first, and each by title and by due date', async () => {
    const core = await testCore();
    fill(core, [
      { title: '다 축제', brief: '', due: '2026-12-01T00:00:00.000Z' },
      { title: '가 안내', brief: '' },
      { title: '나 공지', brief: '', due: '2026-11-30T00:00:00.000Z' },
    ]);
    expect(await titles(core.client)).toEqual(['나 공지', '가 안내', '다 축제']);
    expect(await titles(core.client, { sort: 'title' })).toEqual(['가 안내', '나 공지', '다 축제']);
    expect(await titles(core.client, { sort: 'due' })).toEqual(['나 공지', '다 축제', '가 안내']);
  });

  it.each(['updated', 'title', 'due'] as const)('gives every story once over pages sorted by %s', async (sort) => {
    const core = await testCore();
    const many = Array.from({ length: 57 }, (_, index) => ({ title: `소식 ${index % 7}`, brief: '', ...(index % 3 === 0 ? {} : { due: `2026-12-${String((index % 5) + 1).padStart(2, '0')}T00:00:00.000Z` }) }));
    fill(core, many);
    const whole = (await core.client.stories.list({ ...EVERYTHING, sort })).items.map((item) => item.id);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<CoreClient['stories']['list']>> = await core.client.stories.list({ ...EVERYTHING, sort, cursor, limit: 10 });
      paged.push(...page.items.map((item) => item.id));
      expect(page.total).toBe(57);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(57);
  });

  it('refuses a cursor that is none', async () => {
    const { client } = await testCore();
    for (const cursor of ['x', '{}', '["a"]', '[1,2]']) expect(await codeOf(client.stories.list({ ...EVERYTHING, cursor }))).toBe('bad-input');
  });

  it('counts without counting: the kept numbers are those of the lists', async () => {
    const core = await testCore();
    const { client } = core;
    const one = await storyWith(client, '검토할 글');
    await client.review.submit({ variants: [one.variant], note: '' });
    const two = await storyWith(client, '고칠 글');
    await client.review.submit({ variants: [two.variant], note: '' });
    const three = await storyWith(client, '번역할 글', 'facebook');
    await client.variants.add({ story: three.story, targets: [{ account: accountFor('facebook'), language: 'en' }] });
    const four = await storyWith(client, '보관할 글');
    await decideAs(client, EDITOR, two.variant, 'request-changes', '날짜를 확인해 주세요.');
    // The decision waits for the server; as a sample it would be recorded.
    await client.stories.archive({ id: four.story, archived: true });
    const counts = await client.stories.counts();
    for (const list of ['all', 'mine', 'to-review', 'changes-requested', 'needs-translation', 'archived'] as const) {
      const page = await client.stories.list({ ...EVERYTHING, list });
      expect([list, counts[list], page.total]).toEqual([list, page.items.length, page.items.length]);
    }
    expect(counts).toMatchObject({ all: 3, mine: 0, 'to-review': 2, 'needs-translation': 1, archived: 1 });
    await client.workspace.takeSeat({ member: WRITER });
    expect((await client.stories.counts())['mine']).toBe(3);
  });

  it('filters by the status of a variant, its channel, and both of the same one', async () => {
    const { client } = await testCore();
    const one = await storyWith(client, '엑스에서 검토', 'x');
    await addVariant(client, one.story, '페이스북 초안', 'facebook');
    await client.review.submit({ variants: [one.variant], note: '' });
    const ids = async (query: Partial<Query>): Promise<string[]> => (await client.stories.list({ ...EVERYTHING, ...query })).items.map((item) => item.id);
    expect(await ids({ status: 'in-review' })).toEqual([one.story]);
    expect(await ids({ channel: 'facebook' })).toEqual([one.story]);
    expect(await ids({ status: 'in-review', channel: 'x' })).toEqual([one.story]);
    expect(await ids({ status: 'in-review', channel: 'facebook' })).toEqual([]);
    expect(await ids({ channel: 'blog' })).toEqual([]);
  });
});

describe('search', () => {
  it('finds a word inside of a word, one syllable, initials, both languages, and what a variant says', async () => {
    const core = await testCore();
    fill(core, [{ title: '광화문광장 재개장', brief: 'The square reopens on Saturday.' }, { title: '청년 월세 지원', brief: '' }]);
    const { story, variant } = await storyWith(core.client, '따릉이 반납 구역이 바뀝니다 😀');
    expect(await titles(core.client, { text: '문광' })).toEqual(['광화문광장 재개장']);
    expect(await titles(core.client, { text: '월' })).toEqual(['청년 월세 지원']);
    expect(await titles(core.client, { text: 'ㅊㄴㅇㅅ' })).toEqual([]);
    expect(await titles(core.client, { text: 'ㅊㄴ' })).toEqual(['청년 월세 지원']);
    expect(await titles(core.client, { text: 'REOPENS satur' })).toEqual(['광화문광장 재개장']);
    expect(await titles(core.client, { text: '😀' })).toHaveLength(1);
    expect((await core.client.stories.list({ ...EVERYTHING, text: '따릉' })).items.map((item) => item.id)).toEqual([story]);
    await write(core.client, variant, '한빛자전거 반납 구역이 바뀝니다');
    expect(await titles(core.client, { text: '따릉' })).toEqual([]);
    expect(await titles(core.client, { text: '한빛자전거' })).toHaveLength(1);
  });

  it('finds exactly what holds every word, in random Korean, and never fails', async () => {
    const core = await testCore();
    const random = seeded(7);
    const syllables = ['시', '민', '수', '도', '동', '파', '축', '제', '교', '통', '청', '년', '월', '세', '지', '원', '광', '장', 'bus', 'A', '120', '#', ' ', ' ', '\n', '.', '-', 'é'];
    const text = (length: number): string => Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)]).join('');
    const stories = Array.from({ length: 300 }, () => ({ title: text(6), brief: text(60) }));
    fill(core, stories);
    while (indexDirty(core.running.core.db));
    const queries = [...Array.from({ length: 250 }, () => text(1 + Math.floor(random() * 4))), 'ㅅㅁ', 'ㅊ', '"', 'C++', 'NEAR(', 'AND', '-x', '50%', "' OR 1=1--", '가*', '\u0000', '수도 동파'];
    let found = 0;
    for (const query of queries) {
      const needles = foldText(query).split(' ').filter((needle) => needle !== '');
      const expected = stories.filter(({ title, brief }) =>
        needles.every((needle) => foldText(`${title}\n${brief}`).includes(needle) || (isChoseong(needle) && choseongOf(foldText(title)).includes(needle))),
      );
      const page = await core.client.stories.list({ ...EVERYTHING, text: query });
      expect([query, page.total]).toEqual([query, expected.length]);
      if (expected.length <= 200) expect(page.items.map((item) => item.title).toSorted()).toEqual(expected.map(({ title }) => title).toSorted());
      found += expected.length;
    }
    expect(found).toBeGreaterThan(1_000);
  });

  it('answers any text', async () => {
    const core = await testCore();
    fill(core, [{ title: '수도 동파', brief: '' }]);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        expect((await core.client.stories.list({ ...EVERYTHING, text })).total).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it('walks a list in its own order where a word is common, and finds the same', async () => {
    const core = await testCore();
    fill(core, Array.from({ length: 2_300 }, (_, index) => ({ title: `시민 안내 ${index}`, brief: index % 100 === 0 ? '특별한 동파 소식' : '' })));
    while (indexDirty(core.running.core.db, 1_000));
    const common = await core.client.stories.list({ ...EVERYTHING, text: '시민', limit: 50 });
    expect([common.items.length, common.total, common.items[0]?.title]).toEqual([50, 1_000, '시민 안내 2299']);
    const next = await core.client.stories.list({ ...EVERYTHING, text: '시민', limit: 50, cursor: common.nextCursor });
    expect(next.items[0]?.title).toBe('시민 안내 2249');
    const rare = await core.client.stories.list({ ...EVERYTHING, text: '시민 동파' });
    expect([rare.items.length, rare.total]).toEqual([23, 23]);
  });
});

/** The rows of every derived table, but for row numbers. */
function derived(core: TestCore): unknown {
  const { read } = core.running.core.db;
  return {
    stories: read.all('SELECT id, title, title_key, excerpt, kind, purpose, labels, due, due_key, updated_at, author, archived, sample, sync, variants, pairs, flags FROM story_list ORDER BY id'),
    variants: read.all('SELECT * FROM variant_rows ORDER BY id'),
    comments: read.all('SELECT * FROM comments ORDER BY id'),
    publications: read.all('SELECT * FROM publications ORDER BY id'),
    counters: read.all('SELECT * FROM counters WHERE n <> 0 ORDER BY name'),
  };
}

describe('what is derived', () => {
  it('is the same when it is derived again from the drafts and the log', async () => {
    const core = await testCore({ samples: true });
    const { client } = core;
    const { story, variant } = await storyWith(client, '억새 축제 교통 통제 안내입니다.');
    await addVariant(client, story, '셔틀버스를 이용해 주세요.', 'kakaostory');
    await client.review.submit({ variants: [variant], note: '부탁드립니다.' });
    const { head } = await client.variants.get({ id: variant });
    const comment = await client.review.comment({ variant, revision: head?.id ?? '', anchor: { start: 0, end: 2, quote: '억새' }, replyTo: null, text: '정식 이름인가요?' });
    await client.review.resolveComment({ comment: comment.id, resolved: true });
    await decideAs(client, EDITOR, variant, 'approve');
    await client.publish.request({ variants: [variant] });
    await write(client, variant, '억새 축제 교통 통제 안내 (변경)');
    const gone = await storyWith(client, '보관');
    await client.stories.archive({ id: gone.story, archived: true });
    const before = derived(core);
    const search = async (): Promise<readonly string[]> => titles(client, { text: '억새' });
    const found = await search();
    rebuildReadModels(core.running.core);
    expect(derived(core)).toEqual(before);
    expect(await search()).toEqual(found);
    expect(found.length).toBeGreaterThan(0);
  });
});

describe('the sample newsroom', () => {
  it('has a translation whose source was edited after it, for a translator to begin with', async () => {
    const { client } = await testCore({ samples: true });
    const { items } = await client.stories.list({ list: 'needs-translation', text: '', status: null, channel: null, sort: 'updated', cursor: null, limit: 10 });
    expect(items.map(({ title }) => title)).toEqual(['공공자전거 반납 구역 변경']);
    const [ko, en] = ['ko', 'en'].map((language) => items[0]!.variants.find((variant) => variant.language === language)!.id);
    const { segments } = await client.translate.get({ source: ko!, target: en! });
    expect(segments.filter(({ state }) => state === 'source-changed').map(({ source, previousSource }) => [source.includes('3곳'), previousSource?.includes('2곳')])).toEqual([[true, true]]);
  });

  it('has six stories, one for each status, each marked, and comes once', async () => {
    const core = await testCore({ samples: true });
    const { client } = core;
    const { items } = await client.stories.list(EVERYTHING);
    expect([items.length, items.every((item) => item.sample)]).toEqual([6, true]);
    const statuses = new Set(items.flatMap((item) => item.variants.map((variant) => variant.status)));
    expect([...statuses].toSorted()).toEqual(['approved', 'changes-requested', 'draft', 'in-review', 'published']);
    expect(items.some((item) => item.variants.some((variant) => variant.approvalVoided))).toBe(true);
    expect(core.running.sync.status()).toMatchObject({ waiting: 0, problems: 0, byHand: 0, connection: 'idle' });
    await closeCore(core);
    const again = await testCore({ samples: true, dataDir: core.dataDir });
    expect((await again.client.stories.list(EVERYTHING)).total).toBe(6);
  });

  it('keeps a few things for inserting, which go with it; what somebody has set since stays', async () => {
    const core = await testCore({ samples: true });
    const { client } = core;
    const names = async () => (await client.settings.list({ collection: 'handle' })).map(({ key }) => key);
    expect(await names()).toEqual(expect.arrayContaining(['한빛시', '청년정책과']));
    const own = { kind: 'department' as const, en: 'Youth', handles: { x: '@youth' } };
    await client.settings.put({ collection: 'handle', key: '청년정책과', value: own });
    expect(core.running.sync.status().waiting).toBe(1);
    rebuildReadModels(core.running.core);
    expect((await client.settings.list({ collection: 'handle' })).find(({ key }) => key === '청년정책과')?.value).toEqual(own);
    await client.stories.removeSamples();
    expect(await names()).toEqual(['청년정책과']);
    for (const collection of ['hashtag-group', 'template', 'closing-line'] as const) expect(await client.settings.list({ collection })).toEqual([]);
  });

  it('is made whole after a kill in the middle of it', async () => {
    const core = await testCore({ samples: true });
    core.running.core.write((unit) => {
      setMeta(unit, 'samples', 'making');
      unit.run(`DELETE FROM stories WHERE id IN (SELECT id FROM stories LIMIT 2)`);
    });
    await closeCore(core);
    const again = await testCore({ samples: true, dataDir: core.dataDir, device: 3 });
    expect((await again.client.stories.list(EVERYTHING)).total).toBe(6);
    expect((await again.client.stories.counts())['mine']).toBe(6);
  });

  it('lets one person see a review through, and never leaves the device', async () => {
    const { client, running } = await testCore({ samples: true });
    const [item] = await client.review.queue();
    const variant = item?.variants[0]?.id ?? '';
    await decideAs(client, EDITOR, variant, 'approve');
    expect((await client.variants.get({ id: variant })).row.status.status).toBe('approved');
    expect(await codeOf(client.publish.request({ variants: [variant] }))).toBe('not-allowed');
    expect(running.sync.status().waiting).toBe(0);
  });

  it('is removed in one step, with all that belonged to it, and stays away', async () => {
    const core = await testCore({ samples: true });
    const { client } = core;
    const own = await storyWith(client, '내 글');
    expect(await client.stories.removeSamples()).toEqual({ removed: 6 });
    expect((await client.stories.list(EVERYTHING)).items.map((item) => item.id)).toEqual([own.story]);
    expect(await client.stories.counts()).toMatchObject({ all: 1, mine: 1, 'to-review': 0 });
    const { read } = core.running.core.db;
    for (const table of ['stories', 'variants', 'variant_rows', 'story_list']) expect([table, read.get(`SELECT count(*) AS n FROM ${table}`)]).toEqual([table, { n: 1 }]);
    for (const table of ['entries', 'revisions', 'comments', 'publications']) expect([table, read.get(`SELECT count(*) AS n FROM ${table}`)]).toEqual([table, { n: 0 }]);
    await closeCore(core);
    const again = await testCore({ samples: true, dataDir: core.dataDir });
    expect((await again.client.stories.list(EVERYTHING)).total).toBe(1);
  });

  it('lets its seats be taken by one person, as a demonstration', async () => {
    const { client } = await testCore();
    expect((await client.workspace.get()).roles).toEqual(['writer']);
    expect((await client.workspace.takeSeat({ member: TRANSLATOR })).roles).toEqual(['translator', 'writer']);
    expect(await codeOf(client.workspace.takeSeat({ member: accountFor('x') }))).toBe('not-found');
  });
});

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
