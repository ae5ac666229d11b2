import { headsOf } from './graph.ts';
import type { Id, Sha256 } from './ids.ts';
import type { DecisionFact, RevisionFact, VariantFacts } from './variant-facts.ts';
import { type ApprovalStep, type Member, type Policy, type Role, stepsOf } from './workspace.ts';

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
  /** Each step of the policy in its order: whose approvals it has, and how many it still asks for. */
  readonly steps: readonly StepStanding[];
  /** The latest decision recorded by the server, whatever it said. */
  readonly latest: DecisionFact | null;
  /** The revision that the approvals bind: the one the latest counted approval names. */
  readonly revision: Id | null;
};

export type StepStanding = { readonly role: Role; readonly by: readonly Id[]; readonly missing: number };

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
 * and `revoke` end every approval before them. An approver counts once, for the step that was open at that
 * moment, must hold its role now, and unless the policy allows it must not be an author of the text.
 */
export function approvalOf(facts: VariantFacts, revision: Id, policy: Policy, members: readonly Member[]): Approval {
  const line = sameTextLine(facts, revision);
  const authors = new Set(line.map((each) => each.author));
  const steps = stepsOf(policy, line.some(({ source }) => source !== null)).map((step) => openStep(step, members.filter(({ id }) => policy.selfApproval || !authors.has(id))));
  const decisions = facts.decisions.filter((decision) => decision.seq !== null && isOfLine(line, decision)).toSorted((a, b) => a.order - b.order);
  let counted: DecisionFact[] = [];
  for (const decision of decisions) {
    if (decision.verdict !== 'approve') {
      counted = [];
      for (const step of steps) step.by.clear();
      continue;
    }
    if (counted.some(({ reviewer }) => reviewer === decision.reviewer)) {
      // The same person once more: the approval now binds the later revision of the same text.
      counted.push(decision);
      continue;
    }
    const open = steps.find((step) => step.by.size < step.needed);
    const step = open ?? steps.findLast(({ entitled }) => entitled.has(decision.reviewer));
    if (step === undefined || !step.entitled.has(decision.reviewer)) continue;
    step.by.add(decision.reviewer);
    counted.push(decision);
  }
  const standing = steps.map(({ role, needed, by }): StepStanding => ({ role, by: [...by], missing: Math.max(0, needed - by.size) }));
  const missing = standing.reduce((sum, step) => sum + step.missing, 0);
  return {
    approved: line.length > 0 && missing === 0,
    approvedBy: [...new Set(counted.map((decision) => decision.reviewer))],
    missing,
    steps: standing,
    latest: decisions.at(-1) ?? null,
    revision: counted.at(-1)?.revision ?? null,
  };
}

type OpenStep = { readonly role: Role; readonly needed: number; readonly entitled: ReadonlySet<Id>; readonly by: Set<Id> };

/** A step that nobody could pass stays open: a policy is not met because its people have left. */
function openStep({ role, count }: ApprovalStep, members: readonly Member[]): OpenStep {
  const entitled = new Set(members.filter((member) => member.roles.includes(role)).map(({ id }) => id));
  return { role, needed: count === 'all' ? Math.max(1, entitled.size) : count, entitled, by: new Set() };
}

/** The variant's only head; null without a revision, or while there are several. */
export function onlyHead(facts: VariantFacts): RevisionFact | null {
  const heads = headsOf(facts.revisions);
  return heads.length === 1 && heads[0] !== undefined ? revisionById(facts, heads[0]) : null;
}
