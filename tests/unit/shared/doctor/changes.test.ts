import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { checkChangesApproved, checkChangesBelong, checkChangesConfirmed, matchChanges } from '#shared/doctor/changes.ts';
import { type Job } from '#shared/doctor/posts.ts';
import { checkNotStuck, checkRequestsOpened } from '#shared/doctor/queue.ts';
import type { ChangeRow } from '#shared/doctor/rows.ts';
import { amendmentKey } from '#shared/domain/amendment.ts';
import { WRITER } from '../../../support/core.ts';
import { amendmentOf } from '../../../support/entries.ts';
import { healthy, jobsOf, keys, published } from './_newsroom.ts';

/** A post that was edited: its publication, the correction, and the channel's record of it. */
function corrected(changes: Partial<Job> = {}): { readonly jobs: readonly Job[]; readonly edit: Job; readonly made: readonly ChangeRow[] } {
  const good = published();
  const [publication] = jobsOf(good);
  if (publication === undefined) throw new Error('no job');
  const id = v7();
  const edit: Job = { ...publication, id, key: amendmentKey(id), amends: publication.id, way: 'edit', payload: '{"text":"고친 글"}', approved: true, requestedSeq: 9, ...changes };
  return { jobs: [publication, edit], edit, made: [{ account: publication.account, postId: publication.remoteId, payload: '{"text":"고친 글"}' }] };
}

describe('what was done to posts afterwards', () => {
  it('is right where each change has its correction', () => {
    const { jobs, made, edit } = corrected();
    const changed = matchChanges(made, jobs);
    expect([checkChangesBelong(changed), checkChangesApproved(changed), checkChangesConfirmed(changed, new Set([edit.account]))].every(healthy)).toBe(true);
  });

  it('is wrong where nobody asked, where other bytes stand, and where it was done twice', () => {
    const { jobs, made } = corrected();
    expect(keys(checkChangesBelong(matchChanges(made, jobs.slice(0, 1))))).toEqual(['change-without-amendment']);
    expect(keys(checkChangesBelong(matchChanges(made.map((each) => ({ ...each, payload: '{"text":"다른 글"}' })), jobs)))).toEqual(['change-without-amendment']);
    expect(keys(checkChangesBelong(matchChanges([...made, ...made], jobs)))).toEqual(['change-without-amendment']);
    expect(keys(checkChangesBelong(matchChanges(made.map((each) => ({ ...each, payload: '' })), jobs)))).toEqual(['change-without-amendment']);
  });

  it('is wrong without an approval, and with a job of another hash', () => {
    const unapproved = corrected({ approved: false });
    expect(keys(checkChangesApproved(matchChanges(unapproved.made, unapproved.jobs)))).toEqual(['posted-unapproved']);
    const other = corrected({ contentHash: '0'.repeat(64) });
    expect(keys(checkChangesApproved(matchChanges(other.made, other.jobs)))).toEqual(['job-hash-differs']);
  });

  it('has to be there once it is confirmed; a person’s word alone is a warning', () => {
    const { jobs, edit } = corrected();
    const recorded = new Set([edit.account]);
    expect(checkChangesConfirmed(matchChanges([], jobs), recorded).findings).toMatchObject([{ key: 'confirmed-without-change', level: 'error' }]);
    const word = corrected({ remoteId: '' });
    expect(checkChangesConfirmed(matchChanges([], word.jobs), new Set([word.edit.account])).findings).toMatchObject([{ key: 'confirmed-on-word', level: 'warning' }]);
    expect(checkChangesConfirmed(matchChanges([], jobs), new Set()).findings).toEqual([]);
    // Unknown yet: none and one are both right.
    const open = corrected({ state: 'uncertain' });
    expect(checkChangesConfirmed(matchChanges([], open.jobs), new Set([open.edit.account])).findings).toEqual([]);
  });
});

describe('a correction in the queue', () => {
  it('comes from its request, and waits for people as long as they take', () => {
    const good = published();
    const request = amendmentOf(WRITER, good.request, 'remove', good.revision);
    const row = { ...good.row, id: request.body.amendment, amends: good.row.id, way: 'remove' as const, state: 'requested' as const, requestedSeq: 9 };
    const asked = [{ seq: 4, entry: good.request }, { seq: 9, entry: request }];
    expect(healthy(checkRequestsOpened(asked, [good.row, row]))).toBe(true);
    expect(keys(checkRequestsOpened(asked, [good.row, { ...row, way: 'edit' }]))).toEqual(['publication-without-request']);
    expect(checkNotStuck([row], Number.MAX_SAFE_INTEGER, 0).findings).toEqual([]);
    expect(keys(checkNotStuck([{ ...row, state: 'queued' }], 0, 0))).toEqual(['stuck-for-ever']);
  });
});
