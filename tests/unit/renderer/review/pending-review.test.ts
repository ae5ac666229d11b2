import { describe, expect, it } from 'vitest';
import { approvalsOfSeen, isSeen, NOTHING_PENDING, overtaken, parsePending, type PendingReview, type PendingVerdict, reducePending } from '#renderer/features/review/model/pending-review.ts';

const id = (n: number): string => `018f4c00-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const hash = (digit: string): string => digit.repeat(64);

const approve = (variant: number, revision = 100 + variant): PendingVerdict => ({
  story: id(1), variant: id(variant), revision: id(revision), contentHash: hash('a'), verdict: 'approve', reason: '',
});

describe('a pending review', () => {
  it('keeps one verdict for each variant, the latest', () => {
    const first = reducePending(NOTHING_PENDING, { type: 'decide', verdict: approve(2) });
    const second = reducePending(first, { type: 'decide', verdict: { ...approve(2), verdict: 'request-changes', reason: '날짜' } });
    const third = reducePending(second, { type: 'decide', verdict: approve(3) });
    expect(third.verdicts.map(({ variant, verdict }) => [variant, verdict])).toEqual([[id(2), 'request-changes'], [id(3), 'approve']]);
    expect(reducePending(third, { type: 'withdraw', variant: id(2) }).verdicts.map(({ variant }) => variant)).toEqual([id(3)]);
  });

  it('drops a verdict when its variant has another head, and no other', () => {
    const state = [approve(2), approve(3), approve(4)].reduce<PendingReview>((now, verdict) => reducePending(now, { type: 'decide', verdict }), NOTHING_PENDING);
    const heads = new Map([[id(2), id(102)], [id(3), id(999)]]);
    expect(overtaken(state, heads).map(({ variant }) => variant)).toEqual([id(3)]);
    expect(reducePending(state, { type: 'heads', heads }).verdicts.map(({ variant }) => variant)).toEqual([id(2), id(4)]);
    expect(reducePending(state, { type: 'heads', heads: new Map() })).toBe(state);
  });

  it('marks a text as seen, not a variant: an edit needs another look', () => {
    const seen = reducePending(NOTHING_PENDING, { type: 'see', variant: id(2), contentHash: hash('a') });
    expect(isSeen(seen, id(2), hash('a'))).toBe(true);
    expect(isSeen(seen, id(2), hash('b'))).toBe(false);
    expect(isSeen(seen, id(2), null)).toBe(false);
    expect(isSeen(reducePending(seen, { type: 'unsee', variant: id(2), contentHash: hash('a') }), id(2), hash('a'))).toBe(false);
  });

  it('approves of what was seen only what this seat may approve and what is still the same text', () => {
    const seen = [2, 3, 4, 5].reduce<PendingReview>((now, n) => reducePending(now, { type: 'see', variant: id(n), contentHash: hash('a') }), NOTHING_PENDING);
    const variant = (n: number, contentHash: string, blocked: string | null | undefined) => ({ story: id(1), variant: id(n), revision: { id: id(100 + n), contentHash }, blocked });
    const approvals = approvalsOfSeen(seen, [
      variant(2, hash('a'), null),
      variant(3, hash('b'), null),
      variant(4, hash('a'), 'self-approval'),
      variant(5, hash('a'), undefined),
      variant(6, hash('a'), null),
      { story: id(1), variant: id(7), revision: null, blocked: null },
    ]);
    expect(approvals).toEqual([approve(2)]);
  });

  it('clears what was sent and keeps what came in meanwhile', () => {
    const sent = reducePending(NOTHING_PENDING, { type: 'decide', verdict: approve(2) });
    const meanwhile = reducePending(sent, { type: 'decide', verdict: { ...approve(2), verdict: 'request-changes', reason: 'x' } });
    expect(reducePending(meanwhile, { type: 'decided', verdicts: sent.verdicts }).verdicts).toHaveLength(1);
    expect(reducePending(sent, { type: 'decided', verdicts: sent.verdicts }).verdicts).toEqual([]);
  });

  it('survives a restart, and a damaged record costs nothing but itself', () => {
    const comment = { key: 'c1', story: id(1), variant: id(2), revision: id(102), anchor: { start: 0, end: 2, quote: '청년' }, text: '근거 확인', suggestion: '젊은이' };
    const state = [
      { type: 'decide', verdict: approve(2) } as const,
      { type: 'comment', comment } as const,
      { type: 'see', variant: id(2), contentHash: hash('a') } as const,
    ].reduce(reducePending, NOTHING_PENDING);
    expect(parsePending(JSON.stringify(state))).toEqual(state);
    for (const damaged of [null, '', '{', '{"verdicts":[{}]}', '[]']) expect(parsePending(damaged)).toEqual(NOTHING_PENDING);
    expect(reducePending(state, { type: 'uncomment', key: 'c1' }).comments).toEqual([]);
  });
});
