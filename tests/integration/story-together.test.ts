import { afterEach, expect, it } from 'vitest';
import { blocksFromText, plainText } from '../../src/shared/document/plain-text.ts';
import { onEveryStore } from '../support/backend.ts';
import { EDITOR, type TestCore, WRITER } from '../support/core.ts';
import { closeServers, deskAt, serve, settled } from '../support/newsroom-servers.ts';

afterEach(closeServers);

onEveryStore('A story whose own fields two people change apart', (store) => {
  it('loses no word of either, says what was settled, and is the same everywhere', async () => {
    const backend = await serve({ store: store.fresh() });
    const [mine, theirs, third] = [await deskAt(backend, { device: 1 }), await deskAt(backend, { device: 2 }), await deskAt(backend, { device: 3 })];
    const { id } = await mine.client.stories.create({ title: '가뭄', brief: '물을 아껴 주세요.\n문의는 120입니다.', kind: 'administration', purpose: 'information' });
    const edit = async ({ client }: TestCore, patch: Parameters<TestCore['client']['stories']['save']>[0]['patch']): Promise<void> => {
      const { draftVersion } = await client.stories.get({ id });
      await client.stories.save({ id, draftVersion, patch });
    };
    // A story goes out with the first of its texts that is sent.
    const { variants } = await mine.client.variants.add({ story: id, targets: [{ account: (await mine.client.workspace.get()).workspace.accounts[0]?.id ?? '', language: 'ko' }] });
    await edit(mine, { common: { ko: [...blocksFromText('물을 아껴 주세요.')] } });
    await mine.client.review.submit({ variants, note: '' });
    await settled(mine);
    await settled(theirs);
    await theirs.client.workspace.takeSeat({ member: EDITOR });

    for (const desk of [mine, theirs]) await desk.client.sync.setOnline({ online: false });
    await edit(mine, { title: '가뭄 1단계', brief: '물을 하루 20리터 아껴 주세요.\n문의는 120입니다.', common: { ko: [...blocksFromText('물을 20리터 아껴 주세요.')] } });
    await edit(theirs, { title: '가뭄 주의', brief: '물을 셋 중 하나 아껴 주세요.\n문의는 120번입니다.', due: '2026-12-01T00:00:00.000Z', common: { ko: [...blocksFromText('물을 셋 중 하나 아껴 주세요.')] } });
    // Whose entries reach the server first is the earlier.
    for (const desk of [mine, theirs, mine, third]) {
      await desk.client.sync.setOnline({ online: true });
      await settled(desk);
    }

    const shown = await mine.client.stories.get({ id });
    expect(shown.content.brief.split('\n')).toEqual(['물을 하루 20리터 아껴 주세요.', '물을 셋 중 하나 아껴 주세요.', '문의는 120번입니다.']);
    expect(plainText(shown.content.common.ko)).toBe('물을 20리터 아껴 주세요.\n물을 셋 중 하나 아껴 주세요.');
    expect([shown.content.title, shown.content.due]).toEqual(['가뭄 주의', '2026-12-01T00:00:00.000Z']);
    expect(shown.settled?.fields.map(({ field }) => field).toSorted()).toEqual(['brief', 'common.ko', 'title']);
    expect(shown.settled?.fields.find(({ field }) => field === 'title')).toEqual({ field: 'title', earlier: { author: WRITER, value: '가뭄 1단계' }, later: { author: EDITOR, value: '가뭄 주의' } });
    for (const desk of [theirs, third]) {
      const there = await desk.client.stories.get({ id });
      expect([there.content, there.settled]).toEqual([shown.content, shown.settled]);
    }

    // Both are told, each of the other, and once.
    const told = async (desk: TestCore) => (await desk.client.notifications.list()).filter(({ kind }) => kind === 'story-settled').map(({ author, seen, text }) => ({ author, seen, text }));
    const about = (author: string) => [{ author, seen: false, text: { story: id, title: '가뭄 주의', variant: null } }];
    expect([await told(mine), await told(theirs)]).toEqual([about(EDITOR), about(WRITER)]);

    // A version that a disk has damaged has nothing to tell; the story opens all the same.
    const row = theirs.running.core.db.read.get<{ parents: string }>('SELECT parents FROM revisions WHERE id = ?', shown.settled?.revision ?? '');
    const [parent = ''] = JSON.parse(row?.parents ?? '[]') as string[];
    theirs.running.core.db.write((tx) => tx.run(`UPDATE revisions SET content = replace(content, '가뭄', '홍수') WHERE id = ?`, parent));
    expect((await theirs.client.stories.get({ id })).settled).toBeNull();
    theirs.running.core.db.write((tx) => tx.run(`UPDATE revisions SET content = replace(content, '홍수', '가뭄') WHERE id = ?`, parent));

    // Seen is a matter of each computer; a new version ends it everywhere.
    await third.client.stories.settledSeen({ id, revision: shown.settled?.revision ?? '' });
    expect((await third.client.stories.get({ id })).settled).toBeNull();
    expect(await told(third)).toEqual([]);
    expect((await mine.client.stories.get({ id })).settled).not.toBeNull();
    await edit(mine, { brief: '물을 셋 중 하나 아껴 주세요.\n문의는 120번입니다.' });
    for (const desk of [mine, theirs]) await settled(desk);
    expect((await theirs.client.stories.get({ id })).settled).toBeNull();
    expect([await told(mine), await told(theirs)]).toEqual([[], []]);
    expect((await theirs.client.stories.get({ id })).content.brief).toBe('물을 셋 중 하나 아껴 주세요.\n문의는 120번입니다.');
  });
});
