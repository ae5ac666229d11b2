import { describe, expect, it } from 'vitest';
import type { CommentView, EditorialStatus, RevisionView, VariantDetail, VariantRow } from '#shared/contract/views.ts';
import type { Verdict } from '#shared/sync/entry.ts';
import { defaultBase } from '#renderer/features/review/model/compare.ts';
import { barrierTo } from '#renderer/features/review/model/decide.ts';
import { publishGate, readyToPublish } from '#renderer/features/review/model/publishing.ts';
import { threadsOf } from '#renderer/components/comment-threads.ts';

const row = (status: EditorialStatus, waiting: { decision?: Verdict; publishRequest?: boolean } = {}): VariantRow =>
  ({ id: status, status: { status, waitingForServer: { decision: waiting.decision ?? null, publishRequest: waiting.publishRequest ?? false } } }) as unknown as VariantRow;
const detail = (status: EditorialStatus, head: string | null = 'h', decision?: Verdict): VariantDetail =>
  ({ row: row(status, decision === undefined ? {} : { decision }), head: head === null ? null : { id: head } }) as unknown as VariantDetail;

describe('what stands in the way of a verdict', () => {
  const of = (verdict: 'approve' | 'request-changes', given: VariantDetail | null, reason: string | null | undefined, shown: string | null = null) => {
    const barrier = barrierTo(verdict, { detail: given, reason, shown });
    return barrier === null ? null : barrier.ns === 'why' ? barrier.key : barrier.code;
  };

  it('is nothing for a text in review that the seat may decide on', () => {
    expect(of('approve', detail('in-review'), null)).toBeNull();
    expect(of('request-changes', detail('in-review'), null, 'h')).toBeNull();
  });

  it('is named for each case', () => {
    expect(of('approve', null, null)).toBe('noVariant');
    expect(of('approve', detail('draft', null), null)).toBe('noRevision');
    expect(of('approve', detail('in-review'), null, 'older')).toBe('oldVersion');
    expect(of('approve', detail('in-review'), undefined)).toBe('loading');
    expect(of('approve', detail('in-review', 'h', 'approve'), null)).toBe('waiting');
    expect(of('request-changes', detail('in-review', 'h', 'approve'), null)).toBeNull();
    for (const status of ['approved', 'scheduled', 'publishing', 'published'] as const) expect(of('approve', detail(status), null)).toBe('decided');
    expect(of('request-changes', detail('changes-requested'), null)).toBe('returned');
    expect(of('approve', detail('in-review'), 'not-allowed')).toBe('not-allowed');
  });

  it('lets one ask for changes where only an approval is refused', () => {
    for (const reason of ['self-approval', 'step-not-open', 'media-missing', 'not-submitted']) {
      expect(of('approve', detail('in-review'), reason)).toBe(reason);
      expect(of('request-changes', detail('in-review'), reason)).toBeNull();
    }
    for (const reason of ['not-allowed', 'stale-head', 'archived']) expect(of('request-changes', detail('in-review'), reason)).toBe(reason);
  });
});

describe('sending out', () => {
  it('is offered for what the server has approved, and for nothing else', () => {
    const gates = (['draft', 'in-review', 'changes-requested', 'approved', 'scheduled', 'publishing', 'published', 'failed', 'archived'] as const).map((status) => [status, publishGate(row(status))]);
    expect(Object.fromEntries(gates)).toEqual({
      draft: 'not-approved', 'in-review': 'not-approved', 'changes-requested': 'not-approved', approved: 'ready', scheduled: 'requested', publishing: 'requested', published: 'published', failed: 'requested', archived: 'not-approved',
    });
    expect(publishGate(row('in-review', { decision: 'approve' }))).toBe('waiting-for-approval');
    expect(publishGate(row('approved', { publishRequest: true }))).toBe('requested');
    expect(readyToPublish([row('approved'), row('draft'), row('approved', { publishRequest: true })]).map(({ id }) => id)).toEqual(['approved']);
  });
});

describe('what a head is compared with', () => {
  const revision = (id: string, contentHash: string) => ({ id, contentHash });
  const history = [revision('d', '2'), revision('c', '2'), revision('b', '1'), revision('a', '0')];

  it('is the last approval; where that is the head, the text before it; else nothing', () => {
    expect(defaultBase(revision('d', '2'), revision('a', '0'), history)).toBe('a');
    expect(defaultBase(revision('d', '2'), revision('c', '2'), history)).toBe('b');
    expect(defaultBase(revision('d', '2'), null, history)).toBeNull();
    expect(defaultBase(revision('a', '0'), revision('a', '0'), history)).toBeNull();
  });

  it('is what the reviewer has read last, where that is another text that is still known', () => {
    expect(defaultBase(revision('d', '2'), revision('a', '0'), history, '1')).toBe('b');
    expect(defaultBase(revision('d', '2'), revision('a', '0'), history, '2')).toBe('a');
    expect(defaultBase(revision('d', '2'), null, history, '9')).toBeNull();
  });
});

describe('threads', () => {
  const comment = (id: string, at: number, anchor: CommentView['anchor'], replyTo: string | null = null): CommentView =>
    ({ id, variant: 'v', revision: 'r', anchor, replyTo, author: 'm', at: `2026-11-23T05:00:0${at}.000Z`, text: id, suggestion: null, resolved: false, sync: 'synced' });
  const revisions = [{ id: 'r', content: { blocks: [{ type: 'paragraph', children: [{ text: '하나 둘 셋' }] }] } }] as unknown as RevisionView[];

  it('stand in the order of the text, then those on the whole, then those whose words are gone', () => {
    const threads = threadsOf(
      [
        comment('gone', 1, { start: 3, end: 4, quote: '둘' }),
        comment('whole', 2, null),
        comment('late', 3, { start: 5, end: 6, quote: '셋' }),
        comment('early', 4, { start: 0, end: 2, quote: '하나' }),
        comment('answer', 6, null, 'early'),
        comment('answer before', 5, null, 'early'),
        comment('lost answer', 7, null, 'unknown'),
      ],
      '하나 셋',
      revisions,
    );
    expect(threads.map(({ root, range, gone }) => [root.id, range, gone])).toEqual([
      ['early', { start: 0, end: 2 }, false],
      ['late', { start: 3, end: 4 }, false],
      ['whole', null, false],
      ['lost answer', null, false],
      ['gone', null, true],
    ]);
    expect(threads[0]?.replies.map(({ id }) => id)).toEqual(['answer before', 'answer']);
  });
});
