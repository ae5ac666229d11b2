import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreedOf } from '#shared/domain/policy.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { checkAttempts, checkDecisionsNameRevisions, checkDecisionsOnHead, checkRoles, judgeVariant, type Judgement } from '#shared/doctor/judge.ts';
import { checkArchiving, checkHistories } from '#shared/doctor/history.ts';
import { checkChain, checkFiling, checkHashes, checkIds, checkNumbers } from '#shared/doctor/ledger.ts';
import { checkMedia } from '#shared/doctor/media.ts';
import { checkConfirmed, checkPostedOnce, checkPostsApproved, checkPostsBelong, matchPosts } from '#shared/doctor/posts.ts';
import { checkAttemptsApart, checkNotStuck, checkQueueRows, checkQueueStates, checkRequestsOpened } from '#shared/doctor/queue.ts';
import { checkSchema, checkSecrets } from '#shared/doctor/secrets.ts';
import { sha256Hex } from '#shared/document/canonical.ts';
import { SERVER_MEMBER, type Entry } from '#shared/sync/entry.ts';
import { v7 } from 'uuid';
import { archiveOf, contentOf, decisionOf, edited, publishOf, revisionOf, submissionOf } from '../../../support/entries.ts';
import { EDITOR, healthy, jobsOf, keys, numbered, published, stored, wordOn, WRITER } from './_newsroom.ts';

const NOW = Date.UTC(2026, 10, 23, 6);
const judge = (entries: readonly Entry[]): Judgement[] => judgeVariant(numbered(entries), SAMPLE_WORKSPACE);

describe('1, 2, 3 and 15: posts and publications', () => {
  const good = published();
  const match = (posts = good.posts, changes: Partial<typeof good.row> = {}) => {
    const jobs = jobsOf({ ...good, row: { ...good.row, ...changes } });
    return { jobs, posted: matchPosts(posts, jobs) };
  };
  const recorded = new Set([good.row.account]);
  const [post] = good.posts;
  if (post === undefined) throw new Error('The fixture has a post');

  it('are well where each publication has its one post', () => {
    const { jobs, posted } = match();
    expect([checkPostsBelong(posted), checkPostsApproved(jobs, posted), checkPostedOnce(jobs, posted), checkConfirmed(jobs, posted, recorded)].every(healthy)).toBe(true);
  });

  it('1 finds a post that belongs to no publication, and one that two claim', () => {
    expect(keys(checkPostsBelong(match([...good.posts, { ...post, postId: 'another', payload: '{}' }]).posted))).toEqual(['post-without-publication']);
    const { jobs } = match();
    expect(keys(checkPostsBelong(matchPosts(good.posts, [...jobs, ...jobs.map((job) => ({ ...job, id: v7() }))])))).toEqual(['post-of-several']);
  });

  it('2 finds other bytes, another hash, and a post without an approval', () => {
    const other = match([{ ...post, payload: post.payload.replace('한빛시', '다른시') }]);
    expect(keys(checkPostsApproved(other.jobs, other.posted))).toEqual(['payload-differs']);
    const hash = match(good.posts, { contentHash: sha256Hex('another') });
    expect(keys(checkPostsApproved(hash.jobs, hash.posted))).toEqual(['job-hash-differs']);
    const jobs = jobsOf({ ...good, log: good.log.filter(({ entry }) => entry.kind !== 'decision') });
    expect(keys(checkPostsApproved(jobs, matchPosts(good.posts, jobs)))).toEqual(['posted-unapproved']);
  });

  it('3 and 15 find a second post, with an id of its own or with the same key', () => {
    for (const second of [{ ...post, postId: 'second' }, { ...post, postId: 'second', key: good.row.key, payload: '{}' }]) {
      const { jobs, posted } = match([...good.posts, second]);
      expect(keys(checkPostedOnce(jobs, posted))).toEqual(['posted-twice']);
      expect(keys(checkConfirmed(jobs, posted, recorded))).toEqual(['posted-twice']);
    }
  });

  it('3 finds a key that is not its own, and one that is there twice', () => {
    const { jobs, posted } = match(good.posts, { slot: 2 });
    expect(keys(checkPostedOnce(jobs, posted))).toEqual(['key-differs']);
    expect(keys(checkPostedOnce([...jobsOf(good), ...jobsOf(good)], posted))).toEqual(['key-twice']);
  });

  it('15 finds confirmed without a post, and a post of what was never sent', () => {
    const none = match([]);
    expect(keys(checkConfirmed(none.jobs, none.posted, recorded))).toEqual(['confirmed-without-post']);
    const word = match([], { remoteId: '' });
    expect(checkConfirmed(word.jobs, word.posted, recorded).findings).toMatchObject([{ key: 'confirmed-on-word', level: 'warning' }]);
    const queued = match(good.posts, { state: 'queued' });
    expect(keys(checkConfirmed(queued.jobs, queued.posted, recorded))).toEqual(['posted-not-confirmed']);
    expect(checkConfirmed(none.jobs, none.posted, new Set())).toMatchObject({ looked: 0, findings: [] });
  });

  it('take a post whose answer was lost for that of the publication that is unsure', () => {
    const { jobs, posted } = match(good.posts, { state: 'uncertain', remoteId: '' });
    expect([checkPostsBelong(posted), checkPostedOnce(jobs, posted), checkConfirmed(jobs, posted, recorded)].every(healthy)).toBe(true);
  });
});

