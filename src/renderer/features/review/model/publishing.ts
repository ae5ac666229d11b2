import type { VariantRow } from '#shared/contract/views.ts';
import { assertNever } from '#shared/std/assert-never.ts';

/** Whether an approved variant can be sent out, and if not, why. A word of its own, apart from "approve". */
export type PublishGate = 'ready' | 'not-approved' | 'requested' | 'published' | 'waiting-for-approval' | 'withdrawn';

/**
 * Whether a publication of the variant can be asked for. The approval has to be on the server's record;
 * while it waits to be sent, so does the publication. The core and the server judge again.
 */
export function publishGate(row: VariantRow): PublishGate {
  const { status } = row;
  if (status.waitingForServer.publishRequest) return 'requested';
  switch (status.status) {
    case 'approved':
      return 'ready';
    case 'scheduled':
    case 'publishing':
    case 'withdrawing':
      return 'requested';
    case 'withdrawn':
      return 'withdrawn';
    case 'correcting':
    case 'corrected':
    case 'published':
      return 'published';
    case 'in-review':
      return status.waitingForServer.decision === 'approve' ? 'waiting-for-approval' : 'not-approved';
    case 'failed':
      return 'requested';
    case 'draft':
    case 'changes-requested':
    case 'archived':
      return 'not-approved';
    default:
      return assertNever(status.status, 'editorial status');
  }
}

/** The variants of a story that are approved and not sent out, in the order given. */
export function readyToPublish(rows: readonly VariantRow[]): readonly VariantRow[] {
  return rows.filter((row) => publishGate(row) === 'ready');
}
