import { afterEach, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { openStore } from '#backend/db/store.ts';
import { examineBackend } from '#backend/doctor/examine.ts';
import { lookAt } from '#backend/doctor/open.ts';
import { systemClock } from '#core/clock.ts';
import { rebuildReadModels } from '#core/read-models/rebuild.ts';
import { contentHash } from '#shared/document/canonical.ts';
import { EMPTY_BLOCKS } from '#shared/document/blocks.ts';
import { normalizeContent } from '#shared/document/normalize.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { reportOf } from '#shared/doctor/report.ts';
import type { EntryOf } from '#shared/sync/entry.ts';
import { EDITOR, onEveryStore, openRoom, TOKENS, TRANSLATOR, WRITER, type Room } from '../support/backend.ts';
import { testCore, write, type TestCore } from '../support/core.ts';
import { actionOf, amendDecisionOf, amendmentOf, approvedSet, archiveOf, contentOf, edited, publishOf, revisionOf } from '../support/entries.ts';
import { behave, codeOf, posts, pushAll, requested, said, settle, story } from '../support/publishing.ts';

function storyOf(id: string, parents: readonly string[] = [], title = '한빛시 소식'): EntryOf<'story-revision'> {
  const content: StoryContent = normalizeContent({ schema: 1, workspace: SAMPLE_WORKSPACE.id, story: id, title, brief: '', kind: 'administration', purpose: 'information', labels: [], due: null, common: { ko: EMPTY_BLOCKS, en: EMPTY_BLOCKS } });
  return { id: v7(), workspace: SAMPLE_WORKSPACE.id, subject: id, author: WRITER, device: v7(), at: '2026-11-23T05:00:00.000Z', kind: 'story-revision', body: { revision: v7(), parents: [...parents], contentHash: contentHash(content), content } };
}

onEveryStore('Archiving a story', (kind) => {
  let current: Room | null = null;
  let location: ReturnType<typeof kind.fresh>;
  const open = async (changes = {}): Promise<Room> => (current = await openRoom((location = kind.fresh()), changes));
  /** Whatever a test did, the doctor finds nothing wrong with it. */
  afterEach(async () => {
    const room = current;
    current = null;
    if (room === null) return;
    await room.close();
    const options = { workspace: SAMPLE_WORKSPACE, now: room.clock.now(), overdueMs: 24 * 3_600_000, secrets: [] };
    const report = await lookAt(location, async (trx, steps) => reportOf('A room', (await examineBackend(trx, steps, options)).examined));
    expect(report.lines.flatMap(({ invariant, findings }) => findings.filter(({ level }) => level === 'error').map(({ key, sentence }) => `${invariant} ${key}: ${sentence}`))).toEqual([]);
  });

  /** A story with one text on each channel, each asked to go out. */
  const queued = async (room: Room, channels: readonly ChannelId[]) => {
    const id = v7();
    const first = storyOf(id);
    await pushAll(room, [first]);
    const sets = [];
    for (const channel of channels) sets.push(await requested(room, channel, { story: id }));
    return { id, first, sets };
  };

  it('stops what waits of all its variants at once, and takes no request until it is back', async () => {
    const room = await open();
    const { id, sets } = await queued(room, ['x', 'blog', 'kakaostory']);
    const other = await queued(room, ['facebook']);
    // Of another text of the story the approval is there, and nothing was asked yet.
    const ready = approvedSet(contentOf({ channel: 'facebook', story: id }), { writer: WRITER, editor: EDITOR });
    await pushAll(room, ready.all.filter((entry) => entry.kind !== 'publish-request'));
    await pushAll(room, [archiveOf(WRITER, id)]);
    for (const { request } of sets) {
      expect(await story(room, request)).toEqual(['queued', 'cancelled']);
      expect((await said(room, request)).at(-1)?.reason).toBe('archived');
    }
    expect(await codeOf(room, [ready.request])).toBe('archived');
    await settle(room);
    for (const channel of ['x', 'blog'] as const) expect(await posts(room, channel)).toEqual([]);
    // Another story is not touched by it.
    expect((await story(room, other.sets[0]!.request)).at(-1)).toBe('confirmed');
    // Back, nothing starts again by itself, and everything may be asked anew.
    await pushAll(room, [archiveOf(WRITER, id, false)]);
    await settle(room);
    expect((await story(room, sets[0]!.request)).at(-1)).toBe('cancelled');
    await pushAll(room, [publishOf(EDITOR, ready.revision), publishOf(EDITOR, sets[0]!.revision, 2)]);
    await settle(room);
    expect(await posts(room, 'x')).toHaveLength(1);
  });

  it('stops what is on hold, too', async () => {
    const room = await open();
    const { id, sets } = await queued(room, ['x']);
    const hold: EntryOf<'hold'> = { id: v7(), workspace: SAMPLE_WORKSPACE.id, subject: v7(), author: EDITOR, device: v7(), at: '2026-11-23T05:00:00.000Z', kind: 'hold', body: { scope: { kind: 'story', story: id }, reason: '확인 중' } };
    await pushAll(room, [hold]);
    expect((await story(room, sets[0]!.request)).at(-1)).toBe('held');
    await pushAll(room, [archiveOf(WRITER, id)]);
    expect((await story(room, sets[0]!.request)).at(-1)).toBe('cancelled');
    expect((await said(room, sets[0]!.request)).at(-1)?.reason).toBe('archived');
  });

  it('is seen by the last look before a call: what has to be sent again after an unknown outcome is not', async () => {
    const room = await open();
    const { id, first } = await queued(room, []);
    await behave(room, 'blog', 'timeout-before-post');
    const { request } = await requested(room, 'blog', { story: id });
    await room.backend.work();
    expect((await story(room, request)).at(-1)).toBe('uncertain');
    await pushAll(room, [archiveOf(WRITER, first.subject)]);
    expect((await story(room, request)).at(-1)).toBe('uncertain');
    await settle(room);
    expect((await said(room, request)).at(-1)).toMatchObject({ state: 'cancelled', reason: 'archived' });
    expect(await posts(room, 'blog')).toEqual([]);
  });

  it('lets a withdrawal go out, and stops a correction, whether it is approved yet or not', async () => {
    const room = await open();
    const { id, sets } = await queued(room, ['blog', 'facebook', 'x']);
    await settle(room);
    const [blog, facebook, x] = sets;
    const words = [blog!, facebook!].map(({ revision }) => revisionOf(WRITER, edited(revision.body.content, '고친 글입니다.'), [revision.body.revision]));
    const [approved, open_] = [amendmentOf(WRITER, blog!.request, 'edit', words[0]!), amendmentOf(WRITER, facebook!.request, 'edit', words[1]!)];
    const removal = amendmentOf(WRITER, x!.request, 'remove', x!.revision);
    await pushAll(room, [...words, approved, amendDecisionOf(EDITOR, approved), open_, removal]);
    expect((await story(room, approved)).at(-1)).toBe('held');
    await pushAll(room, [archiveOf(WRITER, id)]);
    for (const correction of [approved, open_]) expect((await said(room, correction)).at(-1)).toMatchObject({ state: 'cancelled', reason: 'archived' });
    expect(await codeOf(room, [amendmentOf(WRITER, blog!.request, 'edit', words[0]!)])).toBe('archived');
    // A wrong post comes down all the same, also one that somebody asks for only now.
    const later = amendmentOf(WRITER, blog!.request, 'remove', blog!.revision);
    await pushAll(room, [amendDecisionOf(EDITOR, removal), actionOf(EDITOR, removal, 'release'), later, amendDecisionOf(EDITOR, later), actionOf(EDITOR, later, 'release')]);
    await settle(room);
    for (const each of [removal, later]) expect((await story(room, each)).at(-1)).toBe('confirmed');
    expect(await posts(room, 'x')).toEqual([]);
    expect(await posts(room, 'blog')).toEqual([]);
  });

  it('is over once somebody wrote on without knowing: what is approved then goes out, and what a program joins is no edit', async () => {
    const room = await open();
    const { id, first, sets } = await queued(room, ['x', 'blog']);
    const [x, blog] = sets;
    const [one, two] = [storyOf(id, [first.body.revision], '하나'), storyOf(id, [first.body.revision], '둘')];
    await pushAll(room, [one, two, archiveOf(EDITOR, id)]);
    // Two versions of the story's own fields become one by themselves: nobody wrote it.
    await pushAll(room, [storyOf(id, [one.body.revision, two.body.revision], '둘')]);
    expect(await codeOf(room, [publishOf(EDITOR, blog!.revision, 2)])).toBe('archived');
    // The same revision said by another device is none either.
    await pushAll(room, [{ ...x!.revision, id: v7() }]);
    expect(await codeOf(room, [publishOf(EDITOR, blog!.revision, 2)])).toBe('archived');
    await pushAll(room, [revisionOf(WRITER, edited(x!.revision.body.content, '더 썼습니다.'), [x!.revision.body.revision])]);
    await pushAll(room, [publishOf(EDITOR, blog!.revision, 2)]);
    await settle(room);
    expect(await posts(room, 'blog')).toHaveLength(1);
    expect(await posts(room, 'x')).toEqual([]);
  });

  it('is the same on a server that had recorded it before it knew of such stories', async () => {
    const room = await open();
    const { id, sets } = await queued(room, ['x']);
    const overtaken = await queued(room, ['blog']);
    await pushAll(room, [archiveOf(WRITER, id), archiveOf(WRITER, overtaken.id), revisionOf(WRITER, edited(overtaken.sets[0]!.revision.body.content, '"body":{"archived":true} \u0001'), [overtaken.sets[0]!.revision.body.revision])]);
    await room.close();
    const store = await openStore(location, { epoch: v7(), workspace: SAMPLE_WORKSPACE.id, now: '2026-11-23T05:00:00.000Z' });
    await store.db.schema.dropTable('archived_stories').execute();
    await store.db.deleteFrom('schema_migrations').where('name', '=', 'archived-stories').execute();
    await store.close();
    const again = (current = await room.restart());
    expect(await codeOf(again, [publishOf(EDITOR, sets[0]!.revision, 2)])).toBe('archived');
    expect(await codeOf(again, [publishOf(EDITOR, overtaken.sets[0]!.revision, 2)])).toBe('stale-head');
  });

  describe('against an edit on another computer', () => {
    const device = async (room: Room, member: string, number: number): Promise<TestCore> => {
      const core = await testCore({ clock: { ...systemClock, advance: () => undefined }, device: number, newId: () => v7(), backend: { url: room.url, token: TOKENS.everyone } });
      await core.client.workspace.takeSeat({ member });
      return core;
    };
    const synced = async ({ running }: TestCore): Promise<void> => {
      running.sync.setOnline(true);
      running.sync.now();
      await expect.poll(() => {
        const { connection, waiting, error } = running.sync.status();
        return { connection, waiting, error };
      }, { timeout: 20_000 }).toEqual({ connection: 'online', waiting: 0, error: null });
    };
    const rows = ({ running: { core } }: TestCore) => ({ list: core.db.read.all('SELECT id, archived FROM story_list ORDER BY id'), counters: core.db.read.all(`SELECT * FROM counters WHERE n <> 0 AND name IN ('all', 'archived') ORDER BY name`) });
    const pair = async (room: Room) => {
      const [a, b] = [await device(room, EDITOR, 1), await device(room, WRITER, 2)];
      const { id } = await b.client.stories.create({ title: '보관과 수정', brief: '', kind: 'administration', purpose: 'information' });
      const { variants } = await b.client.variants.add({ story: id, targets: [{ account: contentOf().account, language: 'ko' }] });
      const variant = variants[0]!;
      await write(b.client, variant, '첫 글');
      await b.client.variants.checkpoint({ id: variant, name: '' });
      await synced(b);
      await synced(a);
      return { a, b, id, variant };
    };

    it('the story is back everywhere, whoever hears of it first, and who archived it is told', async () => {
      const room = await open();
      const { a, b, id, variant } = await pair(room);
      b.running.sync.setOnline(false);
      await write(b.client, variant, '모르고 더 쓴 글');
      await a.client.stories.archive({ id, archived: true });
      await synced(a);
      expect((await a.client.stories.get({ id })).row.archived).toBe(true);
      await synced(b);
      await synced(a);
      for (const core of [a, b]) {
        const detail = await core.client.stories.get({ id });
        expect(detail.row.archived).toBe(false);
        expect(detail.archiveOvertaken).toMatchObject({ archived: id, archivedBy: EDITOR, editedBy: WRITER, edited: variant });
        const before = rows(core);
        rebuildReadModels(core.running.core);
        expect(rows(core)).toEqual(before);
      }
      expect(await a.client.notifications.list()).toMatchObject([{ kind: 'archive-overtaken', author: WRITER, seen: false, text: { story: id, variant: { id: variant } } }]);
      expect((await b.client.notifications.list()).filter(({ kind: each }) => each === 'archive-overtaken')).toEqual([]);
      // A third that comes new sees the same.
      const c = await device(room, TRANSLATOR, 3);
      await synced(c);
      expect(rows(c)).toEqual(rows(a));
      // Answered once, for all.
      await b.client.stories.archive({ id, archived: false });
      await synced(b);
      await synced(a);
      for (const core of [a, b]) expect(await core.client.stories.get({ id })).toMatchObject({ archiveOvertaken: null, row: { archived: false } });
    });

    it('an edit that was recorded first stays in the archive, and so does what the archiver had open', async () => {
      const room = await open();
      const { a, b, id, variant } = await pair(room);
      a.running.sync.setOnline(false);
      await write(a.client, variant, '보관하기 전에 쓴 글');
      await a.client.stories.archive({ id, archived: true });
      await b.client.stories.save({ id, draftVersion: (await b.client.stories.get({ id })).draftVersion, patch: { brief: '먼저 온 수정' } });
      await synced(b);
      await synced(a);
      await synced(b);
      for (const core of [a, b]) expect(await core.client.stories.get({ id })).toMatchObject({ archiveOvertaken: null, row: { archived: true } });
      expect(rows(a)).toEqual(rows(b));
    });

    it('an edit of the story itself brings it back as well, and archiving again is final until the next', async () => {
      const room = await open();
      const { a, b, id } = await pair(room);
      b.running.sync.setOnline(false);
      await b.client.stories.save({ id, draftVersion: (await b.client.stories.get({ id })).draftVersion, patch: { title: '모르고 고친 제목' } });
      await a.client.stories.archive({ id, archived: true });
      await synced(a);
      await synced(b);
      await synced(a);
      expect(await a.client.notifications.list()).toMatchObject([{ kind: 'archive-overtaken', text: { story: id, variant: null } }]);
      await a.client.stories.archive({ id, archived: true });
      await synced(a);
      await synced(b);
      for (const core of [a, b]) expect(await core.client.stories.get({ id })).toMatchObject({ archiveOvertaken: null, row: { archived: true } });
    });
  });
});
