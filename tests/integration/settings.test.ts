import { v7 } from 'uuid';
import { afterEach, expect, it } from 'vitest';
import { settingSubject } from '#shared/domain/settings.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { ENTRY_SCHEMA } from '#shared/sync/schema.ts';
import { EDITOR, onEveryStore, openRoom, TOKENS, TRANSLATOR, WRITER, type Room } from '../support/backend.ts';
import { approvedSet, contentOf, revisionOf, settingOf } from '../support/entries.ts';
import { codeOf, pushAll, requested, said, settle } from '../support/publishing.ts';

onEveryStore('Settings', (kind) => {
  let current: Room | null = null;
  const open = async (): Promise<Room> => (current = await openRoom(kind.fresh()));
  afterEach(async () => {
    await current?.close();
    current = null;
  });

  it('are recorded one after the other, from whoever writes', async () => {
    await pushAll(await open(), [
      settingOf(WRITER, 'word', '따릉이', { note: '자전거' }),
      settingOf(TRANSLATOR, 'word', '따릉이', { note: '공공 자전거' }),
      settingOf(EDITOR, 'word', '따릉이', null),
      settingOf(EDITOR, 'word', '따릉이', { note: '' }),
    ]);
  });

  it('are refused of an unknown collection, with a value that it does not take, under another subject, and without the role', async () => {
    const room = await open();
    const figure = { value: 500, note: '고객센터 답변', checkedAt: '2026-11-24' };
    const code = (...given: Parameters<typeof settingOf>) => codeOf(room, [settingOf(...given)]);
    expect(await code(WRITER, 'nothing-known', 'a', {})).toBe('bad-input');
    expect(await code(WRITER, 'word', '따릉이', { note: 1 })).toBe('bad-input');
    expect(await code(WRITER, 'word', '따릉이'.normalize('NFD'), { note: '' })).toBe('bad-input');
    expect(await code(WRITER, 'figure', 'x/limit', figure)).toBe('not-allowed');
    const elsewhere = settingSubject(SAMPLE_WORKSPACE.id, 'word', '온누리');
    expect(await codeOf(room, [{ ...settingOf(WRITER, 'word', '따릉이', { note: '' }), subject: elsewhere }])).toBe('bad-input');
  });

  it('hold a text to the newsroom’s own figure at the last look before it goes out', async () => {
    const room = await open();
    const text = '한빛시 소식입니다. 오늘 문을 엽니다.';
    await pushAll(room, [settingOf(EDITOR, 'figure', 'x/limit', { value: 10, note: '시험용', checkedAt: '2026-11-24' })]);
    const refused = await requested(room, 'x', { text });
    await settle(room);
    expect((await said(room, refused.request)).at(-1)).toMatchObject({ state: 'cancelled', reason: 'channel-rules' });
    await pushAll(room, [settingOf(EDITOR, 'figure', 'x/limit', null)]);
    const taken = await requested(room, 'x', { text });
    await settle(room);
    expect((await said(room, taken.request)).at(-1)).toMatchObject({ state: 'confirmed' });
  });

  it('hold an account to what its kind may post, on the channel too', async () => {
    const room = await open();
    const text = '긴 글은 프리미엄 계정이 올립니다. '.repeat(20).trim();
    const account = SAMPLE_WORKSPACE.accounts.find(({ channel }) => channel === 'x')?.id ?? '';
    await pushAll(room, [settingOf(EDITOR, 'account-kind', account, 'premium')]);
    const taken = await requested(room, 'x', { text });
    await settle(room);
    expect((await said(room, taken.request)).at(-1)).toMatchObject({ state: 'confirmed' });
  });

  it('give the newsroom an account that is written for, approved and published to in the same breath, and keep it on its channel', async () => {
    const room = (current = await openRoom(kind.fresh(), { tokens: [{ token: TOKENS.everyone, members: SAMPLE_WORKSPACE.members.map((member) => member.id) }] }));
    const admin = SAMPLE_WORKSPACE.members.find(({ roles }) => roles.includes('admin'))?.id ?? '';
    const park = { channel: 'facebook', name: { ko: '한빛공원', en: 'Hanbit Park' }, handle: '@hanbit_park', retired: false };
    const id = v7();
    expect(await codeOf(room, [settingOf(EDITOR, 'account', id, park)])).toBe('not-allowed');
    expect(await codeOf(room, [revisionOf(WRITER, contentOf({ channel: 'facebook', account: id }))])).toBe('bad-input');
    const set = approvedSet(contentOf({ channel: 'facebook', account: id, text: '공원에 물이 흐릅니다.' }), { writer: WRITER, editor: EDITOR });
    await pushAll(room, [settingOf(admin, 'account', id, park), ...set.all]);
    await settle(room);
    const answer = await room.fetch(null, `/sandbox/${id}.json`);
    expect(((await answer.json()) as { posts: { payload: string }[] }).posts.map(({ payload }) => (JSON.parse(payload) as { text: string }).text)).toEqual(['공원에 물이 흐릅니다.']);
    expect((await room.client('everyone').hello({ app: 'test', schema: ENTRY_SCHEMA, device: v7() })).workspace.accounts.at(-1)).toEqual({ id, channel: 'facebook', name: park.name, handle: park.handle });
    expect(await codeOf(room, [settingOf(admin, 'account', id, { ...park, channel: 'x' })])).toBe('conflict');
    expect(await codeOf(room, [settingOf(admin, 'account', id, null)])).toBe('bad-input');
  });
});
