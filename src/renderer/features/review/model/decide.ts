import type { VariantDetail } from '#shared/contract/views.ts';
import { assertNever } from '#shared/std/assert-never.ts';

/** Why a verdict cannot be given, as a key of `review.why` or a code of `errors`. */
export type Barrier = { readonly ns: 'why'; readonly key: 'loading' | 'noVariant' | 'noRevision' | 'decided' | 'returned' | 'waiting' | 'oldVersion' } | { readonly ns: 'errors'; readonly code: string };

/** What keeps a seat from approving does not always keep it from asking for changes. */
const APPROVAL_ONLY: ReadonlySet<string> = new Set(['self-approval', 'own-group', 'offline-not-allowed', 'step-not-open', 'media-missing', 'not-submitted']);

/**
 * What stands in the way of a verdict on the variant's head, the most telling first; null when nothing
 * does. `reason` is the core's answer (undefined while it is on its way), `shown` the revision in view.
 */
export function barrierTo(
  verdict: 'approve' | 'request-changes',
  { detail, reason, shown }: { readonly detail: VariantDetail | null; readonly reason: string | null | undefined; readonly shown: string | null },
): Barrier | null {
  if (detail === null) return { ns: 'why', key: 'noVariant' };
  if (detail.head === null) return { ns: 'why', key: 'noRevision' };
  if (shown !== null && shown !== detail.head.id) return { ns: 'why', key: 'oldVersion' };
  const { status } = detail.row;
  if (status.waitingForServer.decision === verdict) return { ns: 'why', key: 'waiting' };
  switch (verdict) {
    case 'approve':
      if (status.status === 'approved' || status.status === 'scheduled' || status.status === 'publishing' || status.status === 'published' || status.status === 'corrected') return { ns: 'why', key: 'decided' };
      break;
    case 'request-changes':
      if (status.status === 'changes-requested') return { ns: 'why', key: 'returned' };
      break;
    default:
      return assertNever(verdict, 'verdict');
  }
  if (reason === undefined) return { ns: 'why', key: 'loading' };
  if (reason === null || (verdict === 'request-changes' && APPROVAL_ONLY.has(reason))) return null;
  return { ns: 'errors', code: reason };
}
