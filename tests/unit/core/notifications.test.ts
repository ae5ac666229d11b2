import { expect, it } from 'vitest';
import { notice } from '../../../src/main/core/notifications/notifications.ts';
import { reconcile } from '../../../src/main/core/sync/reconcile.ts';
import { SAMPLE_WORKSPACE } from '../../../src/shared/domain/sample-workspace.ts';
import { recordRemote } from '../../../src/main/core/log/append.ts';
import type { EntryOf, LogEntry } from '../../../src/shared/sync/entry.ts';
import { EDITOR, testCore, WRITER, type TestCore } from '../../support/core.ts';
import { approvedSet, commentOf, contentOf, edited, revisionOf } from '../../support/entries.ts';

const ADMIN = SAMPLE_WORKSPACE.members[3]?.id ?? '';
const AT = '2026-11-23T04:59:00.000Z';
const set = approvedSet(contentOf(), { writer: WRITER, editor: EDITOR });
const logged = (receivedAt = AT): LogEntry[] => [...set.all, commentOf(EDITOR, set.revision, '좋습니다')].map((entry, index) => ({ seq: index + 1, receivedAt, entry }));

function pull({ running: { core } }: TestCore, entries: readonly LogEntry[]): void {
  core.write((unit) => {
    for (const each of entries) if (recordRemote(unit, each) === 'new') notice(core, unit, each);
    for (const { entry } of entries) if (entry.kind === 'revision') reconcile(core, unit, entry.subject);
  });
}

it('tells the seat of what concerns it, newest first, until it was looked at', async () => {
  const core = await testCore();
  pull(core, logged());
  const list = () => core.client.notifications.list();
  expect((await list()).map(({ kind, text, author, seen }) => [kind, text?.variant?.id, author, text?.variant?.channel, seen])).toEqual([
    ['commented', set.revision.subject, EDITOR, 'x', false],
    ['approved', set.revision.subject, EDITOR, 'x', false],
  ]);
  await core.client.notifications.seen({ variant: '018f4c00-0000-7000-8000-0000000000ff' });
  expect((await list()).every(({ seen }) => seen)).toBe(false);
  await core.client.notifications.seen({ variant: set.revision.subject });
  expect((await list()).every(({ seen }) => seen)).toBe(true);
});

it('tells another seat of other things', async () => {
  const core = await testCore();
  await core.client.workspace.takeSeat({ member: EDITOR });
  pull(core, logged());
  expect((await core.client.notifications.list()).map(({ kind }) => kind)).toEqual(['review-requested']);
});

it('makes no news of the years that a newsroom brings when it is joined', async () => {
  const core = await testCore();
  pull(core, logged('2026-10-01T00:00:00.000Z'));
  expect(await core.client.notifications.list()).toEqual([]);
});

it('tells who may hold of a hold that was set and lifted, once each', async () => {
  const core = await testCore();
  const base = { workspace: SAMPLE_WORKSPACE.id, subject: '018f4c00-0000-7000-8000-00000000aa01', author: EDITOR, device: '018f4c00-0000-7000-8000-0000000000d1', at: AT };
  const hold: EntryOf<'hold'> = { ...base, id: '018f4c00-0000-7000-8000-00000000aa02', kind: 'hold', body: { scope: { kind: 'workspace' }, reason: '사실 확인' } };
  const lifted: EntryOf<'hold-lifted'> = { ...base, id: '018f4c00-0000-7000-8000-00000000aa03', kind: 'hold-lifted', body: {} };
  const entries = [hold, lifted].map((entry, index): LogEntry => ({ seq: index + 1, receivedAt: AT, entry }));
  pull(core, entries);
  expect(await core.client.notifications.list()).toEqual([]);
  const other = await testCore();
  await other.client.workspace.takeSeat({ member: ADMIN });
  pull(other, entries);
  pull(other, entries);
  const told = await other.client.notifications.list();
  expect(told.map(({ kind, hold: about, text }) => [kind, about?.scope.kind, about?.reason, text])).toEqual([
    ['hold-lifted', 'workspace', hold.body.reason, null],
    ['hold-set', 'workspace', hold.body.reason, null],
  ]);
  await other.client.notifications.seen({ variant: null, id: told[0]?.id ?? null });
  expect((await other.client.notifications.list()).map(({ seen }) => seen)).toEqual([true, false]);
});

it('tells who wrote a text that two versions could not be joined, once, until they are', async () => {
  const core = await testCore();
  const content = contentOf({ text: '도서관이 아침 9시에 문을 엽니다.' });
  const first = revisionOf(WRITER, content);
  const mine = revisionOf(WRITER, edited(content, '도서관이 아침 10시에 문을 엽니다.'), [first.body.revision]);
  const theirs = revisionOf(EDITOR, edited(content, '도서관이 아침 8시에 문을 엽니다.'), [first.body.revision]);
  const joined = revisionOf(WRITER, edited(content, '도서관이 아침 8시 30분에 문을 엽니다.'), [mine.body.revision, theirs.body.revision]);
  const at = (entry: LogEntry['entry'], index: number): LogEntry => ({ seq: index + 1, receivedAt: AT, entry });
  const all = [first, mine, theirs].map(at);
  pull(core, all);
  pull(core, all);
  expect((await core.client.notifications.list()).map(({ kind, author, text }) => [kind, author, text?.variant?.id])).toEqual([['conflict', EDITOR, content.variant]]);
  pull(core, [at(joined, 3)]);
  expect(await core.client.notifications.list()).toEqual([]);
});