describe('4, 5, 6 and the audit chain: the log itself', () => {
  const rows = stored(published().log);

  it('are well as they were made', () => {
    expect([checkNumbers(rows, 8), checkIds(rows), checkFiling(rows), checkHashes(rows), checkChain(SAMPLE_WORKSPACE.id, rows, 8)].every(healthy)).toBe(true);
  });

  it('4 finds a gap, a number twice, and a counter that says otherwise, wherever they are', () => {
    fc.assert(fc.property(fc.nat({ max: rows.length - 2 }), (place) => keys(checkNumbers(rows.toSpliced(place, 1), 8)).join() === 'number-missing'));
    fc.assert(fc.property(fc.nat({ max: rows.length - 1 }), (place) => keys(checkNumbers(rows.toSpliced(place, 0, rows[place] as (typeof rows)[0]), 8)).join() === 'number-twice'));
    expect(keys(checkNumbers(rows, 9))).toEqual(['head-differs']);
  });

  it('5 finds a changed text, a changed hash, a changed fingerprint, and what cannot be read', () => {
    const [first] = rows;
    if (first === undefined) throw new Error('The fixture has entries');
    expect(keys(checkHashes([{ ...first, text: first.text.replace('한빛시', '다른시') }]))).toEqual(['fingerprint-differs', 'text-hash-differs']);
    const rewritten = { ...first, text: first.text.replace('한빛시', '다른시') };
    expect(keys(checkHashes([{ ...rewritten, fingerprint: sha256Hex(rewritten.text) }]))).toEqual(['text-hash-differs']);
    expect(keys(checkHashes([{ ...first, fingerprint: sha256Hex('x') }]))).toEqual(['fingerprint-differs']);
    expect(keys(checkHashes([{ ...first, text: '{' }]))).toEqual(['not-readable']);
    expect(keys(checkHashes([{ ...first, text: `${first.text} ` }]))).toEqual(['fingerprint-differs']);
  });

  it('6 finds an entry twice, one filed under another name, and two texts under one id', () => {
    const [first] = rows;
    if (first === undefined) throw new Error('The fixture has entries');
    expect(keys(checkIds([...rows, { ...first, seq: 9 }]))).toEqual(['id-twice']);
    for (const change of [{ id: v7() }, { kind: 'comment' }, { subject: v7() }, { revision: null }]) expect(keys(checkFiling([{ ...first, ...change }]))).toEqual(['columns-differ']);
    const content = contentOf();
    const one = revisionOf(WRITER, content);
    const other = revisionOf(WRITER, edited(content, '다른 글'));
    const twice = stored(numbered([one, { ...other, body: { ...other.body, revision: one.body.revision } }]));
    expect(keys(checkFiling(twice))).toEqual(['revision-twice']);
  });

  it('the chain names the entry that was altered', () => {
    expect(checkChain(SAMPLE_WORKSPACE.id, rows.with(2, { ...(rows[2] as (typeof rows)[0]), receivedAt: '2026-01-01T00:00:00.000Z' }), 8).findings).toMatchObject([{ key: 'chain-broken', subject: rows[2]?.id, values: { seq: 3 } }]);
    expect(keys(checkChain(SAMPLE_WORKSPACE.id, rows.slice(0, -1), 8))).toEqual(['chain-cut']);
  });
});

