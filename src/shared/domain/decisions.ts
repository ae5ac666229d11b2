import { contentHash as hashOf } from '../document/canonical.ts';
import type { Verdict } from '../sync/entry.ts';
import { err, ok } from '../std/result.ts';
import type { Result } from '../std/result.ts';
import { approvalOf, isOfLine, onlyHead, revisionById, sameTextLine } from './approval.ts';
import type { VariantContent } from './content.ts';
import type { Id, Sha256 } from './ids.ts';
import type { RevisionFact, VariantFacts } from './variant-facts.ts';
import { type Member, type Policy, stepsOf } from './workspace.ts';

export const DECISION_REFUSAL_CODES = [
  'unknown-revision',
  'hash-mismatch',
  'archived',
  'stale-head',
  'not-allowed',
  'self-approval',
  'not-submitted',
  'media-missing',
  'step-not-open',
] as const;
export type DecisionRefusalCode = (typeof DECISION_REFUSAL_CODES)[number];
export type DecisionRefusal = { readonly code: DecisionRefusalCode };

export type DecisionRequest = { readonly revision: Id; readonly contentHash: Sha256; readonly verdict: Verdict };

export type DecisionContext = {
  /** The member who decides, as the one who checks knows them. */
  readonly member: Member;
  readonly policy: Policy;
  /** Everybody: which step of the policy is open depends on who has approved. */
  readonly members: readonly Member[];
  /** The revision's content, where it is at hand: its hash is taken again. */
  readonly content?: VariantContent;
  /** Whether the bytes of every asset that the revision names are here. */
  readonly mediaPresent: boolean;
};

/**
 * Whether a decision may be recorded now. The server asks this in the transaction that records it;
 * the interface asks it first, to say why a button is off. In this order: the revision is known and
 * its hash is the one decided on, the variant is not archived, the revision is the only head, the
 * member holds the role of one of the policy's steps. An approval moreover needs another author (unless the policy says
 * otherwise), a text that its writer has sent for review, all its media, and that the step which is open
 * is for the member's role and still without their word.
 */
export function checkDecision(facts: VariantFacts, decision: DecisionRequest, context: DecisionContext): Result<void, DecisionRefusal> {
  const refused = refusalOf(facts, decision, context);
  return refused === null ? ok(undefined) : err({ code: refused });
}

function refusalOf(facts: VariantFacts, decision: DecisionRequest, context: DecisionContext): DecisionRefusalCode | null {
  const { member, policy, content } = context;
  const revision = revisionById(facts, decision.revision);
  if (revision === null) return 'unknown-revision';
  if (revision.contentHash !== decision.contentHash) return 'hash-mismatch';
  if (content !== undefined && hashOf(content) !== decision.contentHash) return 'hash-mismatch';
  if (facts.archived) return 'archived';
  if (onlyHead(facts)?.id !== revision.id) return 'stale-head';
  const steps = stepsOf(policy, revision.source !== null);
  if (!steps.some(({ role }) => member.roles.includes(role))) return 'not-allowed';
  return decision.verdict === 'approve' ? approvalRefusal(facts, revision, context) : null;
}

function approvalRefusal(facts: VariantFacts, revision: RevisionFact, { member, policy, members, mediaPresent }: DecisionContext): DecisionRefusalCode | null {
  const line = sameTextLine(facts, revision.id);
  if (!policy.selfApproval && line.some((each) => each.author === member.id)) return 'self-approval';
  if (!facts.submissions.some((submission) => isOfLine(line, submission))) return 'not-submitted';
  if (!mediaPresent) return 'media-missing';
  const { steps } = approvalOf(facts, revision.id, policy, members);
  const open = steps.find(({ missing }) => missing > 0);
  // Complete already: a further word changes nothing, and is no fault.
  if (open === undefined) return null;
  return member.roles.includes(open.role) && !steps.some(({ by }) => by.includes(member.id)) ? null : 'step-not-open';
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
  return context.members.filter((member) => reasonCannotDecide(facts, verdict, { member, policy: context.policy, members: context.members, mediaPresent: context.mediaPresent }) === null);
}

/** Whether the variant's only head is approved by what the server has recorded. A device's draft is not asked about. */
export function isApproved(facts: VariantFacts, policy: Policy, members: readonly Member[]): boolean {
  const head = onlyHead(facts);
  return head !== null && !facts.archived && approvalOf(facts, head.id, policy, members).approved;
}
