import { headsOf } from './graph.ts';
import type { Id, Sha256 } from './ids.ts';
import type { DecisionFact, RevisionFact, VariantFacts } from './variant-facts.ts';
import type { Member, Policy } from './workspace.ts';

/**
 * What the server's decisions say of one revision and of those that it repeats.
 *
 * A checkpoint without a change makes a revision with its only parent's hash; what was decided of the
 * parent holds for it. It does not hold across another text in between, nor across a merge: going back
 * to the same words, or merging to them, asks for a new decision.
 */
export type Approval = {
  readonly approved: boolean;
  /** Members whose approval counts, in the order given. */
  readonly approvedBy: readonly Id[];
  /** How many approvals the policy still asks for, 0 or more. */
  readonly missing: number;
  /** The latest decision recorded by the server, whatever it said. */
  readonly latest: DecisionFact | null;
  /** The revision that the approvals bind: the one the latest counted approval names. */
  readonly revision: Id | null;
};

export function revisionById(facts: VariantFacts, id: Id): RevisionFact | null {
  return facts.revisions.find((revision) => revision.id === id) ?? null;
}

/** The revision and its unbroken line of only parents with the same hash, newest first. */
export function sameTextLine(facts: VariantFacts, id: Id): readonly RevisionFact[] {
  const byId = new Map(facts.revisions.map((revision) => [revision.id, revision]));
  const line: RevisionFact[] = [];
  let next = byId.get(id);
  while (next !== undefined && next.contentHash === (line[0] ?? next).contentHash && !line.includes(next)) {
    line.push(next);
    const [parent] = next.parents;
    next = next.parents.length === 1 && parent !== undefined ? byId.get(parent) : undefined;
  }
  return line;
}

/** Whether something said of (revision, hash) is said of this line. */
export function isOfLine(line: readonly RevisionFact[], about: { readonly revision: Id; readonly contentHash: Sha256 }): boolean {
  return line.some((revision) => revision.id === about.revision && revision.contentHash === about.contentHash);
}

/**
 * Where the approval of a revision stands: only what the server has recorded counts. `request-changes`
 * and `revoke` end every approval before them. An approver counts once, must hold the policy's role
 * now, and unless the policy allows it must not be an author of the text.
 */
export function approvalOf(facts: VariantFacts, revision: Id, policy: Policy, members: readonly Member[]): Approval {
  const line = sameTextLine(facts, revision);
  const authors = new Set(line.map((each) => each.author));
  const entitled = new Set(members.filter((member) => member.roles.includes(policy.approvals.role)).map((member) => member.id));
  const decisions = facts.decisions.filter((decision) => decision.seq !== null && isOfLine(line, decision)).toSorted((a, b) => a.order - b.order);
  let counted: DecisionFact[] = [];
  for (const decision of decisions) {
    if (decision.verdict !== 'approve') counted = [];
    else if (entitled.has(decision.reviewer) && (policy.selfApproval || !authors.has(decision.reviewer))) counted.push(decision);
  }
  const approvedBy = [...new Set(counted.map((decision) => decision.reviewer))];
  const missing = Math.max(0, policy.approvals.count - approvedBy.length);
  return {
    approved: line.length > 0 && missing === 0,
    approvedBy,
    missing,
    latest: decisions.at(-1) ?? null,
    revision: counted.at(-1)?.revision ?? null,
  };
}

/** The variant's only head; null without a revision, or while there are several. */
export function onlyHead(facts: VariantFacts): RevisionFact | null {
  const heads = headsOf(facts.revisions);
  return heads.length === 1 && heads[0] !== undefined ? revisionById(facts, heads[0]) : null;
}
