import { PublicationState } from './entry.ts';

/**
 * The life of one publication (one approved revision to one account in one slot).
 *
 *   requested ──accept──▶ queued ──claim──▶ claimed ──write-intent──▶ intent ──send-succeeded──▶ sent ──confirm──▶ confirmed
 *                           ▲                  │                        │ send-unknown, lease-lost
 *                           │                  └─hand-over─▶ by-hand    ▼
 *                           └────────not-posted──────────────────── uncertain ──hand-over──▶ needs-person
 *   also: rejected (by the channel) · cancelled · expired (slot passed) · held
 *
 * Invariants
 * 1. The channel is called between `intent` and what follows it, nowhere else. From `intent` on a post
 *    may exist: the way back to the queue needs the certainty that it does not (`not-posted`,
 *    `send-deferred`), and nothing cancels, holds, expires or voids it any more.
 * 2. A text that was handed over may be posted at any moment: only a person can say that it was not.
 * 3. Nothing leaves `confirmed` or `cancelled`. `rejected` and `expired` are left by a person's `retry` only;
 *    in neither does a post exist.
 * 4. A worker that loses its lease in `claimed` has called nobody; in `intent` nobody knows.
 * 5. From every state some way leads to an end.
 */
export const PUBLICATION_STATES = PublicationState.options;
export type { PublicationState } from './entry.ts';

export const PUBLICATION_EVENTS = [
  /** The server has recorded the request and put it in its queue. */
  'accept',
  /** A worker has taken the lease. */
  'claim',
  /** The intent to call is durable; the next step is the call. */
  'write-intent',
  /** The channel answered with the post's id. */
  'send-succeeded',
  /** The channel refused, and will again. */
  'send-rejected',
  /** The channel refused for now, certainly without posting (429, not connected). */
  'send-deferred',
  /** No answer: posted or not, nobody knows. */
  'send-unknown',
  /** The post was read back from the channel. */
  'confirm',
  /** Looked, and it is there. */
  'found-posted',
  /** Looked, and it is not there. */
  'not-posted',
  /** Given to a person: to post (by hand), or to find out (uncertain). */
  'hand-over',
  /** A person has posted it and says where. */
  'posted-by-hand',
  'cancel',
  'lease-lost',
  /** A person asks for another try after an end without a post. */
  'retry',
  /** The slot is past its grace. */
  'expire',
  'hold',
  'release',
  /** The approval no longer holds for the head. */
  'go-stale',
] as const;
export type PublicationEvent = (typeof PUBLICATION_EVENTS)[number];

const STOPPED_BEFORE_THE_CALL = { cancel: 'cancelled', 'go-stale': 'cancelled', hold: 'held', expire: 'expired' } as const;

const PUBLICATION_TABLE: Readonly<Record<PublicationState, Readonly<Partial<Record<PublicationEvent, PublicationState>>>>> = {
  requested: { accept: 'queued', ...STOPPED_BEFORE_THE_CALL },
  queued: { claim: 'claimed', ...STOPPED_BEFORE_THE_CALL },
  claimed: { 'write-intent': 'intent', 'hand-over': 'by-hand', 'lease-lost': 'queued', ...STOPPED_BEFORE_THE_CALL },
  intent: { 'send-succeeded': 'sent', 'send-rejected': 'rejected', 'send-deferred': 'queued', 'send-unknown': 'uncertain', 'lease-lost': 'uncertain' },
  sent: { confirm: 'confirmed', 'found-posted': 'confirmed', 'hand-over': 'needs-person', 'lease-lost': 'sent' },
  uncertain: { 'found-posted': 'sent', 'not-posted': 'queued', 'hand-over': 'needs-person', 'lease-lost': 'uncertain' },
  'by-hand': { 'posted-by-hand': 'confirmed', cancel: 'cancelled', 'go-stale': 'needs-person', hold: 'needs-person', expire: 'needs-person' },
  'needs-person': { 'found-posted': 'confirmed', 'posted-by-hand': 'confirmed', 'not-posted': 'queued', cancel: 'cancelled' },
  held: { release: 'queued', cancel: 'cancelled', 'go-stale': 'cancelled', expire: 'expired' },
  rejected: { retry: 'queued' },
  expired: { retry: 'queued' },
  confirmed: {},
  cancelled: {},
};

/** The state after an event; null where the event does not apply, and the state stays as it is. */
export function step(state: PublicationState, event: PublicationEvent): PublicationState | null {
  return PUBLICATION_TABLE[state][event] ?? null;
}

/** Nothing more happens to it by itself, and nobody is asked. */
export function isFinal(state: PublicationState): boolean {
  return state === 'confirmed' || state === 'cancelled' || state === 'rejected' || state === 'expired';
}

/** A person has to act before it goes on. */
export function isWithPerson(state: PublicationState): boolean {
  return state === 'by-hand' || state === 'needs-person' || state === 'held';
}

/** What a log tells of (a worker’s `claimed` is told to nobody) in which nothing has gone out, nor may have. */
export const NOT_OUT_YET: readonly PublicationState[] = ['requested', 'queued', 'held'];

/** A post may exist on the channel, or does. */
export function mayBePosted(state: PublicationState): boolean {
  return state === 'intent' || state === 'sent' || state === 'confirmed' || state === 'uncertain' || isHandedOver(state);
}

function isHandedOver(state: PublicationState): boolean {
  return state === 'by-hand' || state === 'needs-person';
}
