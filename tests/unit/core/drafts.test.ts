import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/shared/document/plain-text.ts';
import { blocksFromText } from '../../../src/shared/document/plain-text.ts';
import { reviseShared } from '../../../src/main/core/sync/revise-shared.ts';
import type { CoreClient } from '../../support/core.ts';
import { accountFor, addVariant, closeCore, codeOf, countingIds, decideAs, EDITOR, refusalOf, storyWith, testCore, write } from '../../support/core.ts';

const NOBODY = countingIds(99)();

async function textOf(client: CoreClient, id: string): Promise<string> {
  return plainText((await client.variants.get({ id })).content.blocks);
}

describe('a draft', () => {
  it('is there after a restart as it was answered', async () => {
    const core = await testCore();
    const { variant } = await storyWith(core.client, '수도 계량기를 감싸 주세요.');
    const before = await core.client.variants.get({ id: variant });
    await closeCore(core);
    const again = await testCore({ dataDir: core.dataDir });
    const after = await again.client.variants.get({ id: variant });
    expect(after).toEqual(before);
  });

  it('refuses an edit of an older version of it, and keeps what is there', async () => {
    const { client } = await testCore();
    const { variant } = await storyWith(client, '첫째');
    const { draftVersion } = await client.variants.get({ id: variant });
    const saved = await client.variants.save({ id: variant, draftVersion, patch: { blocks: [...blocksFromText('둘째')] } });
    expect(saved.draftVersion).toBe(draftVersion + 1);
    expect(await refusalOf(client.variants.save({ id: variant, draftVersion, patch: { title: '늦음' } }))).toEqual({ code: 'stale-draft', detail: String(saved.draftVersion) });
    expect(await textOf(client, variant)).toBe('둘째');
  });

  it('keeps Hangul composed, and what is left out of a patch as it was', async () => {
    const { client } = await testCore();
    const { variant } = await storyWith(client, '한글'.normalize('NFD'));
    const { draftVersion, content } = await client.variants.get({ id: variant });
    expect(plainText(content.blocks)).toBe('한글');
    await client.variants.save({ id: variant, draftVersion, patch: { link: 'https://hanbit.example.com' } });
    const after = (await client.variants.get({ id: variant })).content;
    expect([plainText(after.blocks), after.link]).toEqual(['한글', 'https://hanbit.example.com']);
  });

  it('of a social channel has paragraphs only, of the blog more', async () => {
    const { client } = await testCore();
    const { story, variant } = await storyWith(client, 'x');
    const blog = await addVariant(client, story, 'y', 'blog');
    const blocks = [{ type: 'heading-2' as const, children: [{ text: '제목', bold: true as const }] }];
    for (const id of [variant, blog]) await client.variants.save({ id, draftVersion: (await client.variants.get({ id })).draftVersion, patch: { blocks } });
    expect((await client.variants.get({ id: variant })).content.blocks).toEqual([{ type: 'paragraph', children: [{ text: '제목' }] }]);
    expect((await client.variants.get({ id: blog })).content.blocks).toEqual(blocks);
  });

  it('that is too long is refused whole, never cut', async () => {
    const { client } = await testCore();
    const { variant } = await storyWith(client, '짧음');
    const { draftVersion } = await client.variants.get({ id: variant });
    const blocks = [{ type: 'paragraph' as const, children: [{ text: '가'.repeat(1_000_001) }] }];
    expect(await codeOf(client.variants.save({ id: variant, draftVersion, patch: { blocks } }))).toBe('too-large');
    expect(await textOf(client, variant)).toBe('짧음');
  });

  it('answers a save with its row: counted and checked', async () => {
    const { client } = await testCore();
    const { variant } = await storyWith(client, '가'.repeat(141));
    const { row } = await client.variants.get({ id: variant });
    expect(row).toMatchObject({ used: 282, limit: 280, problems: { errors: 1 }, linked: false, sync: 'local', status: { status: 'draft' } });
    await write(client, variant, '가'.repeat(140));
    expect((await client.variants.get({ id: variant })).row.problems.errors).toBe(0);
  });
});

