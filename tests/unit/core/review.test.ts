import { describe, expect, it } from 'vitest';
import { accountFor, addVariant, codeOf, countingIds, decideAs, EDITOR, refusalOf, storyWith, testCore, TRANSLATOR, write, WRITER } from '../../support/core.ts';
import type { CoreClient, TestCore } from '../../support/core.ts';
import { rebuildReadModels } from '../../../src/main/core/read-models/rebuild.ts';
import { setMeta } from '../../../src/main/core/workspace/state.ts';
import { SAMPLE_WORKSPACE } from '../../../src/shared/domain/sample-workspace.ts';
import type { Policy } from '../../../src/shared/domain/workspace.ts';

const NOBODY = countingIds(99)();

describe('asking for a review', () => {
  it('makes a revision of each draft and puts it into the queue, the longest waiting first', async () => {
    const { client } = await testCore();
    const one = await storyWith(client, '먼저 보낸 글');
    const two = await storyWith(client, '나중에 보낸 글');
    const second = await addVariant(client, one.story, '페이스북 글', 'facebook');
    const { revisions } = await client.review.submit({ variants: [one.variant, second], note: '함께 봐 주세요.' });
    await client.review.submit({ variants: [two.variant], note: '' });
    expect(revisions).toHaveLength(2);
    const queue = await client.review.queue();
    expect(queue.map(({ story, variants, note, submittedBy }) => ({ story, variants: variants.map((variant) => variant.id), note, submittedBy }))).toEqual([
      { story: one.story, variants: [one.variant, second], note: '함께 봐 주세요.', submittedBy: WRITER },
      { story: two.story, variants: [two.variant], note: '', submittedBy: WRITER },
    ]);
    const detail = await client.variants.get({ id: one.variant });
    expect([detail.head?.id, detail.submittedNote, detail.row.status.status, detail.row.sync]).toEqual([revisions[0], '함께 봐 주세요.', 'in-review', 'waiting']);
  });

  it('says of which groups they are who asked, all of them, over all variants of a story', async () => {
    const { client } = await testCore();
    const { story, variant } = await storyWith(client, '협력 기관의 글');
    const other = await addVariant(client, story, '페이스북 글', 'facebook');
    await client.workspace.takeSeat({ member: SAMPLE_WORKSPACE.members[3]?.id ?? '' });
    for (const [key, members] of Object.entries({ 구청: [WRITER, TRANSLATOR], 기자단: [WRITER], 번역단: [TRANSLATOR], 편집국: [EDITOR] })) await client.settings.put({ collection: 'group', key, value: { members } });
    await client.workspace.takeSeat({ member: WRITER });
    await client.review.submit({ variants: [variant], note: '' });
    expect((await client.review.queue()).map(({ groups }) => groups)).toEqual([['구청', '기자단']]);
    await client.workspace.takeSeat({ member: TRANSLATOR });
    await client.review.submit({ variants: [other], note: '' });
    expect((await client.review.queue()).map(({ groups }) => groups)).toEqual([['구청', '기자단', '번역단']]);
  });

  it('is refused for all when one has errors, and changes nothing', async () => {
    const { client, running } = await testCore();
    const { story, variant } = await storyWith(client, '괜찮은 글');
    const long = await addVariant(client, story, '가'.repeat(200), 'x', 'en');
    const empty = await addVariant(client, story, '', 'facebook');
    const refused = await refusalOf(client.review.submit({ variants: [variant, long, empty], note: '' }));
    expect([refused.code, JSON.parse(refused.detail ?? '')]).toEqual(['checks-failed', [long, empty]]);
    expect(running.core.db.read.get('SELECT count(*) AS n FROM entries')).toEqual({ n: 0 });
  });

  it('is refused while a picture is not here', async () => {
    const { client } = await testCore();
    const { variant } = await storyWith(client, '사진 글');
    const { draftVersion } = await client.variants.get({ id: variant });
    await client.variants.save({ id: variant, draftVersion, patch: { media: [{ sha256: 'a'.repeat(64), alt: '첫눈', decorative: false }] } });
    expect(await codeOf(client.review.submit({ variants: [variant], note: '' }))).toBe('media-missing');
  });
});

