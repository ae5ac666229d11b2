import { afterEach, describe, expect, it, vi } from 'vitest';
import { v7 } from 'uuid';
import { SLOW_MS } from '#backend/connectors/sandbox.ts';
import { examineBackend } from '#backend/doctor/examine.ts';
import { acts } from '#backend/doctor/audit-export.ts';
import { readChanges } from '#backend/doctor/read-rows.ts';
import { lookAt } from '#backend/doctor/open.ts';
import { canonicalJson, sha256Hex } from '#shared/document/canonical.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { reportOf } from '#shared/doctor/report.ts';
import type { Entry, EntryOf } from '#shared/sync/entry.ts';
import { EDITOR, onEveryStore, openRoom, TOKENS, TRANSLATOR, WRITER, type Room } from '../support/backend.ts';
import { accountId, actionOf, amendDecisionOf, amendmentOf, type approvedSet, decisionOf, edited, revisionOf, settingOf } from '../support/entries.ts';
import { behave, codeOf, expectedPayload, posts, pushAll, requested, said, settle, story } from '../support/publishing.ts';

type Out = ReturnType<typeof approvedSet>;

onEveryStore('Corrections and withdrawals', (kind) => {
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

  const out = async (room: Room, channel: ChannelId, text = '행사는 12월 2일입니다.'): Promise<Out> => {
    const set = await requested(room, channel, { text });
    await settle(room);
    if (channel === 'kakaostory') await pushAll(room, [actionOf(EDITOR, set.request, 'posted-by-hand', 'https://story.kakao.com/1')]);
    expect((await story(room, set.request)).at(-1)).toBe('confirmed');
    return set;
  };
  const right = ({ revision }: Pick<Out, 'revision'>, text = '행사는 12월 3일입니다.'): EntryOf<'revision'> => revisionOf(WRITER, edited(revision.body.content, text), [revision.body.revision]);
  /** A writer asks, the editor approves, and (being the publisher) has it carried out. */
  const through = (request: EntryOf<'amendment-request'>): Entry[] => [request, amendDecisionOf(EDITOR, request), actionOf(EDITOR, request, 'release')];

  it.each(['facebook', 'blog'] as const)('edits a post on %s in its place, once, byte for byte', async (channel) => {
    const room = await open();
    const set = await out(room, channel);
    const words = right(set);
    const request = amendmentOf(WRITER, set.request, 'edit', words);
    await pushAll(room, [words, ...through(request)]);
    await settle(room);
    expect(await story(room, request)).toEqual(['requested', 'held', 'queued', 'intent', 'sent', 'confirmed']);
    const there = await posts(room, channel);
    expect(there.map(({ payload, editedAt }) => [payload, editedAt !== null])).toEqual([[expectedPayload(words.body.content), true]]);
    expect((await said(room, request)).at(-1)).toMatchObject({ remoteId: there[0]?.id, url: (await said(room, set.request)).at(-1)?.url });
    const page = await (await room.fetch(null, `/sandbox/${accountId(channel)}`)).text();
    expect(page).toContain('수정됨');
    expect(page).toContain('12월 3일');
  });

  it('corrects on X by a reply: the first post stays', async () => {
    const room = await open();
    const set = await out(room, 'x');
    const words = right(set, '정정: 행사는 12월 3일입니다.');
    expect(await codeOf(room, [words, amendmentOf(WRITER, set.request, 'edit', words)])).toBe('way-not-offered');
    const request = amendmentOf(WRITER, set.request, 'reply', words);
    await pushAll(room, through(request));
    await settle(room);
    const [first, reply, ...others] = await posts(room, 'x');
    expect(others).toEqual([]);
    expect(first).toMatchObject({ payload: expectedPayload(set.revision.body.content), editedAt: null, inReplyTo: null });
    expect(reply).toMatchObject({ payload: expectedPayload(words.body.content), inReplyTo: first?.id });
    expect(await (await room.fetch(null, `/sandbox/${accountId('x')}`)).text()).toContain(`<a class="soft" href="#post-${first?.id ?? ''}">`);
  });

  it.each(['x', 'facebook', 'blog'] as const)('withdraws a post from %s, also under a hold', async (channel) => {
    const room = await open();
    const set = await out(room, channel);
    const hold: Entry = { id: v7(), workspace: SAMPLE_WORKSPACE.id, subject: v7(), author: EDITOR, device: v7(), at: '2026-11-23T05:00:00.000Z', kind: 'hold', body: { scope: { kind: 'workspace' }, reason: '사고 확인 중' } };
    const request = amendmentOf(WRITER, set.request, 'remove', set.revision);
    await pushAll(room, [hold, ...through(request)]);
    await settle(room);
    expect((await story(room, request)).at(-1)).toBe('confirmed');
    expect(await posts(room, channel)).toEqual([]);
    expect((await said(room, request)).at(-1)).toMatchObject({ url: '' });
    // What is gone is not corrected.
    const words = right(set);
    expect(await codeOf(room, [words, amendmentOf(WRITER, set.request, 'reply', words)])).toBe('already-withdrawn');
  });

  it('hands Kakao Story to a person, who says that it is done', async () => {
    const room = await open();
    const set = await out(room, 'kakaostory');
    const words = right(set);
    const request = amendmentOf(WRITER, set.request, 'edit', words);
    await pushAll(room, [words, ...through(request)]);
    await settle(room);
    expect((await said(room, request)).at(-1)).toMatchObject({ state: 'by-hand', reason: 'edit-by-hand' });
    expect(await codeOf(room, [actionOf(WRITER, request, 'posted-by-hand')])).toBe('not-allowed');
    await pushAll(room, [actionOf(EDITOR, request, 'posted-by-hand')]);
    expect((await story(room, request)).at(-1)).toBe('confirmed');
    const removal = amendmentOf(WRITER, set.request, 'remove', words);
    await pushAll(room, through(removal));
    await settle(room);
    expect((await said(room, removal)).at(-1)).toMatchObject({ state: 'by-hand', reason: 'remove-by-hand' });
  });

  it('does nothing without an approval of its own, by somebody else, of exactly what was asked', async () => {
    const room = await open();
    const set = await out(room, 'facebook');
    const words = right(set);
    const request = amendmentOf(WRITER, set.request, 'edit', words);
    await pushAll(room, [words, request]);
    await settle(room);
    expect(await story(room, request)).toEqual(['requested']);
    // The ordinary approval of the same words is another matter.
    await pushAll(room, [{ ...amendSubmission(words) }, decisionOf(EDITOR, words)]);
    expect(await codeOf(room, [actionOf(EDITOR, request, 'release')])).toBe('conflict');
    expect(await codeOf(room, [amendDecisionOf(WRITER, request)])).toBe('not-allowed');
    const other = { ...request, body: { ...request.body, note: { ko: '다른 안내', en: '' } } };
    expect(await codeOf(room, [amendDecisionOf(EDITOR, other)])).toBe('hash-mismatch');
    await settle(room);
    expect((await posts(room, 'facebook'))[0]).toMatchObject({ editedAt: null });
    // Of a request of their own an editor is not the somebody else.
    await pushAll(room, [actionOf(WRITER, request, 'cancel')]);
    const own = amendmentOf(EDITOR, set.request, 'remove', set.revision);
    await pushAll(room, [own]);
    expect(await codeOf(room, [amendDecisionOf(EDITOR, own)])).toBe('self-approval');
    expect(await codeOf(room, [amendmentOf(TRANSLATOR, set.request, 'remove', set.revision)])).toBe('amendment-open');
    await settle(room);
    expect(await posts(room, 'facebook')).toHaveLength(1);
  });

  it('carries out at once what a publisher asked for, once the policy is met', async () => {
    const LEAD = SAMPLE_WORKSPACE.members.find(({ roles }) => roles.includes('lead'))?.id ?? '';
    const room = await open({ tokens: [{ token: TOKENS.everyone, members: [WRITER, EDITOR, LEAD] }] });
    const set = await out(room, 'blog');
    // Of a policy that wants somebody who leads.
    const policy = { match: { channels: ['blog'], kinds: [], labels: [] }, rule: { version: 1, steps: [{ role: 'lead', count: 1 }], translationSteps: null, selfApproval: false } };
    const request = amendmentOf(EDITOR, set.request, 'remove', set.revision);
    await pushAll(room, [settingOf(LEAD, 'policy', '블로그', policy), request]);
    expect(await codeOf(room, [amendDecisionOf(EDITOR, request)])).toBe('not-allowed');
    const named = amendDecisionOf(LEAD, request);
    expect(await codeOf(room, [named])).toBe('policy-changed');
    await pushAll(room, [{ ...named, id: v7(), body: { ...named.body, policy: { id: '블로그', revision: sha256Hex(canonicalJson(policy)) } } }]);
    await settle(room);
    expect(await story(room, request)).toEqual(['requested', 'queued', 'intent', 'sent', 'confirmed']);
    expect(await posts(room, 'blog')).toEqual([]);
  });

  it('stops a correction whose words moved on, that was refused, or that a hold covers', async () => {
    const room = await open();
    const [moved, refused, held] = [await out(room, 'facebook', '하나'), await out(room, 'blog', '둘'), await out(room, 'x', '셋')];
    const words = [right(moved, '하나!'), right(refused, '둘!'), right(held, '셋!')] as const;
    const requests = [amendmentOf(WRITER, moved.request, 'edit', words[0]), amendmentOf(WRITER, refused.request, 'edit', words[1]), amendmentOf(WRITER, held.request, 'reply', words[2])] as const;
    const hold: Entry = { id: v7(), workspace: SAMPLE_WORKSPACE.id, subject: v7(), author: EDITOR, device: v7(), at: '2026-11-23T05:00:00.000Z', kind: 'hold', body: { scope: { kind: 'channel', channel: 'x' }, reason: '확인 중' } };
    await pushAll(room, [...words, ...requests, hold, ...requests.slice(0, 3).map((request) => amendDecisionOf(EDITOR, request))]);
    await pushAll(room, [right({ revision: words[0] }, '하나?'), amendDecisionOf(EDITOR, requests[1], 'refuse')]);
    expect((await said(room, requests[0])).at(-1)).toMatchObject({ state: 'cancelled', reason: 'stale-head' });
    expect((await said(room, requests[1])).at(-1)).toMatchObject({ state: 'cancelled', reason: 'refused' });
    expect(await codeOf(room, [actionOf(EDITOR, requests[2], 'release')])).toBe('on-hold');
    await settle(room);
    expect((await story(room, requests[2])).at(-1)).toBe('held');
    for (const channel of ['facebook', 'blog', 'x'] as const) expect((await posts(room, channel)).map(({ editedAt }) => editedAt)).toEqual([null]);
  });

  describe('a fault of the channel', () => {
    it.each((['edit', 'remove'] as const).flatMap((way) => ['fail', 'timeout-before-post', 'timeout-after-post', 'slow', 'reject'].map((mode) => [way, mode] as const)))('%s: %s', async (way, mode) => {
      const room = await open();
      const set = await out(room, 'facebook');
      const words = right(set);
      const request = amendmentOf(WRITER, set.request, way, way === 'edit' ? words : set.revision);
      await behave(room, 'facebook', mode);
      await pushAll(room, [...(way === 'edit' ? [words] : []), ...through(request)]);
      const working = room.backend.work();
      if (mode === 'slow') {
        await room.clock.untilWaiting(2);
        room.clock.advance(SLOW_MS);
      }
      await working;
      await settle(room);
      const states = await story(room, request);
      const there = (await posts(room, 'facebook')).map(({ payload }) => payload);
      if (mode === 'reject') {
        expect(states.at(-1)).toBe('rejected');
        expect(there).toEqual([expectedPayload(set.revision.body.content)]);
        return;
      }
      if (mode.startsWith('timeout')) expect(states).toContain('uncertain');
      // An edit is looked for by reading the post, also where the account's posts cannot be listed.
      expect(states.at(-1)).toBe('confirmed');
      expect(there).toEqual(way === 'edit' ? [expectedPayload(words.body.content)] : []);
      expect(await changes()).toBe(1);
    });

    it('finds an edit that arrived after the call was given up, and does not make it again', async () => {
      const room = await open({ channelOptions: { callTimeoutMs: 1_000, settleMs: 5_000 } });
      const set = await out(room, 'blog');
      const words = right(set);
      const request = amendmentOf(WRITER, set.request, 'edit', words);
      await behave(room, 'blog', 'slow');
      await pushAll(room, [words, ...through(request)]);
      const working = room.backend.work();
      await room.clock.untilWaiting(2);
      room.clock.advance(1_000);
      await working;
      expect((await said(room, request)).at(-1)).toMatchObject({ state: 'uncertain', reason: 'timeout' });
      room.clock.advance(SLOW_MS);
      await vi.waitFor(async () => expect((await posts(room, 'blog'))[0]?.editedAt).not.toBeNull());
      await settle(room);
      expect((await story(room, request)).at(-1)).toBe('confirmed');
      expect(await changes()).toBe(1);
    });
  });

  it('takes the same request and decision twice for once', async () => {
    const room = await open();
    const set = await out(room, 'facebook');
    const words = right(set);
    const request = amendmentOf(WRITER, set.request, 'edit', words);
    const all = [words, ...through(request)];
    await pushAll(room, all);
    await pushAll(room, all);
    await settle(room);
    await pushAll(room, all);
    await settle(room);
    expect(await changes()).toBe(1);
    expect(await codeOf(room, [{ ...request, id: v7() }])).toBe('same-text');
  });

  it('lists on the public record what was carried out, with its note and nothing from inside', async () => {
    const room = await open();
    const [first, second, third] = [await out(room, 'facebook'), await out(room, 'blog'), await out(room, 'x')];
    const words = right(first);
    const done = amendmentOf(WRITER, first.request, 'edit', words, { ko: '날짜 <정정>', en: 'The date was wrong.' });
    const gone = amendmentOf(WRITER, second.request, 'remove', second.revision, { ko: '잘못된 안내였습니다.', en: '' });
    const waiting = amendmentOf(WRITER, third.request, 'remove', third.revision, { ko: '아직입니다.', en: '' });
    await pushAll(room, [words, ...through(done), ...through(gone), waiting]);
    await settle(room);
    const page = await (await room.fetch(null, '/record', { headers: { 'accept-language': 'en' } })).text();
    expect(page).toContain('날짜 &lt;정정&gt;');
    expect(page).toContain('The date was wrong.');
    expect(page).toContain('잘못된 안내였습니다.');
    expect(page).not.toContain('아직입니다.');
    expect(page).not.toContain('날짜 오류');
    expect(page.match(/<article/gu)).toHaveLength(2);
  });

  it('hands out for an audit what was asked, decided and carried out', async () => {
    const room = await open();
    const set = await out(room, 'blog');
    const words = right(set);
    const request = amendmentOf(WRITER, set.request, 'edit', words);
    await pushAll(room, [words, ...through(request)]);
    await settle(room);
    await room.close();
    const lines = await lookAt(location, async (trx) => {
      const found: string[] = [];
      for await (const act of acts(trx, SAMPLE_WORKSPACE)) if (act.publication === request.body.amendment) found.push(`${act.kind} ${act.act} ${act.publishedFrom} ${act.published === expectedPayload(words.body.content)}`);
      return found;
    });
    expect(lines).toEqual([
      `amendment-request edit ${set.request.body.publication}  false`, 'amendment-decision approve  false', 'publication requested  false', 'publication held  false', 'publish-action release  false',
      'publication queued  false', 'publication intent  false', 'publication sent channel true', 'publication confirmed channel true',
    ].toSorted((a, b) => ORDER.indexOf(a.split(' ').slice(0, 2).join(' ')) - ORDER.indexOf(b.split(' ').slice(0, 2).join(' '))));
  });

  /** How often the channels were told to change a post. */
  function changes(): Promise<number> {
    return lookAt(location, async (trx) => (await readChanges(trx)).length);
  }
});

const ORDER = ['amendment-request edit', 'publication requested', 'amendment-decision approve', 'publication held', 'publish-action release', 'publication queued', 'publication intent', 'publication sent', 'publication confirmed'];

function amendSubmission(revision: EntryOf<'revision'>): EntryOf<'submission'> {
  const { workspace, subject, author, device, at } = revision;
  return { id: v7(), workspace, subject, author, device, at, kind: 'submission', body: { revision: revision.body.revision, contentHash: revision.body.contentHash, note: '' } };
}