describe('a linked variant', () => {
  async function linked(): Promise<{ client: CoreClient; story: string; x: string; blog: string }> {
    const { client } = await testCore();
    const { id: story } = await client.stories.create({ title: '강변공원 조명', brief: '', kind: 'administration', purpose: 'listening' });
    const { variants: [x = '', blog = ''] } = await client.variants.add({ story, targets: [{ account: accountFor('x'), language: 'ko' }, { account: accountFor('blog'), language: 'ko' }] });
    return { client, story, x, blog };
  }
  async function setCommon(client: CoreClient, story: string, text: string): Promise<void> {
    const { draftVersion } = await client.stories.get({ id: story });
    await client.stories.save({ id: story, draftVersion, patch: { common: { ko: [{ type: 'bulleted-item', children: [{ text }] }] } } });
  }

  it('follows the common text until its words are first changed', async () => {
    const { client, story, x, blog } = await linked();
    await setCommon(client, story, '의견을 들려주세요.');
    expect([await textOf(client, x), (await client.variants.get({ id: blog })).content.blocks[0]?.type]).toEqual(['• 의견을 들려주세요.', 'bulleted-item']);
    await write(client, x, '의견을 들려주세요! #한빛시');
    await setCommon(client, story, '12월 11일까지 들려주세요.');
    expect([await textOf(client, x), await textOf(client, blog)]).toEqual(['의견을 들려주세요! #한빛시', '• 12월 11일까지 들려주세요.']);
    expect((await client.variants.get({ id: x })).row.linked).toBe(false);
  });

  it('stays linked when a save leaves its words as they are', async () => {
    const { client, story, x } = await linked();
    await setCommon(client, story, '그대로');
    const { draftVersion, content } = await client.variants.get({ id: x });
    const { row } = await client.variants.save({ id: x, draftVersion, patch: { blocks: content.blocks, link: 'https://hanbit.example.com' } });
    expect(row.linked).toBe(true);
  });

  it('that was parted follows again when asked, and its own words stay in its history', async () => {
    const { client, story, x } = await linked();
    await setCommon(client, story, '공통 글');
    await write(client, x, '내 글');
    await client.variants.relink({ id: x });
    expect(await textOf(client, x)).toBe('• 공통 글');
    expect((await client.variants.history({ id: x })).map((revision) => plainText(revision.content.blocks))).toEqual(['내 글']);
    await setCommon(client, story, '새 공통 글');
    expect(await textOf(client, x)).toBe('• 새 공통 글');
  });

  it('is added once for an account and a language', async () => {
    const { client, story, x } = await linked();
    expect(await client.variants.add({ story, targets: [{ account: accountFor('x'), language: 'ko' }] })).toEqual({ variants: [x] });
    expect(await codeOf(client.variants.add({ story, targets: [{ account: NOBODY, language: 'ko' }] }))).toBe('not-found');
    expect((await client.stories.get({ id: story })).variants).toHaveLength(2);
  });
});

