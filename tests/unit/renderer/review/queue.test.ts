import { describe, expect, it } from 'vitest';
import type { ReviewItem, VariantRow } from '#shared/contract/views.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { buildQueue, type QueueInput, queuePlaces, stepInQueue } from '#renderer/features/review/model/queue.ts';

const id = (n: number): string => `018f4c00-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const account = (channel: string) => {
  const found = SAMPLE_WORKSPACE.accounts.find((each) => each.channel === channel);
  if (found === undefined) throw new Error(channel);
  return found;
};
const row = (n: number, channel: string, language: 'ko' | 'en', status: VariantRow['status']['status'] = 'in-review'): VariantRow => ({
  id: id(n), story: id(1), account: account(channel), language, linked: false,
  status: { status, head: null, conflict: false, approvedRevision: null, approvalVoided: false, waitingForServer: { decision: null, publishRequest: false }, expiresAt: null, expired: false, needsPerson: false, publishedEarlier: false },
  sync: 'synced', problems: { errors: 0, warnings: 0 }, used: 0, limit: 280, excerpt: '', updatedAt: '2026-11-23T05:00:00.000Z', openComments: 0, sourceChanged: false, drifted: false, machineMade: false, publishedUrl: null,
});
const writer = id(0xb1);
const editor = id(0xb2);
const item = (story: number, submittedBy: string, submittedAt: string, variants: VariantRow[], yours = true): ReviewItem => ({ story: id(story), storyTitle: `S${story}`, variants, submittedBy, submittedAt, note: '', yours, groups: [] });

const base: QueueInput = {
  items: [
    item(11, writer, '2026-11-23T05:00:00.000Z', [row(21, 'blog', 'ko'), row(22, 'x', 'en'), row(23, 'x', 'ko')]),
    item(12, editor, '2026-11-23T04:00:00.000Z', [row(24, 'facebook', 'ko')]),
  ],
  due: new Map([[id(11), '2026-11-24T00:00:00.000Z'], [id(12), null]]),
  ready: [{ story: id(13), title: 'S13', due: null, count: 2 }, { story: id(11), title: 'S11', due: null, count: 1 }],
  filter: 'all', group: null, seat: editor, open: null,
};

describe('the review queue', () => {
  it('puts what is due first, then the longest waiting; what only waits to be published comes after and once', () => {
    expect(buildQueue(base).map(({ story, group, ready }) => [story, group, ready])).toEqual([[id(11), 'review', 0], [id(12), 'review', 0], [id(13), 'ready', 2]]);
  });

  it('orders variants by channel and Korean before English', () => {
    expect(buildQueue(base)[0]?.variants.map((variant) => variant.id)).toEqual([id(23), id(22), id(21)]);
  });

  it('shows a writer what they sent, and someone who decides everything', () => {
    const mine = (seat: string, decides: boolean) => buildQueue({ ...base, items: base.items.map((each) => ({ ...each, yours: decides })), filter: 'mine', seat }).filter(({ group }) => group === 'review').map(({ story }) => story);
    expect(mine(writer, false)).toEqual([id(11)]);
    expect(mine(editor, true)).toEqual([id(11), id(12)]);
    expect(mine(id(0xb3), false)).toEqual([]);
  });

  it('shows what came from groups, or from one of them', () => {
    const [first, second] = base.items;
    const items = [{ ...first!, groups: ['구청', '기자단'] }, { ...second!, groups: ['구청'] }, item(15, writer, '2026-11-23T06:00:00.000Z', [])];
    const of = (group: string | null) => buildQueue({ ...base, items, filter: 'groups', group }).map(({ story, from }) => [story, from]);
    expect(of(null)).toEqual([[id(11), ['구청', '기자단']], [id(12), ['구청']]]);
    expect(of('기자단')).toEqual([[id(11), ['구청', '기자단']]]);
    expect(of('아무도')).toEqual([]);
  });

  it('keeps the open story when it has left the queue, with all its variants but the archived', () => {
    const open = { story: id(14), title: 'S14', due: null, variants: [row(31, 'x', 'ko', 'approved'), row(32, 'x', 'en', 'archived')] };
    const queue = buildQueue({ ...base, open });
    expect(queue.at(-1)).toMatchObject({ story: id(14), group: 'kept' });
    expect(queue.at(-1)?.variants.map((variant) => variant.id)).toEqual([id(31)]);
    expect(buildQueue({ ...base, open: { ...open, story: id(12) } }).filter(({ group }) => group === 'kept')).toEqual([]);
  });

  it('steps through every variant of every story and stops at the ends', () => {
    const queue = buildQueue(base);
    const places = queuePlaces(queue);
    expect(places.map(({ variant }) => variant)).toEqual([id(23), id(22), id(21), id(24), null]);
    expect(stepInQueue(queue, null, 1)).toEqual(places[0]);
    expect(stepInQueue(queue, places[2] ?? null, 1)).toEqual(places[3]);
    expect(stepInQueue(queue, places[0] ?? null, -1)).toBeNull();
    expect(stepInQueue(queue, places[4] ?? null, 1)).toBeNull();
    expect(stepInQueue(queue, { story: id(99), variant: id(99) }, 1)).toEqual(places[0]);
  });
});
