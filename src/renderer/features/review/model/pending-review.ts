import { z } from 'zod';
import { Id, Sha256 } from '#shared/domain/ids.ts';
import { Anchor } from '#shared/sync/entry.ts';
import { assertNever } from '#shared/std/assert-never.ts';

/**
 * What a reviewer has prepared and not yet sent: verdicts, comments, and which texts they have read.
 * It is theirs alone until it is submitted, and survives a restart (R04).
 *
 * | event       | effect                                                                           |
 * |-------------|----------------------------------------------------------------------------------|
 * | decide      | the variant's verdict is set; one that was set before is replaced                |
 * | withdraw    | the variant's verdict is taken back                                              |
 * | see, unsee  | the text with that hash is marked as read, or not; another text is another mark  |
 * | comment     | a comment is added                                                               |
 * | uncomment   | a comment is taken back                                                          |
 * | heads       | verdicts on revisions that are no longer the head of their variant are dropped   |
 * | decided     | the verdicts that were sent are cleared (sent ones only: others may have come)   |
 * | commented   | the comment that was sent is cleared                                             |
 */
export const PendingVerdict = z.strictObject({
  story: Id,
  variant: Id,
  /** Exactly what the verdict binds. */
  revision: Id,
  contentHash: Sha256,
  verdict: z.enum(['approve', 'request-changes']),
  reason: z.string().max(5_000),
});
export type PendingVerdict = z.infer<typeof PendingVerdict>;

export const PendingComment = z.strictObject({ key: z.string().max(100), story: Id, variant: Id, revision: Id, anchor: Anchor.nullable(), text: z.string().max(5_000), suggestion: z.string().max(5_000).nullable().default(null) });
export type PendingComment = z.infer<typeof PendingComment>;

const SeenMark = z.strictObject({ variant: Id, contentHash: Sha256 });

export const PendingReview = z.strictObject({ verdicts: z.array(PendingVerdict).max(500), comments: z.array(PendingComment).max(500), seen: z.array(SeenMark).max(1_000) });
export type PendingReview = {
  readonly verdicts: readonly PendingVerdict[];
  readonly comments: readonly PendingComment[];
  readonly seen: readonly z.infer<typeof SeenMark>[];
};

export const NOTHING_PENDING: PendingReview = { verdicts: [], comments: [], seen: [] };

export type PendingEvent =
  | { readonly type: 'decide'; readonly verdict: PendingVerdict }
  | { readonly type: 'withdraw'; readonly variant: Id }
  | { readonly type: 'see' | 'unsee'; readonly variant: Id; readonly contentHash: Sha256 }
  | { readonly type: 'comment'; readonly comment: PendingComment }
  | { readonly type: 'uncomment'; readonly key: string }
  | { readonly type: 'heads'; readonly heads: ReadonlyMap<Id, Id | null> }
  | { readonly type: 'decided'; readonly verdicts: readonly PendingVerdict[] }
  | { readonly type: 'commented'; readonly key: string };

/** Old marks are let go past this many: they are a convenience, and must not grow without end. */
const MAX_SEEN = 1_000;

export function reducePending(state: PendingReview, event: PendingEvent): PendingReview {
  switch (event.type) {
    case 'decide':
      return { ...state, verdicts: [...state.verdicts.filter((verdict) => verdict.variant !== event.verdict.variant), event.verdict] };
    case 'withdraw':
      return { ...state, verdicts: state.verdicts.filter((verdict) => verdict.variant !== event.variant) };
    case 'see':
      return { ...state, seen: [...state.seen.filter((mark) => mark.variant !== event.variant), { variant: event.variant, contentHash: event.contentHash }].slice(-MAX_SEEN) };
    case 'unsee':
      return { ...state, seen: state.seen.filter((mark) => mark.variant !== event.variant || mark.contentHash !== event.contentHash) };
    case 'comment':
      return { ...state, comments: [...state.comments, event.comment] };
    case 'uncomment':
    case 'commented':
      return { ...state, comments: state.comments.filter((comment) => comment.key !== event.key) };
    case 'heads': {
      const verdicts = state.verdicts.filter((verdict) => !event.heads.has(verdict.variant) || event.heads.get(verdict.variant) === verdict.revision);
      return verdicts.length === state.verdicts.length ? state : { ...state, verdicts };
    }
    case 'decided':
      return { ...state, verdicts: state.verdicts.filter((verdict) => !event.verdicts.includes(verdict)) };
    default:
      return assertNever(event, 'event of a pending review');
  }
}

/** The verdicts that a `heads` event would drop: what the interface has to tell. */
export function overtaken(state: PendingReview, heads: ReadonlyMap<Id, Id | null>): readonly PendingVerdict[] {
  return state.verdicts.filter((verdict) => heads.has(verdict.variant) && heads.get(verdict.variant) !== verdict.revision);
}

export function isSeen(state: PendingReview, variant: Id, contentHash: Sha256 | null): boolean {
  return state.seen.some((mark) => mark.variant === variant && mark.contentHash === contentHash);
}

/** The hash of the text of a variant that was read last; null where none is known. */
export function lastSeen(state: PendingReview, variant: Id): Sha256 | null {
  return state.seen.findLast((mark) => mark.variant === variant)?.contentHash ?? null;
}

export interface Decidable {
  readonly story: Id;
  readonly variant: Id;
  /** The head under review; null where there is none. */
  readonly revision: { readonly id: Id; readonly contentHash: Sha256 } | null;
  /** Why the seat cannot decide: a code of errors.ts; null when it can. `undefined` while that is not known. */
  readonly blocked: string | null | undefined;
}

/** The approvals of everything that was marked as read, is still the same text, and may be decided by this seat. */
export function approvalsOfSeen(state: PendingReview, variants: readonly Decidable[]): readonly PendingVerdict[] {
  return variants.flatMap(({ story, variant, revision, blocked }) =>
    revision !== null && blocked === null && isSeen(state, variant, revision.contentHash)
      ? [{ story, variant, revision: revision.id, contentHash: revision.contentHash, verdict: 'approve' as const, reason: '' }]
      : [],
  );
}

/** What was kept of an earlier sitting; nothing where there is nothing or it cannot be read. */
export function parsePending(text: string | null): PendingReview {
  if (text === null) return NOTHING_PENDING;
  try {
    return PendingReview.catch({ verdicts: [], comments: [], seen: [] }).parse(JSON.parse(text));
  } catch {
    return NOTHING_PENDING;
  }
}
