import type { Verdict } from '../sync/entry.ts';
import { assertNever } from '../std/assert-never.ts';
import { isWithdrawn } from './amendment.ts';
import { approvalOf, isOfLine, revisionById, sameTextLine } from './approval.ts';
import type { Approval } from './approval.ts';
import { ancestorsOf, headsOf } from './graph.ts';
import type { Id, Sha256 } from './ids.ts';
import type { AmendmentFact, PublicationFact, RevisionFact, VariantFacts } from './variant-facts.ts';
import type { Rules } from './policy.ts';

/** Stored lists know a status by its place (read-models/story-row.ts): one may be added at the end and none may move. */
export const EDITORIAL_STATUSES = ['draft', 'in-review', 'changes-requested', 'approved', 'scheduled', 'publishing', 'published', 'failed', 'archived', 'correcting', 'corrected', 'withdrawing', 'withdrawn'] as const;
export type EditorialStatus = (typeof EDITORIAL_STATUSES)[number];

export type VariantStatus = {
  readonly status: EditorialStatus;
  /** The newest head: the one to open. Null only without a revision. With `conflict` there are others. */
  readonly head: Id | null;
  readonly conflict: boolean;
  /**
   * The revision that the approval binds. With `approvalVoided` it is the one that was approved before
   * the text changed (what a reviewer compares with). Null where nothing was, or the approval was taken back.
   */
  readonly approvedRevision: Id | null;
  /** The text changed after an approval: the approval no longer counts. */
  readonly approvalVoided: boolean;
  /** What was said here and the server has not recorded yet. */
  readonly waitingForServer: { readonly decision: Verdict | null; readonly publishRequest: boolean };
  /** When (ms) the first approval that counts, or counted before the text changed, expires; null where none does. Then this status may be another one. */
  readonly expiresAt: number | null;
  /** An approval that was given has expired. */
  readonly expired: boolean;
  readonly needsPerson: boolean;
  /** An earlier text, or an earlier slot, is out on the channel. */
  readonly publishedEarlier: boolean;
};

export type StatusContext = Rules & {
  /** Content hash of this device's draft; null where there is none. */
  readonly draftHash: Sha256 | null;
};

/**
 * The editorial status of a variant, from its facts alone: the same in the window, the core, the
 * backend and the simulation, and never stored.
 *
 * Decisions and publications count once the server has numbered them; what waits on this device only
 * sets `waitingForServer`. A text is scheduled or published when the server's `publication` says so.
 */
export function statusOf(facts: VariantFacts, context: StatusContext): VariantStatus {
  const { draftHash } = context;
  const heads = headsOf(facts.revisions);
  const headId = heads.at(-1) ?? null;
  const head = headId === null ? null : revisionById(facts, headId);
  const conflict = heads.length > 1;
  const edited = draftHash !== null && draftHash !== head?.contentHash;
  const approval = head === null ? null : approvalOf(facts, head.id, context);
  const settled = head !== null && !conflict && !edited;
  const publication = settled ? currentPublication(facts, head) : null;
  const amendment = settled ? currentAmendment(facts, head, publication) : null;
  const ofText = facts.archived ? 'archived' : settled && approval !== null ? settledStatus(facts, head, approval, publication) : 'draft';
  const status = facts.archived || amendment === null ? ofText : amendmentStatus(amendment);
  const stands = settled && approval?.approved === true;
  const voided = stands ? null : voidedApproval(facts, heads, edited || conflict, context);
  const earlier = stands ? approval.revision : (voided?.revision ?? null);
  return {
    status,
    head: headId,
    conflict,
    approvedRevision: earlier,
    approvalVoided: !stands && earlier !== null && status !== 'published' && amendment === null,
    waitingForServer: { decision: pendingVerdict(facts, heads), publishRequest: [...facts.publications, ...facts.amendments].some((each) => each.seq === null) },
    expiresAt: earliest(approval?.expiresAt ?? null, voided?.expiresAt ?? null),
    expired: approval?.expired ?? false,
    needsPerson: conflict || [...facts.publications, ...facts.amendments].some((each) => asksPerson(each, amendment ?? publication)),
    publishedEarlier: facts.publications.some((each) => isRecorded(each) && each.state === 'confirmed' && !isWithdrawn(facts, each.id) && !(each === publication && status === 'published') && !(each.id === amendment?.publication && status !== 'failed')),
  };
}

function isRecorded(publication: Pick<PublicationFact, 'seq'>): boolean {
  return publication.seq !== null;
}

/** The latest publication of exactly the head's text, if the server has spoken of it. */
function currentPublication(facts: VariantFacts, head: RevisionFact): PublicationFact | null {
  const line = sameTextLine(facts, head.id);
  const own = facts.publications.filter((publication) => isRecorded(publication) && isOfLine(line, publication) && publication.state !== 'cancelled');
  return own.toSorted((a, b) => a.order - b.order).at(-1) ?? null;
}

