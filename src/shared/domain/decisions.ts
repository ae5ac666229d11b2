import { contentHash as hashOf } from '../document/canonical.ts';
import type { PolicyRef, Verdict } from '../sync/entry.ts';
import { err, ok } from '../std/result.ts';
import type { Result } from '../std/result.ts';
import { approvalOf, giversOf, isOfLine, onlyHead, revisionById, sameTextLine } from './approval.ts';
import type { VariantContent } from './content.ts';
import type { Id, Sha256 } from './ids.ts';
import { barredFrom, hasSayIn, type Rules } from './policy.ts';
import type { RevisionFact, VariantFacts } from './variant-facts.ts';
import { type Member, stepsOf } from './workspace.ts';

export const DECISION_REFUSAL_CODES = [
  'unknown-revision',
  'hash-mismatch',
  'archived',
  'stale-head',
  'not-allowed',
  'self-approval',
  'own-group',
  'offline-not-allowed',
  'waited-too-long',
  'policy-changed',
  'not-submitted',
  'media-missing',
  'step-not-open',
] as const;
export type DecisionRefusalCode = (typeof DECISION_REFUSAL_CODES)[number];
export type DecisionRefusal = { readonly code: DecisionRefusalCode };

export type DecisionRequest = { readonly revision: Id; readonly contentHash: Sha256; readonly verdict: Verdict };

export type DecisionContext = Rules & {
  /** The member who decides, as the one who checks knows them. */
  readonly member: Member;
  /** The revision's content, where it is at hand: its hash is taken again. */
  readonly content?: VariantContent;
  /** Whether the bytes of every asset that the revision names are here. */
  readonly mediaPresent: boolean;
  /** How long (ms) the decision has waited for a connection, 0 where it is about to; null or not given where there is one. */
  readonly offlineMs?: number | null;
  /** The named policy that the decision was made under; not given where it is made under the one at hand. */
  readonly named?: PolicyRef | null;
};

/**
 * Whether a decision may be recorded now. The server asks this in the transaction that records it;
 * the interface asks it first, to say why a button is off. In this order: the revision is known and
 * its hash is the one decided on, the variant is not archived, the revision is the only head, the
 * member has a say in one of the policy's steps, or stands in for somebody who has. An approval moreover needs an
 * author who is neither they nor of their group (unless the policy says otherwise), a connection where the policy
 * asks for one, the policy that is in force still to be the one it was made under, a text that its writer has sent
 * for review, all its media, and that the step which is open is the member's and still without their word.
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
  if (!hasSayIn(context, stepsOf(policy, revision.source !== null), member.id)) return 'not-allowed';
  return decision.verdict === 'approve' ? approvalRefusal(facts, revision, context) : null;
}

function approvalRefusal(facts: VariantFacts, revision: RevisionFact, context: DecisionContext): DecisionRefusalCode | null {
  const { member, mediaPresent } = context;
  const line = sameTextLine(facts, revision.id);
  const authors = new Set(line.map((each) => each.author));
  const barred = barredFrom(context, authors);
  if (barred.has(member.id)) return authors.has(member.id) && !context.policy.selfApproval ? 'self-approval' : 'own-group';
  const offline = offlineRefusal(context);
  if (offline !== null) return offline;
  const named = namedRefusal(context);
  if (named !== null) return named;
  if (!facts.submissions.some((submission) => isOfLine(line, submission))) return 'not-submitted';
  if (!mediaPresent) return 'media-missing';
  const open = approvalOf(facts, revision.id, context).steps.findIndex(({ missing }) => missing > 0);
  // Complete already: a further word changes nothing, and is no fault.
  if (open === -1) return null;
  return giversOf(facts, revision.id, context)[open]?.some((giver) => giver.member === member.id) === true ? null : 'step-not-open';
}

/** Why a decision was made under another policy than the one in force; null where it was not. */
export function namedRefusal({ named, ref }: Pick<DecisionContext, 'named' | 'ref'>): 'policy-changed' | null {
  return named !== undefined && (named?.id !== ref?.id || named?.revision !== ref?.revision) ? 'policy-changed' : null;
}

/** Why a decision that was made without a connection is not taken; null where it is. */
export function offlineRefusal({ policy: { offline }, member, offlineMs = null }: Pick<DecisionContext, 'policy' | 'member' | 'offlineMs'>): 'offline-not-allowed' | 'waited-too-long' | null {
  if (offline == null || offlineMs === null) return null;
  if (!offline.roles.some((role) => member.roles.includes(role))) return 'offline-not-allowed';
  return offline.hours !== null && offlineMs > offline.hours * 3_600_000 ? 'waited-too-long' : null;
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
export function whoCanDecide(facts: VariantFacts, verdict: Verdict, context: Rules & { readonly mediaPresent: boolean }): readonly Member[] {
  return context.members.filter((member) => reasonCannotDecide(facts, verdict, { ...context, member }) === null);
}

/** Whether the variant's only head is approved by what the server has recorded. A device's draft is not asked about. */
export function isApproved(facts: VariantFacts, rules: Rules): boolean {
  const head = onlyHead(facts);
  return head !== null && !facts.archived && approvalOf(facts, head.id, rules).approved;
}
