import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { canonicalJson, contentHash, sha256Hex } from '#shared/document/canonical.ts';
import { blocksFromText } from '#shared/document/plain-text.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { type Member, type NamedPolicy, Role } from '#shared/domain/workspace.ts';
import type { Entry, EntryOf } from '#shared/sync/entry.ts';
import { EDITOR, onEveryStore, openRoom, type Room, TOKENS, TRANSLATOR, workspaceWith, WRITER } from '../support/backend.ts';
import { actionOf, contentOf, decisionOf, publishOf, revisionOf, settingOf, submissionOf } from '../support/entries.ts';
import { codeOf, posts, pushAll, said, settle } from '../support/publishing.ts';

const HOUR = 3_600_000;
const person = (n: number, ...roles: Role[]): Member => ({ id: `018f4c00-0000-7000-8000-0000000000e${n}`, name: { ko: `사람${n}`, en: `Person ${n}` }, roles });
const ADMIN = person(1, 'admin');
const LEAD = person(2, 'lead');
const SECOND = person(3, 'editor');
const MEMBERS = [...SAMPLE_WORKSPACE.members.slice(0, 3), ADMIN, LEAD, SECOND];

const policy = (changes: Partial<NamedPolicy['rule']>, match: Partial<NamedPolicy['match']> = {}): NamedPolicy => ({
  match: { channels: [], kinds: [], labels: [], ...match },
  rule: { version: 1, steps: [{ role: 'editor', count: 1 }], translationSteps: null, selfApproval: false, ...changes },
});
const ref = (id: string, value: NamedPolicy): { id: string; revision: string } => ({ id, revision: sha256Hex(canonicalJson(value)) });
const agree = (collection: string, key: string, value: unknown, by = ADMIN.id): Entry => settingOf(by, collection, key, value as null);

function storyOf(story: string, labels: string[], parents: string[] = []): EntryOf<'story-revision'> {
  const empty = blocksFromText('') as StoryContent['common']['ko'];
  const content: StoryContent = { schema: 1, workspace: SAMPLE_WORKSPACE.id, story, title: '호우', brief: '', kind: 'administration', purpose: 'information', labels, due: null, common: { ko: empty, en: empty } };
  return { id: v7(), workspace: SAMPLE_WORKSPACE.id, subject: story, author: WRITER, device: v7(), at: '2026-11-23T05:00:00.000Z', kind: 'story-revision', body: { revision: v7(), parents, contentHash: contentHash(content), content } };
}

