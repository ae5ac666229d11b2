import { canonicalJson, sha256Hex } from '../document/canonical.ts';
import type { Id, Sha256 } from '../domain/ids.ts';

/** What can be done to accounts. What is on record is never given another meaning. */
export const ACCOUNT_EVENTS = [
  'signed-in', 'sign-in-refused', 'signed-out', 'device-revoked', 'refresh-token-reused', 'invited', 'invitation-withdrawn', 'invitation-accepted',
  'identity-linked', 'identity-unlinked', 'password-changed', 'roles-changed', 'suspended', 'reinstated',
] as const;
export type AccountEventKind = (typeof ACCOUNT_EVENTS)[number];

/** One act on accounts, as the server recorded it for good. */
export type AccountEvent = {
  /** In the order in which they were begun; numbers may be missing. */
  readonly n: number;
  readonly at: string;
  /** One of {@link ACCOUNT_EVENTS}, or of a newer build. */
  readonly event: string;
  /** Whom it is about, and who did it: null where nobody is known. */
  readonly member: Id | null;
  readonly by: Id | null;
  readonly device: Id | null;
  readonly detail: string;
};

/** Where an event stands in the chain of its newsroom: a chain of its own, beside that of the log. */
export type EventLink = { readonly position: number; readonly n: number; readonly chain: string };

/** What the first event of a newsroom's accounts follows on. */
export function eventChainStart(workspace: Id): Sha256 {
  return sha256Hex(`sotong-accounts|${workspace}`);
}

/** The chain hash of an event that follows on `previous`. */
export function eventChainHash(previous: string, position: number, event: AccountEvent): Sha256 {
  const { n, at, event: kind, member, by, device, detail } = event;
  return sha256Hex(`${previous}|${position}|${sha256Hex(canonicalJson({ n, at, event: kind, member, by, device, detail }))}`);
}

/**
 * The places at which the chain of the events does not hold, in order: a link is missing, its event is gone, or it does
 * not follow on the one before it. An event without a link is newer than the last sealing, and no break.
 */
export function verifyEvents(workspace: Id, events: readonly AccountEvent[], links: readonly EventLink[]): EventLink[] {
  const byNumber = new Map(events.map((event) => [event.n, event]));
  let previous: string = eventChainStart(workspace);
  return links.filter(({ position, n, chain }, index) => {
    const event = byNumber.get(n);
    const holds = position === index + 1 && event !== undefined && eventChainHash(previous, position, event) === chain;
    previous = chain;
    return !holds;
  });
}