describe('7, 8, 14 and 16: who did what, and when', () => {
  const content = contentOf();
  const revision = revisionOf(WRITER, content);
  const submission = submissionOf(WRITER, revision);
  const approval = decisionOf(EDITOR, revision);
  const request = publishOf(EDITOR, revision);
  const later = revisionOf(WRITER, edited(content, '나중 글'), [revision.body.revision]);
  const row = { ...published().row, id: request.body.publication, variant: content.variant, revision: revision.body.revision, contentHash: revision.body.contentHash, account: content.account };
  const intent = wordOn(row, 'intent');
  const whole = [revision, submission, approval, request, wordOn(row, 'queued'), intent];

  it('are well in the order in which a newsroom works', () => {
    const judged = judge(whole);
    expect([checkDecisionsNameRevisions(judged), checkRoles(judged), checkDecisionsOnHead(judged), checkAttempts(judged)].every(healthy)).toBe(true);
    expect([checkAttempts(judged).looked, checkRoles(judged).looked]).toEqual([2, 2]);
  });

  it('7 finds a decision on what is not there, and on another hash', () => {
    expect(keys(checkDecisionsNameRevisions(judge([approval])))).toEqual(['decision-on-nothing']);
    expect(keys(checkDecisionsNameRevisions(judge([revision, submission, { ...approval, body: { ...approval.body, contentHash: sha256Hex('x') } }])))).toEqual(['decision-on-nothing']);
  });

  it('8 finds who did not hold the role, who is nobody, and who approved their own text', () => {
    expect(keys(checkRoles(judge([revision, submission, decisionOf(WRITER, revision)])))).toEqual(['decision-not-allowed']);
    expect(keys(checkRoles(judge([revision, submission, decisionOf(v7(), revision)])))).toEqual(['decision-not-allowed']);
    const own = revisionOf(EDITOR, content);
    expect(checkRoles(judge([own, submissionOf(EDITOR, own), decisionOf(EDITOR, own)])).findings).toMatchObject([{ values: { code: 'self-approval' }, level: 'error' }]);
    expect(keys(checkRoles(judge([revision, submission, approval, publishOf(WRITER, revision)])))).toEqual(['request-not-allowed']);
  });

  it('8 and 16 go by what was agreed on at that moment, and not since', () => {
    const agreed = (seq: number) => (past: number) => agreedOf(past > seq ? [{ collection: 'group', key: '구청', value: { members: [WRITER, EDITOR] } }] : []);
    const judgedWith = (entries: readonly Entry[], since: number) => judgeVariant(numbered(entries), SAMPLE_WORKSPACE, { agreed: agreed(since) });
    expect(checkRoles(judgedWith([revision, submission, approval], 2)).findings).toMatchObject([{ values: { code: 'own-group' }, level: 'error' }]);
    expect(checkRoles(judgedWith([revision, submission, approval], 3)).findings).toEqual([]);
    expect(keys(checkAttempts(judgedWith([revision, submission, approval, request, intent], 3)))).toEqual(['request-refused', 'attempt-refused']);
  });

  it('8 says only "look at it" where the policy was another one', () => {
    const byWriter = decisionOf(WRITER, revision);
    expect(checkRoles(judge([revision, submission, { ...byWriter, body: { ...byWriter.body, policyVersion: 2 } }])).findings).toMatchObject([{ level: 'warning' }]);
  });

  it('14 finds an approval of what was not the newest, not submitted, or archived', () => {
    for (const before of [[revision, submission, later], [revision], [revision, submission, archiveOf(EDITOR, content.variant)]]) expect(keys(checkDecisionsOnHead(judge([...before, approval])))).toEqual(['decision-too-late']);
  });

  it('16 finds an attempt after a newer text, a revocation or an archiving, and one that nobody asked for', () => {
    const upTo = whole.slice(0, -1);
    for (const between of [later, decisionOf(EDITOR, revision, 'revoke'), archiveOf(EDITOR, content.variant), wordOn(row, 'held'), wordOn(row, 'expired'), wordOn(row, 'confirmed')]) expect(keys(checkAttempts(judge([...upTo, between, intent])))).toEqual(['attempt-refused']);
    expect(keys(checkAttempts(judge([revision, submission, approval, intent])))).toEqual(['attempt-refused']);
    // Its story was archived when it was asked for, or since.
    const archivedSince = (since: number) => keys(checkAttempts(judgeVariant(numbered([...upTo, intent]), SAMPLE_WORKSPACE, { storyArchived: (seq) => seq > since })));
    expect([archivedSince(upTo.length), archivedSince(0), archivedSince(upTo.length + 1)]).toEqual([['attempt-refused'], ['request-refused', 'attempt-refused'], []]);
    expect(keys(checkAttempts(judge([revision, submission, request])))).toEqual(['request-refused']);
  });
});

