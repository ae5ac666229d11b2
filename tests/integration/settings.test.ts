import { afterEach, expect, it } from 'vitest';
import { settingSubject } from '#shared/domain/settings.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { EDITOR, onEveryStore, openRoom, TRANSLATOR, WRITER, type Room } from '../support/backend.ts';
import { settingOf } from '../support/entries.ts';
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
});