describe('history', () => {
  it('keeps a name that is given to what is a revision already, unless it is in review', async () => {
    const { client } = await testCore();
    const { variant } = await storyWith(client, '하나');
    const unnamed = await client.variants.checkpoint({ id: variant, name: '' });
    const named = await client.variants.checkpoint({ id: variant, name: '첫 안' });
    expect(named.made).toBe(true);
    const [newest] = await client.variants.history({ id: variant });
    expect(newest).toMatchObject({ id: named.revision, parents: [unnamed.revision], name: '첫 안' });
    await write(client, variant, '둘');
    const next = await client.variants.checkpoint({ id: variant, name: '' });
    await client.review.submit({ variants: [variant], note: '' });
    expect(await client.variants.checkpoint({ id: variant, name: '보낸 것' })).toEqual({ revision: next.revision, made: false });
  });

  it('grows by named checkpoints that change something', async () => {
    const { client } = await testCore();
    const { variant } = await storyWith(client, '하나');
    const first = await client.variants.checkpoint({ id: variant, name: '처음' });
    expect(await client.variants.checkpoint({ id: variant, name: '또' })).toEqual({ revision: first.revision, made: false });
    await write(client, variant, '둘');
    const second = await client.variants.checkpoint({ id: variant, name: '' });
    const history = await client.variants.history({ id: variant });
    expect(history.map(({ id, parents, name, confirmed }) => ({ id, parents, name, confirmed }))).toEqual([
      { id: second.revision, parents: [first.revision], name: '', confirmed: false },
      { id: first.revision, parents: [], name: '처음', confirmed: false },
    ]);
  });

  it('brings an older text back, and keeps the one before it', async () => {
    const { client } = await testCore();
    const { variant } = await storyWith(client, '예전 글');
    const { revision } = await client.variants.checkpoint({ id: variant, name: '' });
    await write(client, variant, '새 글');
    await client.variants.restore({ id: variant, revision });
    expect(await textOf(client, variant)).toBe('예전 글');
    expect((await client.variants.history({ id: variant })).map((each) => plainText(each.content.blocks))).toEqual(['새 글', '예전 글']);
    const other = await storyWith(client, '다른 글');
    expect(await codeOf(client.variants.restore({ id: other.variant, revision }))).toBe('unknown-revision');
    expect(await codeOf(client.variants.restore({ id: variant, revision: NOBODY }))).toBe('unknown-revision');
  });
});

describe('a story', () => {
  it('saves its own fields by version', async () => {
    const { client } = await testCore();
    const { story } = await storyWith(client, 'x');
    const { draftVersion } = await client.stories.get({ id: story });
    await client.stories.save({ id: story, draftVersion, patch: { title: '새 제목', labels: ['생활'], due: '2026-12-01T00:00:00.000Z' } });
    expect((await client.stories.get({ id: story })).row).toMatchObject({ title: '새 제목', labels: ['생활'], due: '2026-12-01T00:00:00.000Z', kind: 'administration' });
    expect(await codeOf(client.stories.save({ id: story, draftVersion, patch: { title: '늦음' } }))).toBe('stale-draft');
  });

  it('is copied with its texts as new drafts', async () => {
    const { client } = await testCore();
    const { story, variant } = await storyWith(client, '원래 글');
    await client.variants.checkpoint({ id: variant, name: '' });
    const copy = await client.stories.get({ id: (await client.stories.duplicate({ id: story })).id });
    expect([copy.row.title, copy.variants.length, copy.variants[0]?.status.head]).toEqual(['겨울철 수도 동파 예방 (사본)', 1, null]);
    const id = copy.variants[0]?.id ?? '';
    expect(await textOf(client, id)).toBe('원래 글');
    await write(client, id, '고친 글');
    expect(await textOf(client, variant)).toBe('원래 글');
  });

  it('that is archived cannot be changed, and comes back', async () => {
    const { client } = await testCore();
    const { story, variant } = await storyWith(client, 'x');
    const { draftVersion } = await client.variants.get({ id: variant });
    await client.stories.archive({ id: story, archived: true });
    const changes: readonly (() => Promise<unknown>)[] = [
      () => client.variants.save({ id: variant, draftVersion, patch: { title: 't' } }),
      () => client.variants.add({ story, targets: [{ account: accountFor('facebook'), language: 'ko' }] }),
      () => client.variants.relink({ id: variant }),
      () => client.variants.checkpoint({ id: variant, name: '' }),
      () => client.review.submit({ variants: [variant], note: '' }),
      () => client.publish.request({ variants: [variant] }),
      () => client.stories.save({ id: story, draftVersion: 1, patch: { title: 't' } }),
    ];
    for (const change of changes) expect(await codeOf(change())).toBe('archived');
    await client.stories.archive({ id: story, archived: false });
    expect(await codeOf(client.variants.save({ id: variant, draftVersion, patch: { title: 't' } }))).toMatch(/^answered/);
  });

  it('a variant that is archived is out of the lists and stays with its story', async () => {
    const { client } = await testCore();
    const { story, variant } = await storyWith(client, 'x');
    await client.variants.checkpoint({ id: variant, name: '' });
    await client.variants.archive({ id: variant, archived: true });
    const detail = await client.stories.get({ id: story });
    expect([detail.row.variants.length, detail.variants[0]?.status.status]).toEqual([0, 'archived']);
    expect(await codeOf(client.variants.checkpoint({ id: variant, name: '' }))).toBe('archived');
    const again = await client.variants.add({ story, targets: [{ account: accountFor('x'), language: 'ko' }] });
    expect(again.variants).not.toEqual([variant]);
    await client.variants.archive({ id: variant, archived: false });
    expect((await client.variants.get({ id: variant })).row.status.status).toBe('draft');
  });
});