describe('6, 13, 17, 21 and 24: the queue', () => {
  const { row, log, attempts, request } = published();
  const requests = [{ seq: 4, entry: request }];

  it('are well as the worker left them', () => {
    expect([checkRequestsOpened(requests, [row]), checkQueueRows(log, [row], attempts), checkQueueStates(log, [row]), checkNotStuck([row], NOW, 1), checkAttemptsApart(attempts, [row])].every(healthy)).toBe(true);
    expect(healthy(checkQueueStates(log.slice(0, 5), [{ ...row, state: 'claimed', remoteId: '', url: '' }]))).toBe(true);
  });

  it('6 finds a request without its publication, and a publication without its request', () => {
    expect(keys(checkRequestsOpened(requests, []))).toEqual(['request-without-publication']);
    expect(keys(checkRequestsOpened([], [row]))).toEqual(['publication-without-request']);
    expect(keys(checkRequestsOpened(requests, [{ ...row, account: v7() }]))).toEqual(['publication-without-request']);
  });

  it('13 finds what nothing moves, and says what is overdue', () => {
    expect(keys(checkNotStuck([{ ...row, state: 'queued' }], NOW, 60_000))).toEqual(['stuck-for-ever']);
    expect(checkNotStuck([{ ...row, state: 'uncertain', nextAt: NOW - 120_000 }], NOW, 60_000).findings).toMatchObject([{ key: 'overdue', level: 'warning', values: { minutes: 2 } }]);
    expect(healthy(checkNotStuck([{ ...row, state: 'uncertain', nextAt: NOW - 30_000 }, { ...row, state: 'needs-person' }], NOW, 60_000))).toBe(true);
  });

  it('17 finds attempts that overlap, an old fencing number, and one left open', () => {
    const [first] = attempts;
    if (first === undefined) throw new Error('The fixture has an attempt');
    const second = { ...first, attempt: 2, fence: 2, startedAt: '2026-11-23T05:00:03.000Z', endedAt: '2026-11-23T05:00:04.000Z' };
    expect(healthy(checkAttemptsApart([second, first], [row]))).toBe(true);
    expect(keys(checkAttemptsApart([first, { ...second, startedAt: '2026-11-23T05:00:01.500Z' }], [row]))).toEqual(['attempts-overlap']);
    expect(keys(checkAttemptsApart([first, { ...second, fence: 1 }], [row]))).toEqual(['fence-not-newer']);
    expect(keys(checkAttemptsApart([{ ...first, endedAt: null }], [row]))).toEqual(['attempt-open']);
  });

  it('21 finds attempts and words on a publication that there is not', () => {
    expect(keys(checkQueueRows(log, [], attempts))).toEqual(['attempt-without-publication', ...Array<string>(4).fill('word-without-publication')]);
  });

  it('24 finds a state that the log does not say', () => {
    expect(keys(checkQueueStates(log, [{ ...row, state: 'sent' }]))).toEqual(['state-differs']);
    expect(keys(checkQueueStates([], [row]))).toEqual(['state-differs']);
  });
});

