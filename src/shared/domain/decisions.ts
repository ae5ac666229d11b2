import { contentHash as hashOf } from '../document/canonical.ts';
import type { Verdict } from '../sync/entry.ts';
import { err, ok } from '../std/result.ts';
import type { Result } from '../std/result.ts';
import { approvalOf, isOfLine, onlyHead, revisionById, sameTextLine } from './approval.ts';
import type { VariantContent } from './content.ts';
import type { Id, Sha256 } from './ids.ts';
import type { RevisionFact, VariantFacts } from './variant-facts.ts';
import type { Member, Policy } from './workspace.ts';

export const DECISION_REFUSAL_CODES = [
  'unknown-revision',
  'hash-mismatch',
  'archived',
  'stale-head',
  'not-allowed',
  'self-approval',
  'not-submitted',
  'media-missing',
] as const;
export type DecisionRefusalCode = (typeof DECISION_REFUSAL_CODES)[number];
export type DecisionRefusal = { readonly code: DecisionRefusalCode };

export type DecisionRequest = { readonly revision: Id; readonly contentHash: Sha256; readonly verdict: Verdict };

export type DecisionContext = {
  /** The member who decides, as the one who checks knows them. */
  readonly member: Member;
  readonly policy: Policy;
  /** The revision's content, where it is at hand: its hash is taken again. */
  readonly content?: VariantContent;
  /** Whether the bytes of every asset that the revision names are here. */
  readonly mediaPresent: boolean;
};

/**
 * Whether a decision may be recorded now. The server asks this in the transaction that records it;
 * the interface asks it first, to say why a button is off. In this order: the revision is known and
 * its hash is the one decided on, the variant is not archived, the revision is the only head, the
 * member holds the policy's role. An approval moreover needs another author (unless the policy says
 * otherwise), a text that its writer has sent for review, and all its media.
 */
export function checkDecision(facts: VariantFacts, decision: DecisionRequest, context: DecisionContext): Result<void, DecisionRefusal> {
  const refused = refusalOf(facts, decision, context);
  return refused === null ? ok(undefined) : err({ code: refused });
}

function refusalOf(facts: VariantFacts, decision: DecisionRequest, { member, policy, content, mediaPresent }: DecisionContext): DecisionRefusalCode | null {
  const revision = revisionById(facts, decision.revision);
  if (revision === null) return 'unknown-revision';
  if (revision.contentHash !== decision.contentHash) return 'hash-mismatch';
  if (content !== undefined && hashOf(content) !== decision.contentHash) return 'hash-mismatch';
  if (facts.archived) return 'archived';
  if (onlyHead(facts)?.id !== revision.id) return 'stale-head';
  if (!member.roles.includes(policy.approvals.role)) return 'not-allowed';
  return decision.verdict === 'approve' ? approvalRefusal(facts, revision, member, policy, mediaPresent) : null;
}

function approvalRefusal(facts: VariantFacts, revision: RevisionFact, member: Member, policy: Policy, mediaPresent: boolean): DecisionRefusalCode | null {
  const line = sameTextLine(facts, revision.id);
  if (!policy.selfApproval && line.some((each) => each.author === member.id)) return 'self-approval';
  if (!facts.submissions.some((submission) => isOfLine(line, submission))) return 'not-submitted';
  return mediaPresent ? null : 'media-missing';
}

/**
 * Why a member cannot give this verdict on the variant as it stands, for the interface; null where
 * they can. A draft that differs from the head makes any decision stale: what is on screen is not
 * what would be approved.
 */
export function reasonCannotDecide(
  facts: VariantFacts,
  verdict: Verdict,
  context: Omit<DecisionContext, 'content'> & { readonly draftHash?: Sha256 | null },
): DecisionRefusalCode | null {
  const head = onlyHead(facts);
  if (head === null) return facts.revisions.length === 0 ? 'unknown-revision' : 'stale-head';
  if (context.draftHash !== undefined && context.draftHash !== null && context.draftHash !== head.contentHash) return 'stale-head';
  return refusalOf(facts, { revision: head.id, contentHash: head.contentHash, verdict }, context);
}

/** The members who could give this verdict now. */
export function whoCanDecide(facts: VariantFacts, verdict: Verdict, context: { readonly members: readonly Member[]; readonly policy: Policy; readonly mediaPresent: boolean }): readonly Member[] {
  return context.members.filter((member) => reasonCannotDecide(facts, verdict, { member, policy: context.policy, mediaPresent: context.mediaPresent }) === null);
}

/** Whether the variant's only head is approved by what the server has recorded. A device's draft is not asked about. */
export function isApproved(facts: VariantFacts, policy: Policy, members: readonly Member[]): boolean {
  const head = onlyHead(facts);
  return head !== null && !facts.archived && approvalOf(facts, head.id, policy, members).approved;
}