describe('what does not exist', () => {
  it('is refused as not found by every procedure', async () => {
    const { client } = await testCore();
    const { story, variant } = await storyWith(client, 'x');
    const { revision } = await client.variants.checkpoint({ id: variant, name: '' });
    const id = NOBODY;
    const calls: Readonly<Record<string, () => Promise<unknown>>> = {
      'stories.get': () => client.stories.get({ id }),
      'stories.save': () => client.stories.save({ id, draftVersion: 1, patch: {} }),
      'stories.duplicate': () => client.stories.duplicate({ id }),
      'stories.archive': () => client.stories.archive({ id, archived: true }),
      'variants.add': () => client.variants.add({ story: id, targets: [{ account: accountFor('x'), language: 'ko' }] }),
      'variants.get': () => client.variants.get({ id }),
      'variants.save': () => client.variants.save({ id, draftVersion: 1, patch: {} }),
      'variants.relink': () => client.variants.relink({ id }),
      'variants.archive': () => client.variants.archive({ id, archived: true }),
      'variants.checkpoint': () => client.variants.checkpoint({ id, name: '' }),
      'variants.history': () => client.variants.history({ id }),
      'variants.restore': () => client.variants.restore({ id, revision }),
      'variants.resolve': () => client.variants.resolve({ id, keep: 'mine' }),
      'media.get': () => client.media.get({ sha256: '0'.repeat(64) }),
      'review.submit': () => client.review.submit({ variants: [id], note: '' }),
      'review.decide': () => client.review.decide({ decisions: [{ variant: id, revision, contentHash: '0'.repeat(64), verdict: 'approve', reason: '' }] }),
      'review.reason': () => client.review.reason({ variant: id }),
      'review.comment': () => client.review.comment({ variant: id, revision, anchor: null, replyTo: null, text: 'x' }),
      'review.comment reply': () => client.review.comment({ variant, revision, anchor: null, replyTo: id, text: 'x' }),
      'review.resolveComment': () => client.review.resolveComment({ comment: id, resolved: true }),
      'translate.get': () => client.translate.get({ source: id, target: variant }),
      'translate.save': () => client.translate.save({ source: variant, target: id, index: 0, text: '', confirm: false, draftVersion: 1 }),
      'translate.dropOrphans': () => client.translate.dropOrphans({ source: variant, target: id }),
      'publish.request': () => client.publish.request({ variants: [id] }),
      'publish.act': () => client.publish.act({ publication: id, action: 'cancel', url: '' }),
      'publish.handOver': () => client.publish.handOver({ publication: id }),
      'publish.amendOffer': () => client.publish.amendOffer({ variant: id }),
      'publish.amend': () => client.publish.amend({ publication: id, way: 'remove', reason: 'x', note: { ko: 'x', en: '' } }),
      'publish.decideAmendment': () => client.publish.decideAmendment({ amendment: id, asked: '0'.repeat(64), verdict: 'approve', reason: '' }),
      'sync.retry': () => client.sync.retry({ item: id }),
      'sync.exportItem': () => client.sync.exportItem({ item: id }),
      'sync.discard': () => client.sync.discard({ item: id }),
      'workspace.takeSeat': () => client.workspace.takeSeat({ member: id }),
    };
    for (const [name, call] of Object.entries(calls)) expect([name, await codeOf(call())]).toEqual([name, 'not-found']);
    expect(await codeOf(client.review.revision({ id }))).toBe('unknown-revision');
    expect(story).not.toBe(id);
  });
});