describe('a decision', () => {
  async function inReview(): Promise<{ client: CoreClient; variant: string; revision: string; contentHash: string }> {
    const { client } = await testCore();
    const { variant } = await storyWith(client, '검토할 글');
    await client.review.submit({ variants: [variant], note: '' });
    const { head } = await client.variants.get({ id: variant });
    return { client, variant, revision: head?.id ?? '', contentHash: head?.contentHash ?? '' };
  }

  it('made without the server waits for it, and says so', async () => {
    const { client, variant } = await inReview();
    await decideAs(client, EDITOR, variant, 'approve');
    const { row, decisions } = await client.variants.get({ id: variant });
    expect(row.status).toMatchObject({ status: 'in-review', approvedRevision: null, waitingForServer: { decision: 'approve', publishRequest: false } });
    expect(decisions).toMatchObject([{ verdict: 'approve', reviewer: EDITOR, confirmed: false }]);
  });

  it('is refused to the author, to those without the role, and by name', async () => {
    const { client, variant, revision, contentHash } = await inReview();
    const approve = (): Promise<string> => codeOf(client.review.decide({ decisions: [{ variant, revision, contentHash, verdict: 'approve', reason: '' }] }));
    expect([await approve(), await client.review.reason({ variant })]).toEqual(['not-allowed', 'not-allowed']);
    await client.workspace.takeSeat({ member: TRANSLATOR });
    expect(await approve()).toBe('not-allowed');
    await client.workspace.takeSeat({ member: EDITOR });
    expect(await client.review.reason({ variant })).toBeNull();
    expect(await approve()).toMatch(/^answered/);
  });

  it('on one’s own text is refused, whatever role one has', async () => {
    const { client, running } = await testCore();
    await client.workspace.takeSeat({ member: EDITOR });
    const { variant } = await storyWith(client, '편집자가 쓴 글');
    await client.review.submit({ variants: [variant], note: '' });
    const { head } = await client.variants.get({ id: variant });
    const decision = { variant, revision: head?.id ?? '', contentHash: head?.contentHash ?? '', verdict: 'approve' as const, reason: '' };
    expect([await codeOf(client.review.decide({ decisions: [decision] })), await client.review.reason({ variant })]).toEqual(['self-approval', 'self-approval']);
    running.core.write((unit) => setMeta(unit, 'workspace', JSON.stringify({ ...SAMPLE_WORKSPACE, policies: { ...SAMPLE_WORKSPACE.policies, default: { ...SAMPLE_WORKSPACE.policies.default, version: 2, selfApproval: true } } })));
    expect(await codeOf(client.review.decide({ decisions: [decision] }))).toMatch(/^answered/);
    expect(running.core.db.read.get(`SELECT json_extract(body, '$.policyVersion') AS version FROM entries WHERE kind = 'decision'`)).toEqual({ version: 2 });
  });

  it('binds the text that was read: another hash, an older revision, a newer draft are refused', async () => {
    const { client, variant, revision, contentHash } = await inReview();
    await client.workspace.takeSeat({ member: EDITOR });
    const decide = (over: Partial<{ revision: string; contentHash: string }>): Promise<string> => codeOf(client.review.decide({ decisions: [{ variant, revision, contentHash, verdict: 'approve', reason: '', ...over }] }));
    expect(await decide({ contentHash: '0'.repeat(64) })).toBe('hash-mismatch');
    expect(await decide({ revision: NOBODY })).toBe('unknown-revision');
    await client.workspace.takeSeat({ member: WRITER });
    await write(client, variant, '고치는 중인 글');
    await client.workspace.takeSeat({ member: EDITOR });
    expect([await decide({}), await client.review.reason({ variant })]).toEqual(['stale-head', 'stale-head']);
    await client.variants.checkpoint({ id: variant, name: '' });
    expect(await decide({})).toBe('stale-head');
    const { head } = await client.variants.get({ id: variant });
    expect(await decide({ revision: head?.id ?? '', contentHash: head?.contentHash ?? '' })).toBe('not-submitted');
  });

  it('does not make an author of the editor in whose seat a text became a revision', async () => {
    const { client, variant } = await inReview();
    await write(client, variant, '작성자가 고친 글');
    await client.workspace.takeSeat({ member: EDITOR });
    await client.variants.checkpoint({ id: variant, name: '' });
    expect((await client.variants.get({ id: variant })).head?.author).toBe(WRITER);
  });

  const offlineRule = (running: TestCore['running'], offline: Policy['offline']): void => {
    const rule = { ...SAMPLE_WORKSPACE.policies.default, version: 2, offline };
    running.core.write((unit) => setMeta(unit, 'workspace', JSON.stringify({ ...SAMPLE_WORKSPACE, policies: { ...SAMPLE_WORKSPACE.policies, default: rule, byChannel: {} } })));
  };

  it('is refused at once, whether the line is down by choice or by failure, to those who may not approve without one', async () => {
    const { client, running } = await testCore();
    offlineRule(running, { roles: ['lead'], hours: null });
    const { variant } = await storyWith(client, '연결이 끊긴 때의 글');
    await client.review.submit({ variants: [variant], note: '' });
    const { head } = await client.variants.get({ id: variant });
    await client.workspace.takeSeat({ member: EDITOR });
    const decision = { variant, revision: head?.id ?? '', contentHash: head?.contentHash ?? '', verdict: 'approve' as const, reason: '' };
    const told: unknown[] = [];
    const ended = new AbortController();
    const listening = (async () => {
      for await (const change of await client.live.changes(undefined, { signal: ended.signal })) if (change.topic === 'review') told.push(change);
    })().catch(() => undefined);
    expect(await client.review.reason({ variant })).toBeNull();
    running.sync.embeddedFailed('no room');
    expect([await codeOf(client.review.decide({ decisions: [decision] })), await client.review.reason({ variant })]).toEqual(['offline-not-allowed', 'offline-not-allowed']);
    await expect.poll(() => told.length).toBe(1);
    // While it is tried again nothing is known to go through.
    running.sync.embeddedStarted({ url: 'http://127.0.0.1:9', token: '' });
    expect([running.sync.status().connection, await client.review.reason({ variant })]).toEqual(['connecting', 'offline-not-allowed']);
    await client.sync.setOnline({ online: false });
    expect(await client.review.reason({ variant })).toBe('offline-not-allowed');
    expect(await codeOf(client.review.decide({ decisions: [{ ...decision, verdict: 'request-changes', reason: '날짜를 확인해 주세요.' }] }))).toMatch(/^answered/);
    ended.abort();
    await listening;
  });

  it('that waits says until when it may', async () => {
    const { client, running } = await testCore();
    const waiting = async (offline: Policy['offline']): Promise<readonly [string, string | null]> => {
      offlineRule(running, offline);
      await client.workspace.takeSeat({ member: WRITER });
      const { variant } = await storyWith(client, '기다리는 글');
      await client.review.submit({ variants: [variant], note: '' });
      await decideAs(client, EDITOR, variant, 'approve');
      const [decision] = (await client.variants.get({ id: variant })).decisions;
      return [decision?.at ?? '', decision?.until ?? null];
    };
    expect((await waiting(null))[1]).toBeNull();
    expect((await waiting({ roles: ['editor'], hours: null }))[1]).toBeNull();
    const [at, until] = await waiting({ roles: ['editor'], hours: 2 });
    expect(Date.parse(until ?? '') - Date.parse(at)).toBe(2 * 3_600_000);
  });

  it('is made for all or for none', async () => {
    const { client, variant, revision, contentHash } = await inReview();
    await client.workspace.takeSeat({ member: EDITOR });
    const good = { variant, revision, contentHash, verdict: 'approve' as const, reason: '' };
    expect(await codeOf(client.review.decide({ decisions: [good, { ...good, contentHash: '0'.repeat(64) }] }))).toBe('hash-mismatch');
    expect((await client.variants.get({ id: variant })).decisions).toEqual([]);
  });

  it('that asks for changes says why', async () => {
    const { client, variant, revision, contentHash } = await inReview();
    await client.workspace.takeSeat({ member: EDITOR });
    const decision = { variant, revision, contentHash, verdict: 'request-changes' as const, reason: ' ' };
    expect(await codeOf(client.review.decide({ decisions: [decision] }))).toBe('bad-input');
    await client.review.decide({ decisions: [{ ...decision, reason: '날짜를 확인해 주세요.' }] });
    expect((await client.variants.get({ id: variant })).row.status.waitingForServer.decision).toBe('request-changes');
  });
});