onEveryStore('Policies', (kind) => {
  let current: Room | null = null;
  const open = async (): Promise<Room> =>
    (current = await openRoom(kind.fresh(), { workspace: workspaceWith({ members: MEMBERS, policies: { default: SAMPLE_WORKSPACE.policies.default, byChannel: {} } }), tokens: [{ token: TOKENS.everyone, members: MEMBERS.map(({ id }) => id) }, { token: TOKENS.editor, members: [EDITOR] }] }));
  afterEach(async () => {
    await current?.close();
    current = null;
  });

  /** A text sent for review, with its story. */
  const inReview = async (room: Room, labels: string[] = [], channel: 'x' | 'kakaostory' = 'x') => {
    const content = contentOf({ channel });
    const revision = revisionOf(WRITER, content);
    const story = storyOf(content.story, labels);
    await pushAll(room, [story, revision, submissionOf(WRITER, revision)]);
    return { content, revision, story };
  };
  const approve = (by: string, revision: EntryOf<'revision'>, under: { id: string; revision: string } | null = null, at: string | null = null): Entry => {
    const entry = decisionOf(by, revision);
    return { ...entry, at: at ?? entry.at, body: { ...entry.body, ...(under === null ? {} : { policy: under }) } };
  };
  const now = (room: Room): string => new Date(room.clock.now()).toISOString();

  it('of a label ask for an editor and then the lead; the decision names the policy, and no other is taken', async () => {
    const room = await open();
    const disaster = policy({ version: 2, steps: [{ role: 'editor', count: 1 }, { role: 'lead', count: 1 }] }, { labels: ['재난'] });
    const under = ref('재난', disaster);
    await pushAll(room, [agree('policy', '재난', disaster)]);
    const { revision } = await inReview(room, ['재난']);
    expect(await codeOf(room, [approve(EDITOR, revision)])).toBe('policy-changed');
    expect(await codeOf(room, [approve(EDITOR, revision, { ...under, revision: sha256Hex('another wording') })])).toBe('policy-changed');
    expect(await codeOf(room, [approve(LEAD.id, revision, under)])).toBe('step-not-open');
    expect(await codeOf(room, [approve(EDITOR, revision, under)])).toBe('accepted');
    expect(await codeOf(room, [publishOf(EDITOR, revision)])).toBe('not-approved');
    expect(await codeOf(room, [approve(SECOND.id, revision, under)])).toBe('step-not-open');
    await pushAll(room, [approve(LEAD.id, revision, under), publishOf(EDITOR, revision)]);
    await settle(room);
    expect(await posts(room, 'x')).toHaveLength(1);
    // Another story is what it was.
    const other = await inReview(room, ['축제']);
    expect(await codeOf(room, [approve(EDITOR, other.revision, under)])).toBe('policy-changed');
    expect(await codeOf(room, [approve(EDITOR, other.revision), publishOf(EDITOR, other.revision)])).toBe('accepted');
  });

  it('count as they are at the moment: what was approved under the old one is not enough for a new one', async () => {
    const room = await open();
    const { revision, story } = await inReview(room);
    await pushAll(room, [approve(EDITOR, revision)]);
    const two = policy({ steps: [{ role: 'editor', count: 2 }] }, { labels: ['재난'] });
    await pushAll(room, [agree('policy', '재난', two), storyOf(story.subject, ['재난'], [story.body.revision])]);
    expect(await codeOf(room, [publishOf(EDITOR, revision)])).toBe('not-approved');
    await pushAll(room, [approve(SECOND.id, revision, ref('재난', two)), publishOf(EDITOR, revision)]);
  });

  it('stop what waits for a person when they ask for more, or when its story becomes theirs', async () => {
    const room = await open();
    const lead = policy({ steps: [{ role: 'lead', count: 1 }] }, { labels: ['재난'] });
    const [byRule, byLabel] = [await inReview(room, ['재난'], 'kakaostory'), await inReview(room, [], 'kakaostory')];
    const [first, second] = [publishOf(EDITOR, byRule.revision), publishOf(EDITOR, byLabel.revision)];
    await pushAll(room, [approve(EDITOR, byRule.revision), first, approve(EDITOR, byLabel.revision), second]);
    await settle(room, 2);
    expect((await said(room, first)).at(-1)).toMatchObject({ state: 'by-hand' });
    await pushAll(room, [agree('policy', '재난', lead)]);
    // It may have been posted by now: who posts by hand says whether it was.
    expect((await said(room, first)).at(-1)).toMatchObject({ state: 'needs-person', reason: 'not-approved' });
    expect((await said(room, second)).at(-1)).toMatchObject({ state: 'by-hand' });
    await pushAll(room, [storyOf(byLabel.content.story, ['재난'], [byLabel.story.body.revision])]);
    expect((await said(room, second)).at(-1)).toMatchObject({ state: 'needs-person', reason: 'not-approved' });
  });

  it('keep a group from approving its own texts, unless one says so', async () => {
    const room = await open();
    const { revision } = await inReview(room, ['교류']);
    await pushAll(room, [agree('group', '구청', { members: [WRITER, SECOND.id] })]);
    expect(await codeOf(room, [approve(SECOND.id, revision)])).toBe('own-group');
    const own = policy({ ownGroup: true }, { labels: ['교류'] });
    await pushAll(room, [agree('policy', '교류', own), approve(SECOND.id, revision, ref('교류', own)), publishOf(EDITOR, revision), agree('policy', '교류', null)]);
    const next = await inReview(room);
    expect(await codeOf(room, [approve(SECOND.id, next.revision)])).toBe('own-group');
    expect(await codeOf(room, [approve(EDITOR, next.revision)])).toBe('accepted');
  });

  it('let a substitute speak for who is away, and nobody once they are back', async () => {
    const room = await open();
    const away = { from: now(room), until: new Date(room.clock.now() + 2 * HOUR).toISOString(), substitute: TRANSLATOR };
    const [before, after] = [await inReview(room), await inReview(room)];
    expect(await codeOf(room, [approve(TRANSLATOR, before.revision)])).toBe('not-allowed');
    await pushAll(room, [agree('absence', EDITOR, [away]), approve(TRANSLATOR, before.revision)]);
    room.clock.advance(2 * HOUR);
    expect(await codeOf(room, [approve(TRANSLATOR, after.revision)])).toBe('not-allowed');
    expect(await codeOf(room, [publishOf(EDITOR, before.revision)])).toBe('accepted');
  });

  it('let an approval expire: it is asked for again, and nothing goes out on it', async () => {
    const room = await open();
    const day = policy({ expiresAfterHours: 24 });
    await pushAll(room, [agree('policy', '하루', day)]);
    const { revision } = await inReview(room);
    await pushAll(room, [approve(EDITOR, revision, ref('하루', day))]);
    room.clock.advance(24 * HOUR);
    expect(await codeOf(room, [publishOf(EDITOR, revision)])).toBe('approval-expired');
    await pushAll(room, [approve(EDITOR, revision, ref('하루', day), now(room))]);
    const request = publishOf(EDITOR, revision);
    const hold = v7();
    const base = { workspace: SAMPLE_WORKSPACE.id, subject: hold, author: ADMIN.id, device: v7(), at: now(room) };
    await pushAll(room, [{ ...base, id: v7(), kind: 'hold', body: { scope: { kind: 'workspace' }, reason: '확인 중' } }, request]);
    room.clock.advance(24 * HOUR);
    await pushAll(room, [{ ...base, id: v7(), kind: 'hold-lifted', body: {} }]);
    await codeOf(room, [actionOf(EDITOR, request, 'release')]);
    await settle(room, 3);
    expect((await said(room, request)).at(-1)).toMatchObject({ state: 'cancelled', reason: 'approval-expired' });
    expect(await posts(room, 'x')).toEqual([]);
    // What waits to be posted by hand comes to no gate any more, and stops all the same.
    const byHand = await inReview(room, [], 'kakaostory');
    const asked = publishOf(EDITOR, byHand.revision);
    await pushAll(room, [approve(EDITOR, byHand.revision, ref('하루', day), now(room)), asked]);
    await room.backend.work();
    expect((await said(room, asked)).at(-1)).toMatchObject({ state: 'by-hand' });
    room.clock.advance(24 * HOUR);
    await room.backend.work();
    expect((await said(room, asked)).at(-1)).toMatchObject({ state: 'needs-person', reason: 'approval-expired' });
  });

  it('say who may approve without a connection, and for how long that may wait', async () => {
    const room = await open();
    const offline = policy({ steps: [{ role: 'editor', count: 1 }, { role: 'lead', count: 1 }], offline: { roles: ['editor'], hours: 12 } });
    const under = ref('외부', offline);
    const { revision } = await inReview(room);
    await pushAll(room, [agree('policy', '외부', offline)]);
    const made = now(room);
    room.clock.advance(13 * HOUR);
    expect(await codeOf(room, [approve(EDITOR, revision, under, made)])).toBe('waited-too-long');
    expect(await codeOf(room, [approve(EDITOR, revision, under, new Date(room.clock.now() - 11 * HOUR).toISOString())])).toBe('accepted');
    expect(await codeOf(room, [approve(LEAD.id, revision, under, new Date(room.clock.now() - HOUR).toISOString())])).toBe('offline-not-allowed');
    expect(await codeOf(room, [approve(LEAD.id, revision, under, now(room))])).toBe('accepted');
  });

  it('are never taken from one person in the name of another', async () => {
    const room = await open();
    const epoch = (await room.client('editor').hello({ app: 'test', schema: { min: 1, max: 1 }, device: v7() })).epoch;
    const { outcomes } = await room.client('editor').push({ epoch, entries: [agree('policy', '재난', policy({ selfApproval: true }))] });
    expect(outcomes).toMatchObject([{ result: 'rejected', code: 'forbidden' }]);
  });

  it('let members say when they are away themselves, and hand their say to nobody who does not have it', async () => {
    const [mine, peer, lesser] = [person(4, 'editor'), person(5, 'editor'), person(6, 'writer')];
    const room = (current = await openRoom(kind.fresh(), { workspace: workspaceWith({ members: [mine, peer, lesser, ADMIN] }), tokens: [{ token: TOKENS.everyone, members: [mine.id, peer.id, lesser.id, ADMIN.id] }] }));
    const away = (substitute: string | null, day: number): object => ({ from: `2026-11-${String(day)}T00:00:00.000Z`, until: `2026-11-${String(day)}T12:00:00.000Z`, substitute });
    const put = (value: readonly object[] | null, author: string, key = mine.id): Promise<string> => codeOf(room, [agree('absence', key, value, author)]);
    expect(await put([away(null, 23)], mine.id)).toBe('accepted');
    expect(await put([away(peer.id, 23)], mine.id)).toBe('accepted');
    expect(await put([away(lesser.id, 23)], mine.id)).toBe('not-allowed');
    expect(await put([away(mine.id, 23)], mine.id)).toBe('not-allowed');
    expect(await put([away(null, 23)], peer.id)).toBe('not-allowed');
    // What an admin has given stays, or goes; it is no way to give it once more.
    expect(await put([away(lesser.id, 24)], ADMIN.id)).toBe('accepted');
    expect(await put([away(lesser.id, 24), away(peer.id, 25)], mine.id)).toBe('accepted');
    expect(await put([away(lesser.id, 26)], mine.id)).toBe('not-allowed');
    expect(await put(null, mine.id)).toBe('accepted');
  });

  describe.each([
    ['policy', '재난', policy({})],
    ['group', '구청', { members: [WRITER] }],
    ['absence', EDITOR, [{ from: '2026-11-23T00:00:00.000Z', until: '2026-11-24T00:00:00.000Z', substitute: null }]],
  ])('the collection %s', (collection, key, value) => {
    it('is the admin’s alone to write, and takes nothing that it is not', async () => {
      const people = Role.options.map((role, index) => ({ ...person(index, role), id: `018f4c00-0000-7000-8000-0000000000f${index}` }));
      const room = (current = await openRoom(kind.fresh(), { workspace: workspaceWith({ members: people }), tokens: [{ token: TOKENS.everyone, members: people.map(({ id }) => id) }] }));
      for (const { id, roles } of people) {
        expect([roles[0], await codeOf(room, [agree(collection, key, value, id)])]).toEqual([roles[0], roles[0] === 'admin' ? 'accepted' : 'not-allowed']);
        expect(await codeOf(room, [agree(collection, key, { anything: 1 }, id)])).toBe('bad-input');
      }
      const admin = people.find(({ roles }) => roles.includes('admin'))?.id ?? '';
      expect(await codeOf(room, [agree(collection, key, null, admin)])).toBe('accepted');
    });
  });
});
