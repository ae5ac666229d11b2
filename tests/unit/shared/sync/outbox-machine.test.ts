import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEW_ENTRY, OUTBOX_EVENTS, OUTBOX_STATES, OUTBOX_TABLE, step } from '#shared/sync/outbox-machine.ts';
import type { OutboxEvent, OutboxState } from '#shared/sync/outbox-machine.ts';

const STATES: Record<OutboxState['state'], OutboxState> = {
  waiting: { state: 'waiting', attempts: 2 },
  sending: { state: 'sending', attempts: 2 },
  accepted: { state: 'accepted', seq: 7 },
  parked: { state: 'parked', code: 'stale-head', attempts: 2 },
  withdrawn: { state: 'withdrawn' },
};
const EVENTS: Record<OutboxEvent['type'], OutboxEvent> = {
  send: { type: 'send' },
  accepted: { type: 'accepted', seq: 9 },
  duplicate: { type: 'duplicate', seq: 9 },
  seen: { type: 'seen', seq: 9 },
  rejected: { type: 'rejected', code: 'not-allowed' },
  failed: { type: 'failed' },
  restart: { type: 'restart' },
  retry: { type: 'retry' },
  withdraw: { type: 'withdraw' },
};

const ACCEPTED: OutboxState = { state: 'accepted', seq: 9 };
const EXPECTED: Record<string, OutboxState> = {
  'waiting send': { state: 'sending', attempts: 2 },
  'waiting seen': ACCEPTED,
  'waiting withdraw': { state: 'withdrawn' },
  'sending accepted': ACCEPTED,
  'sending duplicate': ACCEPTED,
  'sending seen': ACCEPTED,
  'sending rejected': { state: 'parked', code: 'not-allowed', attempts: 2 },
  'sending failed': { state: 'waiting', attempts: 3 },
  'sending restart': { state: 'waiting', attempts: 2 },
  'parked retry': { state: 'waiting', attempts: 0 },
  'parked withdraw': { state: 'withdrawn' },
  'parked seen': ACCEPTED,
};

describe('the outbox machine', () => {
  it('goes where the list says, from every state on every event', () => {
    for (const state of OUTBOX_STATES) for (const event of OUTBOX_EVENTS) expect(step(STATES[state], EVENTS[event]), `${state} ${event}`).toEqual(EXPECTED[`${state} ${event}`] ?? null);
    expect(Object.values(OUTBOX_TABLE).flatMap((row) => Object.keys(row))).toHaveLength(Object.keys(EXPECTED).length);
  });

  it('keeps its invariants over any run of events', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.values(EVENTS)), { maxLength: 30 }), (events) => {
        let state: OutboxState = NEW_ENTRY;
        for (const event of events) {
          const next = step(state, event);
          if (state.state === 'accepted' || state.state === 'withdrawn') expect(next).toBeNull();
          if (state.state === 'sending') expect(next?.state).not.toBe('withdrawn');
          if (next?.state === 'parked') expect(event.type).toBe('rejected');
          if (state.state === 'parked' && next?.state === 'waiting') expect(event.type).toBe('retry');
          state = next ?? state;
        }
      }),
      { seed: 1 },
    );
  });
});