describe('comments', () => {
  it('stand on a range, are answered and closed', async () => {
    const { client, running } = await testCore();
    const { variant } = await storyWith(client, '억새 축제 안내');
    const { revision } = await client.variants.checkpoint({ id: variant, name: '' });
    const first = await client.review.comment({ variant, revision, anchor: { start: 0, end: 2, quote: '억새' }, replyTo: null, text: '정식 이름인가요?' });
    await client.review.comment({ variant, revision, anchor: null, replyTo: first.id, text: '네.' });
    expect(first).toMatchObject({ author: WRITER, resolved: false, sync: 'waiting', anchor: { quote: '억새' } });
    expect((await client.variants.get({ id: variant })).row.openComments).toBe(1);
    await client.review.resolveComment({ comment: first.id, resolved: true });
    await client.review.resolveComment({ comment: first.id, resolved: true });
    const { row, comments } = await client.variants.get({ id: variant });
    expect([row.openComments, comments.map((comment) => comment.resolved)]).toEqual([0, [true, false]]);
    expect(running.core.db.read.get(`SELECT count(*) AS n FROM entries WHERE kind = 'comment-resolved'`)).toEqual({ n: 1 });
  });

  it('may propose other words in the place of those they stand on, and nothing else', async () => {
    const { client, running } = await testCore();
    const { variant } = await storyWith(client, '억새 축제 안내');
    const { revision } = await client.variants.checkpoint({ id: variant, name: '' });
    const on = { variant, revision, anchor: { start: 0, end: 2, quote: '억새' }, replyTo: null, text: '' };
    expect(await client.review.comment({ ...on, suggestion: '갈대' })).toMatchObject({ suggestion: '갈대', text: '' });
    expect(await client.review.comment({ ...on, suggestion: '' })).toMatchObject({ suggestion: '' });
    expect(await client.review.comment({ ...on, text: '확인' })).toMatchObject({ suggestion: null });
    expect(await codeOf(client.review.comment({ ...on, suggestion: '억새' }))).toBe('bad-input');
    expect(await codeOf(client.review.comment({ ...on, anchor: null, suggestion: '갈대' }))).toBe('bad-input');
    expect(await codeOf(client.review.comment(on))).toBe('bad-input');
    const before = (await client.variants.get({ id: variant })).comments;
    rebuildReadModels(running.core);
    expect((await client.variants.get({ id: variant })).comments).toEqual(before);
  });

  it('belong to a revision of their variant', async () => {
    const { client } = await testCore();
    const one = await storyWith(client, '하나');
    const two = await storyWith(client, '둘');
    const { revision } = await client.variants.checkpoint({ id: one.variant, name: '' });
    expect(await codeOf(client.review.comment({ variant: two.variant, revision, anchor: null, replyTo: null, text: 'x' }))).toBe('unknown-revision');
    expect(await codeOf(client.review.comment({ variant: one.variant, revision, anchor: { start: 4, end: 2, quote: '' }, replyTo: null, text: 'x' }))).toBe('bad-input');
    expect(await codeOf(client.review.comment({ variant: one.variant, revision, anchor: null, replyTo: null, text: '  ' }))).toBe('bad-input');
  });
});

