import { headsOf } from './graph.ts';
import type { Id, Sha256 } from './ids.ts';
import type { DecisionFact, RevisionFact, VariantFacts } from './variant-facts.ts';
import { barredFrom, type Rules, seatsOf, spokenFor, substituteOf } from './policy.ts';
import { type ApprovalStep, type Role, stepsOf } from './workspace.ts';

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
  /** When (ms) the first of the approvals that count will no longer do so; null where they do not expire. */
  readonly expiresAt: number | null;
  /** An approval is missing that was given once and has expired. */
  readonly expired: boolean;
};

export type StepStanding = {
  readonly role: Role;
  /** Where only these of the role are asked. */
  readonly people: readonly Id[] | null;
  readonly by: readonly Id[];
  readonly missing: number;
};

/** Somebody who can give an approval that is missing. */
export type Giver = {
  readonly member: Id;
  /** Whose say it is, where it is not their own. */
  readonly insteadOf: Id | null;
  /** They are away; who stands in for them is named beside them. */
  readonly away: boolean;
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
 * and `revoke` end every approval before them. An approver counts once, for the step that was open at that
 * moment; must hold its role now, or have stood in then for somebody who does; must not be barred as an author
 * or as one of an author's group, unless the policy allows it; and what has expired counts no more than if it
 * had never been given.
 */
export function approvalOf(facts: VariantFacts, revision: Id, rules: Rules): Approval {
  const standing = standingOf(textMatter(facts, revision), rules);
  return revisionById(facts, revision) === null ? { ...standing, approved: false } : standing;
}

/** What is put to a policy: whose work it is, and what the server has recorded of it. */
export type Matter = {
  readonly authors: ReadonlySet<Id>;
  readonly isTranslation: boolean;
  /** In any order; those that the server has not recorded do not count. */
  readonly decisions: readonly DecisionFact[];
};

function textMatter(facts: VariantFacts, revision: Id): Matter {
  const line = sameTextLine(facts, revision);
  return { ...workOf(line), decisions: facts.decisions.filter((decision) => isOfLine(line, decision)) };
}

/** Whose work a text is. */
export function workOf(line: readonly RevisionFact[]): Pick<Matter, 'authors' | 'isTranslation'> {
  return { authors: new Set(line.map(({ author }) => author)), isTranslation: line.some(({ source }) => source !== null) };
}

/** The same of anything that a policy is asked about. */
export function standingOf(matter: Matter, rules: Rules): Approval {
  const { steps, counted, latest } = walk(matter, rules);
  const lapsed = givenOnce(matter, rules).some(({ at }) => hasEnded(rules, at));
  const standing = steps.map((step): StepStanding => ({ role: step.of.role, people: step.of.people ?? null, by: [...step.by], missing: missingOf(step) }));
  const missing = standing.reduce((sum, step) => sum + step.missing, 0);
  const ends = counted.flatMap(({ at }) => endOf(rules, at) ?? []);
  return {
    approved: missing === 0,
    approvedBy: [...new Set(counted.map((decision) => decision.reviewer))],
    missing,
    steps: standing,
    latest,
    revision: counted.at(-1)?.revision ?? null,
    expiresAt: ends.length === 0 ? null : Math.min(...ends),
    expired: missing > 0 && lapsed,
  };
}

/** For each step in its order, who could still give what it misses, as things are now; nobody twice over all steps. */
export function giversOf(facts: VariantFacts, revision: Id, rules: Rules): readonly (readonly Giver[])[] {
  return giversFor(textMatter(facts, revision), rules);
}

/** The same of anything that a policy is asked about. */
export function giversFor(matter: Matter, rules: Rules): readonly (readonly Giver[])[] {
  const { steps, barred } = walk(matter, rules);
  const spent = new Set(steps.flatMap(({ by }) => [...by]));
  return steps.map((step) => {
    if (missingOf(step) === 0) return [];
    // Of everybody each seat is asked once; of a number anybody who has not spoken, though a substitute may have.
    const open = step.seats.filter((seat) => step.of.count !== 'all' || !step.filled.has(seat));
    return open.flatMap((seat): Giver[] => {
      const substitute = substituteOf(rules, seat, rules.now);
      const own: Giver = { member: seat, insteadOf: null, away: substitute !== undefined };
      return [own, ...(substitute == null || barred.has(substitute) || !rules.members.some(({ id }) => id === substitute) ? [] : [{ member: substitute, insteadOf: seat, away: false }])].filter(({ member }) => !spent.has(member));
    });
  });
}

type OpenStep = { readonly of: ApprovalStep; readonly seats: readonly Id[]; readonly by: Set<Id>; /** Seats that somebody has spoken for. */ readonly filled: Set<Id> };

type Walk = {
  readonly steps: readonly OpenStep[];
  readonly barred: ReadonlySet<Id>;
  readonly counted: readonly DecisionFact[];
  readonly latest: DecisionFact | null;
};

/**
 * The approvals that would count if none expired. What never counted (by somebody barred, or out of turn) cannot expire: so
 * that `expiresAt` names every moment at which time alone makes another standing.
 */
function givenOnce(matter: Matter, rules: Rules): readonly DecisionFact[] {
  if (rules.policy.expiresAfterHours == null) return [];
  return walk(matter, { ...rules, policy: { ...rules.policy, expiresAfterHours: null } }).counted;
}

function walk(matter: Matter, rules: Rules): Walk {
  const barred = barredFrom(rules, matter.authors);
  const steps = stepsOf(rules.policy, matter.isTranslation).map((of): OpenStep => ({ of, seats: seatsOf(of, rules).filter((seat) => !barred.has(seat)), by: new Set(), filled: new Set() }));
  const decisions = matter.decisions.filter(({ seq }) => seq !== null).toSorted((a, b) => a.order - b.order);
  let counted: DecisionFact[] = [];
  for (const decision of decisions) {
    const { reviewer, at } = decision;
    if (decision.verdict !== 'approve') {
      counted = [];
      for (const { by, filled } of steps) for (const set of [by, filled]) set.clear();
      continue;
    }
    if (hasEnded(rules, at)) continue;
    if (counted.some((each) => each.reviewer === reviewer)) {
      // The same person once more: the approval now binds the later revision of the same text.
      counted.push(decision);
      continue;
    }
    if (barred.has(reviewer)) continue;
    const open = steps.find((step) => missingOf(step) > 0);
    const step = open ?? steps.findLast(({ seats }) => spokenFor(rules, seats, reviewer, at).length > 0);
    const seats = step === undefined ? [] : spokenFor(rules, step.seats, reviewer, at);
    if (step === undefined || seats.length === 0) continue;
    step.by.add(reviewer);
    for (const seat of seats) step.filled.add(seat);
    counted.push(decision);
  }
  return { steps, barred, counted, latest: decisions.at(-1) ?? null };
}

/** A step that nobody could pass stays open: a policy is not met because its people have left. */
function missingOf({ of: { count }, seats, by, filled }: OpenStep): number {
  return Math.max(0, count === 'all' ? Math.max(1, seats.length) - filled.size : count - by.size);
}

/** When (ms) an approval recorded at `at` expires; null where it does not. */
function endOf({ policy: { expiresAfterHours } }: Rules, at: number): number | null {
  return expiresAfterHours == null ? null : at + expiresAfterHours * 3_600_000;
}

function hasEnded(rules: Rules, at: number): boolean {
  const end = endOf(rules, at);
  return end !== null && end <= rules.now;
}

/** The variant's only head; null without a revision, or while there are several. */
export function onlyHead(facts: VariantFacts): RevisionFact | null {
  const heads = headsOf(facts.revisions);
  return heads.length === 1 && heads[0] !== undefined ? revisionById(facts, heads[0]) : null;
}