describe('11 and 20: histories and archive marks', () => {
  const [a, b, c] = [v7(), v7(), v7()];

  it('11 is well for a line, a merge, and a conflict that is shown', () => {
    const line = { subject: v7(), revisions: [{ id: a, parents: [] }, { id: b, parents: [a] }], conflict: false };
    const forked = { subject: v7(), revisions: [{ id: a, parents: [] }, { id: b, parents: [a] }, { id: c, parents: [a] }], conflict: true };
    expect(healthy(checkHistories([line, forked]))).toBe(true);
    expect(keys(checkHistories([{ ...forked, conflict: false }]))).toEqual(['conflict-not-shown']);
  });

  it('11 finds a lost parent, and revisions that lead to no newest one', () => {
    expect(keys(checkHistories([{ subject: a, revisions: [{ id: b, parents: [a] }], conflict: null }]))).toEqual(['parent-missing']);
    expect(keys(checkHistories([{ subject: a, revisions: [{ id: b, parents: [c] }, { id: c, parents: [b] }], conflict: null }]))).toEqual(['revision-unreachable', 'revision-unreachable']);
  });

  it('20 finds what no person archived', () => {
    expect(healthy(checkArchiving(numbered([archiveOf(EDITOR, a)])))).toBe(true);
    expect(keys(checkArchiving(numbered([archiveOf(SERVER_MEMBER, a, false)])))).toEqual(['archive-by-server']);
  });
});

describe('19, 22 and 23: pictures, secrets, steps', () => {
  const sha256 = sha256Hex('picture');
  const content = contentOf({ media: [{ sha256, alt: '', decorative: true }] });
  const shown = [{ revision: v7(), content }];

  it('19 finds a picture that is gone or has other bytes', () => {
    expect(healthy(checkMedia(shown, [{ sha256, actual: sha256 }]))).toBe(true);
    expect(keys(checkMedia(shown, []))).toEqual(['media-missing']);
    expect(keys(checkMedia(shown, [{ sha256, actual: sha256Hex('other') }]))).toEqual(['media-differs']);
    expect(keys(checkMedia(shown, [{ sha256, actual: null }]))).toEqual(['media-gone']);
  });

  it('22 finds a token in use for certain, and what looks like a secret', () => {
    const known = ['a-token-of-this-newsroom'];
    const say = (text: string) => checkSecrets([{ where: 'entry 1', text }], known);
    expect(healthy(say(`{"text":"수도 요금은 bearer 없이 ${sha256}"}`))).toBe(true);
    expect(say('x a-token-of-this-newsroom y').findings).toMatchObject([{ key: 'known-secret', level: 'error', subject: 'entry 1' }]);
    const likely = ['Authorization: Bearer abcdefghijklmnopqrstuvwx', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${'a'.repeat(43)}`, '-----BEGIN EC PRIVATE KEY-----', 'postgres://sotong:hunter22@db/sotong', '{"access_token":"abcdefghijklmnop"}', `ghp_${'a'.repeat(36)}`];
    for (const text of likely) expect([text, keys(say(text))]).toEqual([text, ['secret-like']]);
    expect(JSON.stringify([say('x a-token-of-this-newsroom y'), ...likely.map(say)])).not.toMatch(/a-token-of-this-newsroom|hunter22|abcdefghijklmnop/u);
  });

  it('23 finds a step of a newer build, and one that was left out', () => {
    expect(healthy(checkSchema([1, 2, 3], [1, 2, 3]))).toBe(true);
    expect(keys(checkSchema([1, 2, 3, 4], [1, 2, 3]))).toEqual(['schema-newer']);
    expect(keys(checkSchema([1, 3], [1, 2, 3]))).toEqual(['schema-gap']);
  });
});
