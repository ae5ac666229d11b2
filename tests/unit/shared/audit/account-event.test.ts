import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AccountEvent, ACCOUNT_EVENTS, eventChainHash, eventChainStart, type EventLink, verifyEvents } from '#shared/audit/account-event.ts';

const WORKSPACE = '018f4c00-0000-7000-8000-000000000001';
const member = fc.constantFrom('018f4c00-0000-7000-8000-000000000011', '018f4c00-0000-7000-8000-000000000012', null);
const events = fc
  .array(fc.record({ at: fc.constantFrom('2026-11-23T05:00:00.000Z', '2026-11-24T05:00:00.000Z'), event: fc.constantFrom(...ACCOUNT_EVENTS), member, by: member, device: fc.constant(null), detail: fc.string() }), { minLength: 1, maxLength: 8 })
  .map((all): AccountEvent[] => all.map((event, index) => ({ ...event, n: index + 1 })));

/** Chained in any order: what was recorded at once is chained as it is found. */
function chained(all: readonly AccountEvent[]): EventLink[] {
  let chain: string = eventChainStart(WORKSPACE);
  return all.map((event, index): EventLink => ({ position: index + 1, n: event.n, chain: (chain = eventChainHash(chain, index + 1, event)) }));
}

it('What was done to accounts holds together as it was recorded, in whatever order it was chained, and with what is not chained yet', () => {
  fc.assert(
    fc.property(events, fc.nat(8), (all, sealed) => {
      expect(verifyEvents(WORKSPACE, all, chained(all.slice(0, sealed)))).toEqual([]);
      expect(verifyEvents(WORKSPACE, all, chained(all.toReversed()))).toEqual([]);
    }),
  );
});

it('does not hold where an act was changed or taken out, and names it', () => {
  fc.assert(
    fc.property(events, fc.nat(), fc.constantFrom('detail', 'event', 'by', 'gone'), (all, which, how) => {
      const links = chained(all);
      const at = which % all.length;
      const changed = all.flatMap((event, index): AccountEvent[] => {
        if (index !== at) return [event];
        if (how === 'gone') return [];
        return [{ ...event, ...(how === 'detail' ? { detail: `${event.detail}!` } : how === 'by' ? { by: '018f4c00-0000-7000-8000-0000000000ff' } : { event: 'something-else' }) }];
      });
      expect(verifyEvents(WORKSPACE, changed, links).map(({ n }) => n)).toEqual([at + 1]);
    }),
  );
});

it('does not hold where a link was taken out', () => {
  const all = [1, 2, 3].map((n): AccountEvent => ({ n, at: '2026-11-23T05:00:00.000Z', event: 'signed-in', member: null, by: null, device: null, detail: '' }));
  const links = chained(all);
  expect(verifyEvents(WORKSPACE, all, [links[0]!, links[2]!]).map(({ n }) => n)).toEqual([3]);
});
