import { v7 } from 'uuid';
import { afterEach, expect, it } from 'vitest';
import type { Entry } from '#shared/sync/entry.ts';
import { ENTRY_SCHEMA } from '#shared/sync/schema.ts';
import { EDITOR, onEveryStore, openRoom, TRANSLATOR, WRITER, type Room, type StoreKind } from '../support/backend.ts';
import { archiveOf, commentOf, contentOf, edited, revisionOf, submissionOf } from '../support/entries.ts';

const DEVICE = v7();

async function epochOf(room: Room): Promise<string> {
  return (await room.client('everyone').hello({ app: 'test', schema: { min: 1, max: 1 }, device: DEVICE })).epoch;
}

onEveryStore('The log', (kind: StoreKind) => {
  let room: Room | null = null;
  const open = async (): Promise<Room> => (room = await openRoom(kind.fresh()));
  afterEach(async () => {
    await room?.close();
    room = null;
  });

  it('says in hello who one is, and refuses a schema that it does not read', async () => {
    const { client } = await open();
    const hello = await client('writer').hello({ app: 'test', schema: { min: 1, max: ENTRY_SCHEMA.max + 1 }, device: DEVICE });
    expect(hello).toMatchObject({ schema: ENTRY_SCHEMA.max, actsFor: [WRITER], serverTime: '2026-11-23T05:00:00.000Z', limits: { pushEntries: 500 } });
    await expect(client('writer').hello({ app: 'test', schema: { min: ENTRY_SCHEMA.max + 1, max: ENTRY_SCHEMA.max + 2 }, device: DEVICE })).rejects.toMatchObject({ status: 422, code: 'UNPROCESSABLE', data: { code: 'schema-mismatch' } });
  });

  it('takes an entry once, however often it comes, and gives it back as it was', async () => {
    const { client } = await open();
    const epoch = await epochOf(room as Room);
    const entry = revisionOf(WRITER, contentOf({ text: '한글 “따옴표” 👨‍👩‍👧‍👦\n둘째 줄' }));
    const first = await client('writer').push({ epoch, entries: [entry] });
    expect(first).toEqual({ outcomes: [{ id: entry.id, result: 'accepted', seq: 1 }], head: 1 });
    const again = await client('writer').push({ epoch, entries: [entry, entry] });
    expect(again.outcomes.map((outcome) => outcome.result)).toEqual(['duplicate', 'duplicate']);
    const { entries, head } = await client('editor').changes({ epoch, after: 0, limit: 500 });
    expect(head).toBe(1);
    expect(entries.map((each) => each.entry)).toEqual([entry]);
  });

  it('refuses another body under an id that it knows, in one push and in two', async () => {
    const { client } = await open();
    const epoch = await epochOf(room as Room);
    const entry = revisionOf(WRITER, contentOf());
    const other: Entry = { ...entry, at: '2026-11-24T05:00:00.000Z' };
    const { outcomes } = await client('writer').push({ epoch, entries: [entry, other] });
    expect(outcomes[1]).toMatchObject({ result: 'rejected', code: 'same-id-other-body' });
    const later = await client('writer').push({ epoch, entries: [other] });
    expect(later.outcomes[0]).toMatchObject({ result: 'rejected', code: 'same-id-other-body' });
    expect(later.head).toBe(1);
  });

  it('takes the hash again and refuses one that does not fit', async () => {
    const { client } = await open();
    const epoch = await epochOf(room as Room);
    const entry = revisionOf(WRITER, contentOf());
    const forged = { ...entry, body: { ...entry.body, content: edited(entry.body.content, '서명한 적 없는 글') } };
    const { outcomes, head } = await client('writer').push({ epoch, entries: [forged] });
    expect(outcomes[0]).toMatchObject({ result: 'rejected', code: 'hash-mismatch' });
    expect(head).toBe(0);
  });

  it('rejects what stands on nothing, and takes the rest of the same push', async () => {
    const { client } = await open();
    const epoch = await epochOf(room as Room);
    const content = contentOf();
    const orphan = revisionOf(WRITER, content, [v7()]);
    const root = revisionOf(WRITER, content);
    const child = revisionOf(WRITER, edited(content, '고친 글'), [root.body.revision]);
    const onOrphan = submissionOf(WRITER, orphan);
    const { outcomes } = await client('writer').push({ epoch, entries: [orphan, root, onOrphan, child] });
    expect(outcomes.map((outcome) => (outcome.result === 'rejected' ? outcome.code : outcome.result))).toEqual(['unknown-parent', 'accepted', 'unknown-revision', 'accepted']);
  });

  it.each([
    ['somebody else', () => ({ ...revisionOf(EDITOR, contentOf()) }), 'forbidden'],
    ['a stranger', () => revisionOf(v7(), contentOf()), 'forbidden'],
    ['another workspace', () => ({ ...revisionOf(WRITER, contentOf()), workspace: v7() }), 'forbidden'],
    ['another workspace inside', () => revisionOf(WRITER, { ...contentOf(), workspace: v7() }), 'bad-input'],
    ['an account of another channel', () => revisionOf(WRITER, { ...contentOf({ channel: 'x' }), channel: 'facebook' as const }), 'bad-input'],
    ['a comment on nothing', () => commentOf(WRITER, revisionOf(WRITER, contentOf()), '어디에?'), 'unknown-revision'],
    ['archiving nothing', () => archiveOf(WRITER, v7()), 'not-found'],
    ['half a character', () => ({ ...commentOf(WRITER, revisionOf(WRITER, contentOf()), 'x'), body: { comment: v7(), revision: v7(), anchor: null, replyTo: null, text: 'a\ud800b' } }), 'bad-input'],
    [
      'the server’s own kind',
      () => {
        const { id, workspace, subject, device, at } = revisionOf(WRITER, contentOf());
        const body = { publication: v7(), revision: v7(), contentHash: 'a'.repeat(64), account: v7(), state: 'confirmed' as const, attempt: 1, reason: '', remoteId: '', url: '' };
        return { id, workspace, subject, device, at, author: WRITER, kind: 'publication' as const, body };
      },
      'not-allowed',
    ],
  ])('refuses an entry of %s', async (_what, make, code) => {
    const { client } = await open();
    const epoch = await epochOf(room as Room);
    const { outcomes, head } = await client('writer').push({ epoch, entries: [make()] });
    expect(outcomes[0]).toMatchObject({ result: 'rejected', code });
    expect(head).toBe(0);
  });

  it('never lets a variant become another one', async () => {
    const { client } = await open();
    const epoch = await epochOf(room as Room);
    const root = revisionOf(WRITER, contentOf());
    const moved = revisionOf(WRITER, { ...root.body.content, language: 'en' }, [root.body.revision]);
    const rewritten = { ...revisionOf(WRITER, edited(root.body.content, '다른 글')), body: { ...revisionOf(WRITER, edited(root.body.content, '다른 글')).body, revision: root.body.revision } };
    const { outcomes } = await client('writer').push({ epoch, entries: [root, moved, rewritten] });
    expect(outcomes.slice(1)).toMatchObject([{ code: 'conflict' }, { code: 'same-id-other-body' }]);
  });

  it('numbers entries without a gap under 20 pushes at once', async () => {
    const { client } = await open();
    const epoch = await epochOf(room as Room);
    const pushes = Array.from({ length: 20 }, (_, index) => {
      const good = [revisionOf(WRITER, contentOf({ text: `글 ${index}` })), revisionOf(TRANSLATOR, contentOf({ text: `text ${index}` }))];
      return client('everyone').push({ epoch, entries: [...good, commentOf(WRITER, revisionOf(WRITER, contentOf()), 'refused')] });
    });
    const numbers = (await Promise.all(pushes)).flatMap(({ outcomes }) => outcomes.flatMap((outcome) => (outcome.result === 'accepted' ? [outcome.seq] : [])));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    const pages: number[] = [];
    for (let after = 0; ; ) {
      const { entries, head } = await client('editor').changes({ epoch, after, limit: 7 });
      pages.push(...entries.map((entry) => entry.seq));
      after = entries.at(-1)?.seq ?? head;
      if (after === head) break;
    }
    expect(pages).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it('tells a client of another history to compare, not to guess', async () => {
    const { client } = await open();
    const epoch = await epochOf(room as Room);
    await expect(client('writer').changes({ epoch: v7(), after: 0, limit: 1 })).rejects.toMatchObject({ status: 410, data: { code: 'epoch-changed' } });
    await expect(client('writer').changes({ epoch, after: 5, limit: 1 })).rejects.toMatchObject({ status: 410 });
    await expect(client('writer').push({ epoch: v7(), entries: [revisionOf(WRITER, contentOf())] })).rejects.toMatchObject({ status: 410 });
    await expect(client('writer').stream({ epoch: v7() })).rejects.toMatchObject({ status: 410 });
  });

  it('says over a stream that there is more', async () => {
    const { client } = await open();
    const epoch = await epochOf(room as Room);
    const stream = await client('editor').stream({ epoch });
    expect((await stream.next()).value).toEqual({ head: 0 });
    await client('writer').push({ epoch, entries: [revisionOf(WRITER, contentOf())] });
    expect((await stream.next()).value).toEqual({ head: 1 });
    const rest = stream.next();
    const [last] = await Promise.all([rest, (room as Room).close()]);
    expect(last.done).toBe(true);
  });

  it('keeps everything over a restart', async () => {
    const before = await open();
    const epoch = await epochOf(before);
    const entry = revisionOf(WRITER, contentOf());
    await before.client('writer').push({ epoch, entries: [entry] });
    room = await before.restart();
    expect(await epochOf(room)).toBe(epoch);
    expect((await room.client('writer').push({ epoch, entries: [entry] })).outcomes[0]).toMatchObject({ result: 'duplicate', seq: 1 });
    expect((await room.client('editor').changes({ epoch, after: 0, limit: 500 })).entries.map((each) => each.entry)).toEqual([entry]);
  });
});
