import { z } from 'zod';
import type { Entry, PublicationState } from '../sync/entry.ts';
import { mayHold } from './hold.ts';
import type { Id } from './ids.ts';
import type { Role } from './workspace.ts';

/** What a member is told of at once, of all that others do; `conflict`, `story-settled` and `archive-overtaken` follow from no entry alone: two versions of a text that could not be joined, two of a story that were, and what one archived and another went on writing. */
export const NotificationKind = z.enum(['review-requested', 'approved', 'changes-requested', 'approval-revoked', 'commented', 'published', 'publication-needs-person', 'conflict', 'hold-set', 'hold-lifted', 'amendment-requested', 'amendment-refused', 'amended', 'archive-overtaken', 'story-settled']);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** Who is told, and what they have to do with what an entry is about. */
export interface Recipient {
  readonly member: Id;
  readonly roles: readonly Role[];
  /** Has a say in the approval of what was sent for review, or of the correction or withdrawal that was asked for. */
  readonly hasSay: boolean;
  /** Has written a revision of the variant. */
  readonly isAuthor: boolean;
  /** Has taken part in the thread that the comment belongs to. */
  readonly isInThread: boolean;
  /** The entry is about a correction or a withdrawal; whether they asked for it. Null: it is about none. */
  readonly amendment: { readonly asked: boolean } | null;
}

/** Where a publication goes no further by itself. */
const NEEDS_PERSON: readonly PublicationState[] = ['by-hand', 'needs-person', 'rejected', 'expired'];

/** Whether somebody is told of an entry, and as what; null: not. Nobody is told of what they did themselves. */
export function notificationOf(entry: Entry, { member, roles, hasSay, isAuthor, isInThread, amendment }: Recipient): NotificationKind | null {
  if (entry.author === member) return null;
  switch (entry.kind) {
    case 'submission':
      return hasSay ? 'review-requested' : null;
    case 'decision':
      if (!isAuthor) return null;
      return entry.body.verdict === 'approve' ? 'approved' : entry.body.verdict === 'revoke' ? 'approval-revoked' : 'changes-requested';
    case 'comment':
      return isAuthor || isInThread ? 'commented' : null;
    case 'publication':
      if (entry.body.state === 'confirmed') return amendment === null ? (isAuthor ? 'published' : null) : isAuthor || amendment.asked ? 'amended' : null;
      return (NEEDS_PERSON.includes(entry.body.state) || (entry.body.state === 'held' && entry.body.reason === 'approved')) && roles.includes('publisher') ? 'publication-needs-person' : null;
    case 'amendment-request':
      return hasSay ? 'amendment-requested' : null;
    case 'amendment-decision':
      if (amendment?.asked !== true) return null;
      return entry.body.verdict === 'approve' ? 'approved' : 'amendment-refused';
    case 'hold':
      return mayHold({ roles }) ? 'hold-set' : null;
    case 'hold-lifted':
      return mayHold({ roles }) ? 'hold-lifted' : null;
    case 'story-revision':
    case 'revision':
    case 'comment-resolved':
    case 'archive':
    case 'publish-request':
    case 'publish-action':
    case 'setting':
      return null;
  }
}