describe('asking for a publication', () => {
  async function approved(): Promise<{ client: CoreClient; variant: string }> {
    const { client } = await testCore();
    const { variant } = await storyWith(client, '낼 글');
    await client.review.submit({ variants: [variant], note: '' });
    await decideAs(client, EDITOR, variant, 'approve');
    return { client, variant };
  }

  it('is refused for what is not approved, and to those who do not publish', async () => {
    const { client } = await testCore();
    const { variant } = await storyWith(client, '초안');
    await client.workspace.takeSeat({ member: EDITOR });
    expect(await codeOf(client.publish.request({ variants: [variant] }))).toBe('not-approved');
    await client.workspace.takeSeat({ member: WRITER });
    await client.review.submit({ variants: [variant], note: '' });
    await client.workspace.takeSeat({ member: EDITOR });
    expect(await codeOf(client.publish.request({ variants: [variant] }))).toBe('not-approved');
    await decideAs(client, EDITOR, variant, 'approve');
    await client.workspace.takeSeat({ member: WRITER });
    expect(await codeOf(client.publish.request({ variants: [variant] }))).toBe('not-allowed');
  });

  it('names the approved revision, waits for the server, and is not made twice', async () => {
    const { client, variant } = await approved();
    const { publications: [id = ''] } = await client.publish.request({ variants: [variant] });
    const { head } = await client.variants.get({ id: variant });
    expect(await client.publish.list()).toMatchObject([{ id, variant, revision: head?.id, state: 'requested', confirmed: false, storyTitle: '겨울철 수도 동파 예방' }]);
    expect(await codeOf(client.publish.request({ variants: [variant] }))).toBe('already-published');
    expect((await client.variants.get({ id: variant })).row.status.status).toBe('in-review');
  });

  it('is for all or for none', async () => {
    const { client, variant } = await approved();
    const other = await storyWith(client, '초안');
    expect(await codeOf(client.publish.request({ variants: [variant, other.variant] }))).toBe('not-approved');
    expect(await client.publish.list()).toEqual([]);
  });

  it('can be called off before it has left, and not by anybody', async () => {
    const { client, variant } = await approved();
    const { publications: [publication = ''] } = await client.publish.request({ variants: [variant] });
    await client.workspace.takeSeat({ member: WRITER });
    expect(await codeOf(client.publish.act({ publication, action: 'cancel', url: '' }))).toBe('not-allowed');
    await client.workspace.takeSeat({ member: EDITOR });
    expect(await codeOf(client.publish.act({ publication, action: 'retry', url: '' }))).toBe('conflict');
    expect(await codeOf(client.publish.act({ publication, action: 'posted-by-hand', url: '' }))).toBe('bad-input');
    expect(await codeOf(client.publish.act({ publication, action: 'posted-by-hand', url: 'javascript:alert(1)' }))).toBe('bad-input');
    await client.publish.act({ publication, action: 'cancel', url: '' });
    expect((await client.publish.list())[0]).toMatchObject({ state: 'cancelled', reason: 'withdrawn' });
    expect((await client.publish.request({ variants: [variant] })).publications).toHaveLength(1);
  });

  it('is called off by a decision against the text', async () => {
    const { client, variant } = await approved();
    await client.publish.request({ variants: [variant] });
    await decideAs(client, EDITOR, variant, 'revoke');
    expect((await client.publish.list())[0]).toMatchObject({ state: 'cancelled' });
  });

  it('hands over exactly the approved text', async () => {
    const { client, running } = await testCore();
    const { story } = await storyWith(client, 'x');
    const kakao = await addVariant(client, story, '카카오스토리에 올릴 글\n둘째 줄', 'kakaostory');
    await client.review.submit({ variants: [kakao], note: '' });
    await decideAs(client, EDITOR, kakao, 'approve');
    const { publications: [publication = ''] } = await client.publish.request({ variants: [kakao] });
    await write(client, kakao, '고친 글');
    expect(await client.publish.handOver({ publication })).toEqual({ way: null, postUrl: '', text: '카카오스토리에 올릴 글\n둘째 줄', html: null, media: [], openUrl: 'https://story.kakao.com/' });
    // Where the app's own backend plays the channel, its practice page is where to post.
    running.sync.setOnline(false);
    running.sync.embeddedStarted({ url: 'http://127.0.0.1:9', token: 'a-token' });
    expect((await client.publish.handOver({ publication })).openUrl).toBe(`http://127.0.0.1:9/sandbox/${accountFor('kakaostory')}`);
    expect(accountFor('kakaostory')).toBeTruthy();
  });
});
