import { assertNever } from '../std/assert-never.ts';

/**
 * The life of one entry that this device made, until the server has it.
 *
 *   waiting ──send──▶ sending ──accepted──▶ accepted
 *      ▲                │ failed (no answer; counted)
 *      └────────────────┤
 *                       └─rejected──▶ parked ──retry──▶ waiting
 *   waiting, parked ──withdraw──▶ withdrawn
 *
 * Invariants
 * 1. Nothing leaves `accepted` or `withdrawn`.
 * 2. An entry under way cannot be withdrawn: the server may have it already.
 * 3. A lost answer leads back to `waiting`, never to an end; sending the same id again is harmless (`duplicate`).
 * 4. A parked entry keeps its body and its reason, and is sent again only when a person asks.
 * 5. An entry seen in the server's log is accepted, whatever this device believed.
 */
export const OUTBOX_STATES = ['waiting', 'sending', 'accepted', 'parked', 'withdrawn'] as const;

export type OutboxState =
  | { readonly state: 'waiting'; readonly attempts: number }
  | { readonly state: 'sending'; readonly attempts: number }
  | { readonly state: 'accepted'; readonly seq: number }
  | { readonly state: 'parked'; readonly code: string; readonly attempts: number }
  | { readonly state: 'withdrawn' };

export type OutboxEvent =
  | { readonly type: 'send' }
  /** The server has recorded it, now or at an earlier try. */
  | { readonly type: 'accepted' | 'duplicate' | 'seen'; readonly seq: number }
  | { readonly type: 'rejected'; readonly code: string }
  /** No answer, or one that says "later". */
  | { readonly type: 'failed' }
  /** The app was closed or died in mid-send. */
  | { readonly type: 'restart' }
  | { readonly type: 'retry' }
  | { readonly type: 'withdraw' };

export const OUTBOX_EVENTS = ['send', 'accepted', 'duplicate', 'seen', 'rejected', 'failed', 'restart', 'retry', 'withdraw'] as const satisfies readonly OutboxEvent['type'][];

export const NEW_ENTRY: OutboxState = { state: 'waiting', attempts: 0 };

/** Which state each event leads to; the reducer fills in the numbers. */
export const OUTBOX_TABLE: Readonly<Record<OutboxState['state'], Readonly<Partial<Record<OutboxEvent['type'], OutboxState['state']>>>>> = {
  waiting: { send: 'sending', seen: 'accepted', withdraw: 'withdrawn' },
  sending: { accepted: 'accepted', duplicate: 'accepted', seen: 'accepted', rejected: 'parked', failed: 'waiting', restart: 'waiting' },
  parked: { retry: 'waiting', withdraw: 'withdrawn', seen: 'accepted' },
  accepted: {},
  withdrawn: {},
};

/** The state after an event; null where the event does not apply, and the state stays as it is. */
export function step(state: OutboxState, event: OutboxEvent): OutboxState | null {
  const next = OUTBOX_TABLE[state.state][event.type];
  if (next === undefined) return null;
  const attempts = 'attempts' in state ? state.attempts : 0;
  switch (next) {
    case 'waiting':
      // A person's retry starts the waiting time anew; a failure makes it longer; a restart leaves it.
      return { state: 'waiting', attempts: event.type === 'retry' ? 0 : event.type === 'failed' ? attempts + 1 : attempts };
    case 'sending':
      return { state: 'sending', attempts };
    case 'accepted':
      return 'seq' in event ? { state: 'accepted', seq: event.seq } : null;
    case 'parked':
      return event.type === 'rejected' ? { state: 'parked', code: event.code, attempts } : null;
    case 'withdrawn':
      return { state: 'withdrawn' };
    default:
      return assertNever(next, 'outbox state');
  }
}