describe('an edit after an approval', () => {
  it('voids it visibly and calls off the request to publish that has not left', async () => {
    const { client, running } = await testCore();
    const { variant } = await storyWith(client, '승인할 글');
    await client.review.submit({ variants: [variant], note: '' });
    await decideAs(client, EDITOR, variant, 'approve');
    const { publications: [publication = ''] } = await client.publish.request({ variants: [variant] });
    expect((await client.variants.get({ id: variant })).row.status.waitingForServer).toEqual({ decision: 'approve', publishRequest: true });
    await write(client, variant, '고친 글');
    const detail = await client.variants.get({ id: variant });
    expect(detail.row.status).toMatchObject({ status: 'draft', waitingForServer: { publishRequest: false } });
    expect((await client.publish.list()).map(({ id, state, reason, confirmed }) => ({ id, state, reason, confirmed }))).toEqual([{ id: publication, state: 'cancelled', reason: 'withdrawn', confirmed: false }]);
    expect(running.core.db.read.all(`SELECT state FROM entries WHERE kind = 'publish-request'`)).toEqual([{ state: 'withdrawn' }]);
  });
});

describe('a draft whose text has changed by a bit on the disk', () => {
  async function damaged() {
    const core = await testCore();
    const { story, variant } = await storyWith(core.client, '시장이 3월 5일에 엽니다');
    await core.client.review.submit({ variants: [variant], note: '' });
    await write(core.client, variant, '시장이 3월 6일에 엽니다');
    const other = await addVariant(core.client, story, '온전한 글입니다', 'blog');
    core.running.core.db.write((tx) => tx.run(`UPDATE variants SET content = replace(content, '6일', '9일') WHERE id = ?`, variant));
    return { ...core, story, variant, other };
  }

  it('is never shown nor written over; its story and the other drafts go on', async () => {
    const { client, story, variant, other } = await damaged();
    expect(await codeOf(client.variants.get({ id: variant }))).toBe('content-damaged');
    expect(await codeOf(client.variants.save({ id: variant, draftVersion: 3, patch: { blocks: [] } }))).toBe('content-damaged');
    expect(await codeOf(client.review.submit({ variants: [variant], note: '' }))).toBe('content-damaged');
    await write(client, other, '온전한 글을 고칩니다');
    const { draftVersion } = await client.stories.get({ id: story });
    await client.stories.save({ id: story, draftVersion, patch: { title: '새 제목' } });
    expect((await client.stories.get({ id: story })).row.title).toBe('새 제목');
  });

  it('comes back from its history', async () => {
    const { client, variant } = await damaged();
    const [revision] = await client.variants.history({ id: variant });
    await client.variants.restore({ id: variant, revision: revision?.id ?? '' });
    expect(plainText((await client.variants.get({ id: variant })).content.blocks)).toBe('시장이 3월 5일에 엽니다');
  });

  it('of a story is refused in the same way', async () => {
    const { client, running, story } = await damaged();
    running.core.db.write((tx) => tx.run(`UPDATE stories SET content = replace(content, '겨울철', '가을철') WHERE id = ?`, story));
    expect(await codeOf(client.stories.get({ id: story }))).toBe('content-damaged');
  });

  it('keeps nothing else from being sent', async () => {
    const { client, running, variant, other } = await damaged();
    await client.variants.checkpoint({ id: other, name: '' });
    await write(client, other, '보낼 글입니다');
    reviseShared(running.core);
    expect(running.core.db.read.get('SELECT dirty FROM variants WHERE id = ?', other)).toEqual({ dirty: 0 });
    expect(running.core.db.read.get('SELECT dirty FROM variants WHERE id = ?', variant)).toEqual({ dirty: 1 });
  });
});