/**
 * The latest correction to the head's text, or the latest withdrawal of it, if nothing has gone out since. A correction that was called
 * off leaves the text as it was; one that failed says so.
 */
function currentAmendment(facts: VariantFacts, head: RevisionFact, publication: PublicationFact | null): AmendmentFact | null {
  const line = sameTextLine(facts, head.id);
  const corrects = (id: Id): boolean => facts.amendments.some((each) => each.publication === id && each.state === 'confirmed' && isOfLine(line, each));
  const own = facts.amendments.filter((each) => isRecorded(each) && (isOfLine(line, each) || (each.way === 'remove' && corrects(each.publication))) && each.state !== 'cancelled' && each.order > (publication?.order ?? -1));
  return own.toSorted((a, b) => a.order - b.order).at(-1) ?? null;
}

function amendmentStatus({ way, state }: AmendmentFact): EditorialStatus {
  if (state === 'rejected' || state === 'expired') return 'failed';
  if (way === 'remove') return state === 'confirmed' ? 'withdrawn' : 'withdrawing';
  return state === 'confirmed' ? 'corrected' : 'correcting';
}

function settledStatus(facts: VariantFacts, head: RevisionFact, approval: Approval, publication: PublicationFact | null): EditorialStatus {
  const ofPublication = publication === null ? null : publicationStatus(publication);
  // What waits in the queue goes out only while the approval holds; without it the text's own state is the truth.
  if (ofPublication !== null && (ofPublication !== 'scheduled' || approval.approved)) return ofPublication;
  if (approval.approved) return 'approved';
  return reviewStatus(facts, head, approval);
}

function publicationStatus(publication: PublicationFact): EditorialStatus | null {
  switch (publication.state) {
    case 'requested':
    case 'queued':
    case 'held':
      return 'scheduled';
    case 'claimed':
    case 'intent':
    case 'sent':
    case 'uncertain':
    case 'by-hand':
    case 'needs-person':
      return 'publishing';
    case 'confirmed':
      return 'published';
    case 'rejected':
    case 'expired':
      return 'failed';
    case 'cancelled':
      return null;
    default:
      return assertNever(publication.state, 'publication state');
  }
}

/** Sent for review again after a request for changes, the same text is in review again. */
function reviewStatus(facts: VariantFacts, head: RevisionFact, approval: Approval): EditorialStatus {
  const line = sameTextLine(facts, head.id);
  const submission = facts.submissions.filter((each) => isOfLine(line, each)).toSorted((a, b) => a.order - b.order).at(-1);
  if (approval.latest?.verdict === 'request-changes' && (submission === undefined || submission.order < approval.latest.order)) return 'changes-requested';
  return submission === undefined && approval.approvedBy.length === 0 ? 'draft' : 'in-review';
}

/**
 * The newest revision that was approved before the text moved on from it. Approvals that were taken
 * back do not count. A head itself counts only where something else is in its way: a draft, another head.
 */
function voidedApproval(facts: VariantFacts, heads: readonly Id[], headCounts: boolean, rules: Rules): { readonly revision: Id; readonly expiresAt: number | null } | null {
  const past = new Set<Id>();
  for (const head of heads) for (const id of ancestorsOf(facts.revisions, head)) past.add(id);
  const bound = new Map<Id, number>();
  for (const decision of facts.decisions) if (decision.seq !== null && decision.verdict === 'approve') bound.set(decision.revision, decision.order);
  const newestFirst = [...bound].toSorted((a, b) => b[1] - a[1]).map(([id]) => id);
  for (const revision of newestFirst) {
    if (!past.has(revision) || (!headCounts && heads.includes(revision))) continue;
    const { approved, expiresAt } = approvalOf(facts, revision, rules);
    if (approved) return { revision, expiresAt };
  }
  return null;
}

function earliest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

function pendingVerdict(facts: VariantFacts, heads: readonly Id[]): Verdict | null {
  const lines = heads.map((head) => sameTextLine(facts, head));
  const pending = facts.decisions.filter((decision) => decision.seq === null && lines.some((line) => isOfLine(line, decision)));
  return pending.toSorted((a, b) => a.order - b.order).at(-1)?.verdict ?? null;
}

/** Whatever may be on the channel already asks for a person until one has looked; what failed asks only while it is the current text. */
function asksPerson(publication: PublicationFact | AmendmentFact, current: PublicationFact | AmendmentFact | null): boolean {
  if (!isRecorded(publication)) return false;
  if (publication.state === 'by-hand' || publication.state === 'needs-person') return true;
  return publication === current && (publication.state === 'rejected' || publication.state === 'expired');
}
