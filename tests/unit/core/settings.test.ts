import { expect, it } from 'vitest';
import { recordRemote } from '../../../src/main/core/log/append.ts';
import { rebuildReadModels } from '../../../src/main/core/read-models/rebuild.ts';
import { applyOutcomes, takeBatch } from '../../../src/main/core/sync/outbox.ts';
import { accountFor, codeOf, EDITOR, storyWith, testCore, TRANSLATOR, WRITER } from '../../support/core.ts';
import { settingOf } from '../../support/entries.ts';

const EVERYONE = [WRITER, EDITOR, TRANSLATOR];

it('is kept under its key, changed, removed, and the same after a rebuild', async () => {
  const { client, running } = await testCore();
  await client.settings.put({ collection: 'word', key: '따릉이', value: { note: '자전거' } });
  await client.settings.put({ collection: 'word', key: '온누리', value: { note: '' } });
  await client.settings.put({ collection: 'word', key: '따릉이', value: { note: '공공 자전거' } });
  await client.settings.put({ collection: 'word', key: '온누리', value: null });
  const expected = [{ key: '따릉이', value: { note: '공공 자전거' }, author: WRITER }];
  expect(await client.settings.list({ collection: 'word' })).toMatchObject(expected);
  rebuildReadModels(running.core);
  expect(await client.settings.list({ collection: 'word' })).toMatchObject(expected);
});

it('records nothing where it stands so already', async () => {
  const { client, running } = await testCore();
  for (let time = 0; time < 3; time += 1) await client.settings.put({ collection: 'word', key: '따릉이', value: { note: '' } });
  await client.settings.put({ collection: 'word', key: '온누리', value: null });
  expect(running.core.db.read.get('SELECT count(*) AS n FROM entries')).toEqual({ n: 1 });
});

it('is refused at the desk to who may not set it, and what cannot be one to anybody', async () => {
  const { client } = await testCore();
  const value = { value: 500, note: '고객센터 답변', checkedAt: '2026-11-24' };
  expect(await codeOf(client.settings.put({ collection: 'figure', key: 'x/limit', value }))).toBe('not-allowed');
  expect(await codeOf(client.settings.put({ collection: 'word', key: '따릉이', value: 'word' }))).toBe('bad-input');
});

it('is as it was when the server refuses a change', async () => {
  const { client, running } = await testCore();
  await client.settings.put({ collection: 'word', key: '따릉이', value: { note: '자전거' } });
  const first = takeBatch(running.core, EVERYONE);
  applyOutcomes(running.core, first, first.entries.map(({ id }, index) => ({ id, result: 'accepted', seq: index + 1 })));
  await client.settings.put({ collection: 'word', key: '따릉이', value: { note: '다른 뜻' } });
  const second = takeBatch(running.core, EVERYONE);
  applyOutcomes(running.core, second, second.entries.map(({ id }) => ({ id, result: 'rejected', code: 'not-allowed', reason: '' })));
  expect(await client.settings.list({ collection: 'word' })).toMatchObject([{ value: { note: '자전거' } }]);
  expect(await client.sync.items()).toMatchObject([{ kind: 'setting', group: 'problem', title: '따릉이', story: null }]);
});

it('of two that were set apart is what the later of the log says, and leaves out what this app does not know', async () => {
  const { client, running } = await testCore();
  await client.settings.put({ collection: 'word', key: '따릉이', value: { note: '여기' } });
  running.core.write((unit) => recordRemote(unit, { seq: 1, receivedAt: '2026-11-23T05:00:00.000Z', entry: settingOf(EDITOR, 'word', '따릉이', { note: '저기' }) }));
  expect(await client.settings.list({ collection: 'word' })).toMatchObject([{ value: { note: '여기' } }]);
  const batch = takeBatch(running.core, EVERYONE);
  applyOutcomes(running.core, batch, batch.entries.map(({ id }) => ({ id, result: 'accepted', seq: 2 })));
  running.core.write((unit) => {
    recordRemote(unit, { seq: 3, receivedAt: '2026-11-23T05:00:00.000Z', entry: settingOf(EDITOR, 'word', '온누리', { note: '', since: 2030 }) });
    recordRemote(unit, { seq: 4, receivedAt: '2026-11-23T05:00:00.000Z', entry: settingOf(EDITOR, 'of-the-future', 'a', [1]) });
  });
  expect(await client.settings.list({ collection: 'word' })).toMatchObject([{ key: '따릉이', value: { note: '여기' } }]);
});

it('counts and checks every variant by the newsroom’s own figure, and by the kind of its account', async () => {
  const { client } = await testCore();
  const { variant } = await storyWith(client, '가'.repeat(100));
  const row = async () => {
    const { limit, problems } = (await client.variants.get({ id: variant })).row;
    return [limit, problems.errors];
  };
  expect(await row()).toEqual([280, 0]);
  await client.workspace.takeSeat({ member: EDITOR });
  await client.settings.put({ collection: 'figure', key: 'x/limit', value: { value: 120, note: '시험용', checkedAt: '2026-11-24' } });
  expect(await row()).toEqual([120, 1]);
  await client.settings.put({ collection: 'figure', key: 'x/limit', value: null });
  await client.settings.put({ collection: 'account-kind', key: accountFor('x'), value: 'premium' });
  expect(await row()).toEqual([25_000, 0]);
});
