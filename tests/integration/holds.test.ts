import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { contentHash } from '#shared/document/canonical.ts';
import { EMPTY_BLOCKS } from '#shared/document/blocks.ts';
import { normalizeContent } from '#shared/document/normalize.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import type { HoldScope } from '#shared/domain/hold.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import type { Entry, EntryOf } from '#shared/sync/entry.ts';
import { EDITOR, onEveryStore, openRoom, TRANSLATOR, WRITER, type Room } from '../support/backend.ts';
import { actionOf, approvedSet, contentOf } from '../support/entries.ts';
import { codeOf, posts, pushAll, requested, said, settle, story } from '../support/publishing.ts';

function base(author: string, subject: string) {
  return { id: v7(), workspace: SAMPLE_WORKSPACE.id, subject, author, device: v7(), at: '2026-11-24T05:00:00.000Z' };
}

function holdOf(scope: HoldScope, author = EDITOR): EntryOf<'hold'> {
  return { ...base(author, v7()), kind: 'hold', body: { scope, reason: '사고 수습 중' } };
}

function liftOf(hold: EntryOf<'hold'>, author = EDITOR): EntryOf<'hold-lifted'> {
  return { ...base(author, hold.subject), kind: 'hold-lifted', body: {} };
}

function labelled(id: string, labels: string[]): Entry {
  const content: StoryContent = normalizeContent({
    schema: 1, workspace: SAMPLE_WORKSPACE.id, story: id, title: '소식', brief: '', kind: 'administration', purpose: 'information', labels, due: null, common: { ko: EMPTY_BLOCKS, en: EMPTY_BLOCKS },
  });
  return { ...base(WRITER, id), kind: 'story-revision', body: { revision: v7(), parents: [], contentHash: contentHash(content), content } };
}

onEveryStore('Holds', (kind) => {
  let current: Room | null = null;
  const open = async (): Promise<Room> => (current = await openRoom(kind.fresh()));
  afterEach(async () => {
    await current?.close();
    current = null;
  });

  it('stop what waits, and let go nothing by themselves', async () => {
    const room = await open();
    const { request } = await requested(room, 'x');
    const hold = holdOf({ kind: 'workspace' });
    await pushAll(room, [hold]);
    await settle(room);
    expect(await story(room, request)).toEqual(['queued', 'held']);
    await pushAll(room, [liftOf(hold)]);
    await settle(room);
    expect(await story(room, request)).toEqual(['queued', 'held']);
    expect(await posts(room, 'x')).toEqual([]);
    await pushAll(room, [actionOf(EDITOR, request, 'release')]);
    await settle(room);
    expect(await story(room, request)).toEqual(['queued', 'held', 'queued', 'intent', 'sent', 'confirmed']);
    expect(await posts(room, 'x')).toHaveLength(1);
  });

  it('hold what is asked for while they are in force, and what is cancelled then stays away', async () => {
    const room = await open();
    await pushAll(room, [holdOf({ kind: 'channel', channel: 'x' })]);
    const { request } = await requested(room, 'x');
    const elsewhere = await requested(room, 'facebook');
    await settle(room);
    expect(await story(room, request)).toEqual(['held']);
    expect((await said(room, request)).at(-1)?.reason).toBe('held');
    expect((await story(room, elsewhere.request)).at(-1)).toBe('confirmed');
    await pushAll(room, [actionOf(EDITOR, request, 'cancel')]);
    await settle(room);
    expect((await story(room, request)).at(-1)).toBe('cancelled');
    expect(await posts(room, 'x')).toEqual([]);
  });

  it('cover a story by itself and by its label, also one that it is given later', async () => {
    const room = await open();
    const ids = [v7(), v7(), v7()] as const;
    const sets = ids.map((id) => approvedSet(contentOf({ story: id, text: `소식 ${id}` }), { writer: WRITER, editor: EDITOR }));
    await pushAll(room, [labelled(ids[0], ['축제']), labelled(ids[1], ['선거']), labelled(ids[2], []), ...sets.flatMap((set) => set.all)]);
    await pushAll(room, [holdOf({ kind: 'label', label: '선거' }), holdOf({ kind: 'story', story: ids[2] })]);
    const states = async (): Promise<unknown[]> => Promise.all(sets.map(async ({ request }) => (await story(room, request)).at(-1)));
    expect(await states()).toEqual(['queued', 'held', 'held']);
    const [first] = sets;
    const earlier = labelled(ids[0], ['축제', '선거']);
    await pushAll(room, [earlier]);
    expect(await states()).toEqual(['held', 'held', 'held']);
    await settle(room);
    expect(await posts(room, 'x')).toEqual([]);
    expect(await codeOf(room, [actionOf(EDITOR, first!.request, 'release')])).toBe('on-hold');
  });

  it('are asked for again at the last look before a call', async () => {
    const room = await open();
    const { request } = await requested(room, 'kakaostory');
    await settle(room);
    expect((await story(room, request)).at(-1)).toBe('by-hand');
    await pushAll(room, [holdOf({ kind: 'workspace' })]);
    // Someone has the text in hand: only they can say whether it is out. It is not, and goes back to the queue.
    expect((await story(room, request)).at(-1)).toBe('needs-person');
    await pushAll(room, [actionOf(EDITOR, request, 'not-posted')]);
    await settle(room);
    expect((await story(room, request)).slice(-2)).toEqual(['queued', 'held']);
  });

  describe('refuse', () => {
    it('to be set or lifted without the role, twice, or for nothing', async () => {
      const room = await open();
      expect(await codeOf(room, [holdOf({ kind: 'workspace' }, WRITER)])).toBe('not-allowed');
      expect(await codeOf(room, [holdOf({ kind: 'workspace' }, TRANSLATOR)])).toBe('not-allowed');
      const hold = holdOf({ kind: 'workspace' });
      expect(await codeOf(room, [liftOf(hold)])).toBe('not-found');
      await pushAll(room, [hold]);
      expect(await codeOf(room, [{ ...holdOf({ kind: 'workspace' }), subject: hold.subject }])).toBe('conflict');
      expect(await codeOf(room, [liftOf(hold, WRITER)])).toBe('not-allowed');
      await pushAll(room, [liftOf(hold)]);
      expect(await codeOf(room, [liftOf(hold)])).toBe('conflict');
    });

    it('to let go what another still covers', async () => {
      const room = await open();
      const { request } = await requested(room, 'x');
      const wide = holdOf({ kind: 'workspace' });
      const narrow = holdOf({ kind: 'channel', channel: 'x' });
      await pushAll(room, [wide, narrow, liftOf(wide)]);
      expect(await codeOf(room, [actionOf(EDITOR, request, 'release')])).toBe('on-hold');
      await pushAll(room, [liftOf(narrow), actionOf(EDITOR, request, 'release')]);
      await settle(room);
      expect(await posts(room, 'x')).toHaveLength(1);
    });
  });
});
