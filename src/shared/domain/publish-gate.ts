import { sha256Hex } from '../document/canonical.ts';
import { err, ok } from '../std/result.ts';
import type { Result } from '../std/result.ts';
import { approvalOf, isOfLine, onlyHead, revisionById, sameTextLine } from './approval.ts';
import type { Approval } from './approval.ts';
import type { Id, Sha256 } from './ids.ts';
import type { PublicationFact, VariantFacts } from './variant-facts.ts';
import type { Rules } from './policy.ts';
import type { Member } from './workspace.ts';
import { isFinal } from '../sync/publication-machine.ts';

/** One text to one account in one slot: at most one post exists for a key. */
export function publicationKey(contentHash: Sha256, account: Id, slot: number): Sha256 {
  return sha256Hex(`${contentHash}|${account}|${slot}`);
}

export type PublishJob = { readonly revision: Id; readonly contentHash: Sha256; readonly account: Id; readonly slot: number };

/** The slot that "publish" (1) or "publish again" (2 and on) would take for this text on this account. */
export function nextSlot(facts: VariantFacts, contentHash: Sha256, account: Id): number {
  return Math.max(0, ...ofText(facts, contentHash, account).map((publication) => publication.slot)) + 1;
}

function ofText(facts: VariantFacts, contentHash: Sha256, account: Id): readonly PublicationFact[] {
  return facts.publications.filter((publication) => publication.contentHash === contentHash && publication.account === account);
}

export const PUBLISH_REQUEST_REFUSAL_CODES = [
  'unknown-revision',
  'hash-mismatch',
  'archived',
  'not-allowed',
  'wrong-account',
  'stale-head',
  'not-approved',
  'approval-expired',
  'slot-taken',
  'slot-not-next',
  'earlier-slot-open',
] as const;
export type PublishRequestRefusalCode = (typeof PUBLISH_REQUEST_REFUSAL_CODES)[number];

/** What was decided of the text as it stands: of the head, as a checkpoint of the job's revision may have been revoked since. */
function headApproval(facts: VariantFacts, rules: Rules): Approval | null {
  const head = onlyHead(facts);
  return head === null ? null : approvalOf(facts, head.id, rules);
}

/** Why what was decided lets nothing out; null where it does. */
export function approvalRefusal(approval: Approval | null): 'not-approved' | 'approval-expired' | null {
  if (approval?.approved === true) return null;
  return approval?.expired === true ? 'approval-expired' : 'not-approved';
}

/** Why a text that may not go out now may not. Shared by the request and by the last look before the call. */
export function textRefusal(facts: VariantFacts, job: Pick<PublishJob, 'revision' | 'contentHash'>): 'unknown-revision' | 'hash-mismatch' | 'archived' | 'stale-head' | null {
  const revision = revisionById(facts, job.revision);
  if (revision === null) return 'unknown-revision';
  if (revision.contentHash !== job.contentHash) return 'hash-mismatch';
  if (facts.archived) return 'archived';
  const head = onlyHead(facts);
  // A checkpoint of the same text on top of the approved revision does not make the job stale.
  return head === null || !isOfLine(sameTextLine(facts, head.id), job) ? 'stale-head' : null;
}

type RequestContext = Rules & { readonly member: Member; readonly account: Id };

/**
 * Whether a request to publish may be recorded now: by a publisher, of the approved text of the only
 * head, to the variant's own account, in the next free slot. A further slot is free once the earlier
 * one has come to an end, so that "publish again" never overtakes a post still under way.
 */
export function checkPublishRequest(
  facts: VariantFacts,
  request: PublishJob,
  context: RequestContext,
): Result<void, { readonly code: PublishRequestRefusalCode }> {
  const refused = requestRefusal(facts, request, context);
  return refused === null ? ok(undefined) : err({ code: refused });
}

function requestRefusal(facts: VariantFacts, request: PublishJob, context: RequestContext): PublishRequestRefusalCode | null {
  const { member, account } = context;
  const text = textRefusal(facts, request);
  if (text !== null && text !== 'stale-head') return text;
  if (!member.roles.includes('publisher')) return 'not-allowed';
  if (request.account !== account) return 'wrong-account';
  if (text !== null) return text;
  const approval = approvalRefusal(headApproval(facts, context));
  if (approval !== null) return approval;
  const earlier = ofText(facts, request.contentHash, request.account);
  if (earlier.some((publication) => publication.slot === request.slot)) return 'slot-taken';
  if (request.slot !== nextSlot(facts, request.contentHash, request.account)) return 'slot-not-next';
  return earlier.every((publication) => isFinal(publication.state)) ? null : 'earlier-slot-open';
}

export const SEND_REFUSAL_CODES = [
  'lease-lost',
  'unknown-revision',
  'hash-mismatch',
  'wrong-account',
  'archived',
  'stale-head',
  'revoked',
  'not-approved',
  'approval-expired',
  'held',
  'slot-expired',
  'channel-rules',
  'already-sent',
] as const;
export type SendRefusalCode = (typeof SEND_REFUSAL_CODES)[number];

/** What the worker has just read, in the transaction that would write the intent. */
export type SendContext = Rules & {
  /** The hash of the stored content, taken again from its bytes. */
  readonly storedHash: Sha256;
  /** The account that the content itself names. */
  readonly account: Id;
  /** Whether this worker still holds the job's lease with the newest fencing number. */
  readonly leaseCurrent: boolean;
  readonly held: boolean;
  /** Whether the slot is past its grace by the server's clock. */
  readonly slotExpired: boolean;
  /** Whether the channel's checks of this content find an error. */
  readonly channelErrors: boolean;
  /** Whether a post with this key is known already. */
  readonly alreadySent: boolean;
};

/** The last look before the call to a channel. Every condition alone refuses; the order is the order of the codes above. */
export function checkBeforeSend(facts: VariantFacts, job: PublishJob, context: SendContext): Result<void, { readonly code: SendRefusalCode }> {
  const refused = sendRefusal(facts, job, context);
  return refused === null ? ok(undefined) : err({ code: refused });
}

function sendRefusal(facts: VariantFacts, job: PublishJob, context: SendContext): SendRefusalCode | null {
  if (!context.leaseCurrent) return 'lease-lost';
  const text = textRefusal(facts, job);
  if (text === 'unknown-revision' || text === 'hash-mismatch') return text;
  if (context.storedHash !== job.contentHash) return 'hash-mismatch';
  if (context.account !== job.account) return 'wrong-account';
  if (text !== null) return text;
  const approval = headApproval(facts, context);
  const latest = approval?.latest ?? null;
  if (latest !== null && latest.verdict !== 'approve') return 'revoked';
  const refused = approvalRefusal(approval);
  if (refused !== null) return refused;
  if (context.held) return 'held';
  if (context.slotExpired) return 'slot-expired';
  if (context.channelErrors) return 'channel-rules';
  return context.alreadySent ? 'already-sent' : null;
}
