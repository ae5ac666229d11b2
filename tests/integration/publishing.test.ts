import { afterEach, describe, expect, it, vi } from 'vitest';
import { SLOW_MS } from '#backend/connectors/sandbox.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import { EDITOR, onEveryStore, openRoom, WRITER, type Room } from '../support/backend.ts';
import { actionOf, archiveOf, contentOf, decisionOf, edited, publishOf, revisionOf } from '../support/entries.ts';
import { behave, codeOf, expectedPayload, posts, pushAll, requested, said, settle, story } from '../support/publishing.ts';

const CALLED: readonly ChannelId[] = ['x', 'instagram', 'facebook', 'blog'];

onEveryStore('Publishing', (kind) => {
  let current: Room | null = null;
  const open = async (changes = {}): Promise<Room> => (current = await openRoom(kind.fresh(), changes));
  afterEach(async () => {
    await current?.close();
    current = null;
  });

  it.each(CALLED)('sends what was approved to %s once, byte for byte, and says so', async (channel) => {
    const room = await open();
    const { revision, request } = await requested(room, channel, { text: '한빛시 소식 “개장” 👨‍👩‍👧‍👦\n\n  두 칸 들여쓰기 <b>&amp;</b>' });
    await settle(room);
    expect(await story(room, request)).toEqual(['queued', 'intent', 'sent', 'confirmed']);
    const there = await posts(room, channel);
    expect(there.map((post) => post.payload)).toEqual([expectedPayload(revision.body.content)]);
    const last = (await said(room, request)).at(-1);
    expect(last).toMatchObject({ remoteId: there[0]?.id, attempt: 1, url: `${room.url}/sandbox/${revision.body.content.account}#post-${there[0]?.id}` });
  });

  describe('a fault of the channel', () => {
    it.each(CALLED.flatMap((channel) => ['fail', 'timeout-before-post', 'timeout-after-post', 'slow', 'reject'].map((mode) => [channel, mode] as const)))('%s: %s', async (channel, mode) => {
      const room = await open();
      await behave(room, channel, mode);
      const { revision, request } = await requested(room, channel);
      const working = room.backend.work();
      if (mode === 'slow') {
        // The limit of the call is one timer, the channel's slowness the other.
        await room.clock.untilWaiting(2);
        room.clock.advance(SLOW_MS);
      }
      await working;
      await settle(room);
      const states = await story(room, request);
      const there = await posts(room, channel);
      switch (mode) {
        case 'reject':
          expect(states.at(-1)).toBe('rejected');
          expect(there).toEqual([]);
          return;
        case 'timeout-before-post':
        case 'timeout-after-post':
          expect(states.slice(0, 3)).toEqual(['queued', 'intent', 'uncertain']);
          if (channel === 'facebook') {
            // Nobody can look: a person does, and until then nothing is sent again.
            expect(states.at(-1)).toBe('needs-person');
            expect(there.length).toBe(mode === 'timeout-after-post' ? 1 : 0);
            const action = mode === 'timeout-after-post' ? actionOf(EDITOR, request, 'found-posted', 'https://www.facebook.com/1') : actionOf(EDITOR, request, 'not-posted');
            await pushAll(room, [action]);
            await settle(room);
          }
          expect((await story(room, request)).at(-1)).toBe('confirmed');
          expect((await posts(room, channel)).map((post) => post.payload)).toEqual([expectedPayload(revision.body.content)]);
          return;
        default:
          expect(states.at(-1)).toBe('confirmed');
          expect(there.map((post) => post.payload)).toEqual([expectedPayload(revision.body.content)]);
      }
    });
  });

  it.each(CALLED)('finds a post on %s that arrived after the call was given up', async (channel) => {
    const room = await open({ channelOptions: { callTimeoutMs: 1_000, settleMs: 5_000 } });
    await behave(room, channel, 'slow');
    const { request } = await requested(room, channel);
    const working = room.backend.work();
    await room.clock.untilWaiting(2);
    room.clock.advance(1_000);
    await working;
    expect((await said(room, request)).at(-1)).toMatchObject({ state: 'uncertain', reason: 'timeout' });
    // The channel goes on by itself, and nobody sends again meanwhile.
    room.clock.advance(SLOW_MS);
    await vi.waitFor(async () => expect(await posts(room, channel)).toHaveLength(1));
    await settle(room);
    expect((await story(room, request)).at(-1)).toBe(channel === 'facebook' ? 'needs-person' : 'confirmed');
    expect(await posts(room, channel)).toHaveLength(1);
  });

  it('waits longer after each failure, and in the end asks a person instead of going on for ever', async () => {
    const room = await open({ random: () => 0.999 });
    await behave(room, 'blog', 'fail', 1_000);
    const { request } = await requested(room, 'blog');
    await room.backend.work();
    expect((await said(room, request)).at(-1)).toMatchObject({ state: 'queued', attempt: 1, reason: 'channel-failed' });
    await room.backend.work();
    expect((await said(room, request)).at(-1)).toMatchObject({ attempt: 1 });
    room.clock.advance(1_000);
    await room.backend.work();
    expect((await said(room, request)).at(-1)).toMatchObject({ attempt: 2 });
    await settle(room, 40);
    expect((await said(room, request)).at(-1)).toMatchObject({ state: 'expired', attempt: 12 });
    await behave(room, 'blog', 'ok');
    await pushAll(room, [actionOf(EDITOR, request, 'retry')]);
    await settle(room);
    expect((await said(room, request)).at(-1)).toMatchObject({ state: 'confirmed', attempt: 13 });
    expect(await posts(room, 'blog')).toHaveLength(1);
  });

  it('never sends a text that was edited, revoked or archived while it waited', async () => {
    const room = await open();
    const edit = await requested(room, 'x', { text: '하나' });
    const revoked = await requested(room, 'facebook', { text: '둘' });
    const archived = await requested(room, 'blog', { text: '셋' });
    await pushAll(room, [
      revisionOf(WRITER, edited(edit.revision.body.content, '고친 하나'), [edit.revision.body.revision]),
      decisionOf(EDITOR, revoked.revision, 'revoke'),
      archiveOf(WRITER, archived.revision.subject),
    ]);
    // At once, before any worker has looked at them.
    expect([await story(room, edit.request), await story(room, revoked.request), await story(room, archived.request)]).toEqual([['queued', 'cancelled'], ['queued', 'cancelled'], ['queued', 'cancelled']]);
    expect((await said(room, edit.request)).at(-1)?.reason).toBe('stale-head');
    await settle(room);
    for (const channel of CALLED) expect(await posts(room, channel)).toEqual([]);
  });

  it('sends an edited text only with an approval of its own', async () => {
    const room = await open();
    const first = await requested(room, 'blog', { text: '처음' });
    await settle(room);
    const next = revisionOf(WRITER, edited(first.revision.body.content, '나중'), [first.revision.body.revision]);
    expect(await codeOf(room, [next, publishOf(EDITOR, next)])).toBe('not-approved');
    expect(await codeOf(room, [publishOf(EDITOR, first.revision, 2)])).toBe('stale-head');
    await settle(room);
    expect(await posts(room, 'blog')).toHaveLength(1);
  });

  it('publishes the same words again only when asked, and then once', async () => {
    const room = await open();
    const { revision, request } = await requested(room, 'instagram');
    await settle(room);
    const again = publishOf(EDITOR, revision, 2);
    await pushAll(room, [again]);
    await settle(room);
    expect(await posts(room, 'instagram')).toHaveLength(2);
    const ids = [(await said(room, request)).at(-1)?.remoteId, (await said(room, again)).at(-1)?.remoteId];
    expect(new Set(ids).size).toBe(2);
    // X itself refuses the same words: that is said, not taken for the earlier post.
    const onX = await requested(room, 'x');
    await settle(room);
    const againOnX = publishOf(EDITOR, onX.revision, 2);
    await pushAll(room, [againOnX]);
    await settle(room);
    expect((await said(room, againOnX)).at(-1)).toMatchObject({ state: 'rejected', reason: 'duplicate-text', remoteId: '' });
    expect(await posts(room, 'x')).toHaveLength(1);
  });

  it('hands Kakao Story to a person, and believes only an address', async () => {
    const room = await open();
    const { request } = await requested(room, 'kakaostory');
    await settle(room);
    expect(await story(room, request)).toEqual(['queued', 'by-hand']);
    expect(await codeOf(room, [actionOf(EDITOR, request, 'posted-by-hand', '')])).toBe('bad-input');
    expect(await codeOf(room, [actionOf(EDITOR, request, 'posted-by-hand', 'javascript:alert(1)')])).toBe('bad-input');
    expect(await codeOf(room, [actionOf(WRITER, request, 'posted-by-hand', 'https://story.kakao.com/1')])).toBe('not-allowed');
    expect(await codeOf(room, [actionOf(EDITOR, request, 'posted-by-hand', 'https://story.kakao.com/1')])).toBe('accepted');
    expect((await said(room, request)).at(-1)).toMatchObject({ state: 'confirmed', url: 'https://story.kakao.com/1' });
    expect(await codeOf(room, [actionOf(EDITOR, request, 'cancel')])).toBe('conflict');
  });

  it('asks the person who has the text in hand when it changes meanwhile', async () => {
    const room = await open();
    const { revision, request } = await requested(room, 'kakaostory');
    await settle(room);
    await pushAll(room, [revisionOf(WRITER, edited(revision.body.content, '바뀐 글'), [revision.body.revision])]);
    expect((await said(room, request)).at(-1)).toMatchObject({ state: 'needs-person', reason: 'stale-head' });
    await pushAll(room, [actionOf(EDITOR, request, 'not-posted')]);
    await settle(room);
    expect((await story(room, request)).at(-1)).toBe('cancelled');
  });

  it('takes back what waits, and takes no word on what a worker is finding out', async () => {
    const room = await open();
    const waiting = await requested(room, 'blog');
    await pushAll(room, [actionOf(EDITOR, waiting.request, 'cancel')]);
    await behave(room, 'x', 'timeout-after-post');
    const lost = await requested(room, 'x');
    await room.backend.work();
    expect((await story(room, lost.request)).at(-1)).toBe('uncertain');
    expect(await codeOf(room, [actionOf(EDITOR, lost.request, 'not-posted')])).toBe('conflict');
    expect(await codeOf(room, [actionOf(EDITOR, lost.request, 'cancel')])).toBe('conflict');
    await settle(room);
    expect([await posts(room, 'blog'), await posts(room, 'x')].map((each) => each.length)).toEqual([0, 1]);
  });

  it('refuses what the channel would refuse, and says why', async () => {
    const room = await open();
    const twice = contentOf({ channel: 'x', text: '같은 글' });
    const first = await requested(room, 'x', { text: '같은 글' });
    await settle(room);
    const second = await requested(room, 'x', { text: '같은 글', variant: twice.variant });
    await settle(room);
    expect((await said(room, first.request)).at(-1)?.state).toBe('confirmed');
    expect((await said(room, second.request)).at(-1)).toMatchObject({ state: 'rejected', reason: 'duplicate-text' });
    expect(await posts(room, 'x')).toHaveLength(1);
  });

  it('stops at its own gate what the channel’s rules do not allow', async () => {
    const room = await open();
    const long = await requested(room, 'x', { text: '가'.repeat(141) });
    const bare = await requested(room, 'instagram', { media: [] });
    await settle(room);
    expect((await said(room, long.request)).at(-1)).toMatchObject({ state: 'cancelled', reason: 'channel-rules' });
    expect((await said(room, bare.request)).at(-1)).toMatchObject({ state: 'cancelled', reason: 'channel-rules' });
    expect([...(await posts(room, 'x')), ...(await posts(room, 'instagram'))]).toEqual([]);
  });
});
