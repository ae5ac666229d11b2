import { describe, expect, it } from 'vitest';
import { PUBLICATION_EVENTS, PUBLICATION_STATES, isFinal, isWithPerson, mayBePosted, step } from '#shared/sync/publication-machine.ts';
import type { PublicationEvent, PublicationState } from '#shared/sync/publication-machine.ts';

/** Every pair that leads somewhere, written out a second time on purpose: a change of the table has to be meant. */
const ALLOWED = `
requested accept queued | requested cancel cancelled | requested go-stale cancelled | requested hold held | requested expire expired
queued claim claimed | queued cancel cancelled | queued go-stale cancelled | queued hold held | queued expire expired
claimed write-intent intent | claimed hand-over by-hand | claimed lease-lost queued | claimed cancel cancelled | claimed go-stale cancelled | claimed hold held | claimed expire expired
intent send-succeeded sent | intent send-rejected rejected | intent send-deferred queued | intent send-unknown uncertain | intent lease-lost uncertain
sent confirm confirmed | sent found-posted confirmed | sent hand-over needs-person | sent lease-lost sent
uncertain found-posted sent | uncertain not-posted queued | uncertain hand-over needs-person | uncertain lease-lost uncertain
by-hand posted-by-hand confirmed | by-hand cancel cancelled | by-hand go-stale needs-person | by-hand hold needs-person | by-hand expire needs-person
needs-person found-posted confirmed | needs-person posted-by-hand confirmed | needs-person not-posted queued | needs-person cancel cancelled
held release queued | held cancel cancelled | held go-stale cancelled | held expire expired
rejected retry queued | expired retry queued
`;
const EXPECTED = new Map(
  ALLOWED.trim()
    .split(/\s*[|\n]\s*/u)
    .map((line) => line.split(' '))
    .map(([from, event, to]) => [`${from} ${event}`, to]),
);

const PAIRS = PUBLICATION_STATES.flatMap((state) => PUBLICATION_EVENTS.map((event) => ({ state, event, next: step(state, event) })));

function reachable(from: PublicationState, events: readonly PublicationEvent[] = PUBLICATION_EVENTS): Set<PublicationState> {
  const seen = new Set<PublicationState>();
  const waiting: PublicationState[] = [from];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    for (const event of events) {
      const next = step(state, event);
      if (next !== null) waiting.push(next);
    }
  }
  return seen;
}

describe('the publication machine', () => {
  it('goes where the list says, from every state on every event', () => {
    expect(PAIRS).toHaveLength(PUBLICATION_STATES.length * PUBLICATION_EVENTS.length);
    for (const { state, event, next } of PAIRS) expect(next, `${state} ${event}`).toBe(EXPECTED.get(`${state} ${event}`) ?? null);
    expect(PAIRS.filter(({ next }) => next !== null)).toHaveLength(EXPECTED.size);
  });

  it('calls the channel from one place only: what follows a call is reached from intent alone', () => {
    expect(PAIRS.filter(({ next }) => next === 'intent').map(({ state, event }) => `${state} ${event}`)).toEqual(['claimed write-intent']);
    for (const event of ['send-succeeded', 'send-rejected', 'send-deferred', 'send-unknown'] as const) expect(PAIRS.filter((pair) => pair.event === event && pair.next !== null).map((pair) => pair.state)).toEqual(['intent']);
  });

  it('goes back to the queue from a possible post only with the certainty that there is none', () => {
    const back = PAIRS.filter(({ state, next }) => mayBePosted(state) && next !== null && !mayBePosted(next) && next !== 'cancelled');
    expect(back.map(({ event }) => event).toSorted()).toEqual(['not-posted', 'not-posted', 'send-deferred', 'send-rejected']);
    for (const state of ['intent', 'sent', 'uncertain'] as const) for (const event of ['cancel', 'hold', 'expire', 'go-stale', 'retry', 'release'] as const) expect(step(state, event), `${state} ${event}`).toBeNull();
  });

  it('never loses a text that was handed over: only a person ends it', () => {
    for (const event of ['go-stale', 'hold', 'expire'] as const) expect(step('by-hand', event)).toBe('needs-person');
    expect(step('needs-person', 'retry')).toBeNull();
  });

  it('stays confirmed and cancelled, and comes to some end from everywhere', () => {
    expect(reachable('confirmed')).toEqual(new Set(['confirmed']));
    expect(reachable('cancelled')).toEqual(new Set(['cancelled']));
    for (const state of PUBLICATION_STATES) expect([...reachable(state)].some(isFinal), state).toBe(true);
    expect(reachable('requested')).toEqual(new Set(PUBLICATION_STATES));
    for (const state of PUBLICATION_STATES) expect(isFinal(state) && isWithPerson(state), state).toBe(false);
  });

  it('confirms nothing without a send, a find or a person', () => {
    const without = PUBLICATION_EVENTS.filter((event) => !['send-succeeded', 'found-posted', 'posted-by-hand'].includes(event));
    expect(reachable('requested', without).has('confirmed')).toBe(false);
  });
});
