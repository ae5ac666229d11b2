import type { EditorialStatus, StoryRow } from '#shared/contract/views.ts';

/** Which status of its variants speaks for a story in the list: what needs someone comes first. */
const ORDER: readonly EditorialStatus[] = ['failed', 'withdrawing', 'correcting', 'changes-requested', 'in-review', 'publishing', 'scheduled', 'approved', 'published', 'corrected', 'withdrawn', 'draft', 'archived'];

const APPROVED: ReadonlySet<EditorialStatus> = new Set(['approved', 'scheduled', 'publishing', 'published', 'correcting', 'corrected']);

/** The status shown for a story; null while it has no variant. */
export function leadingStatus(row: Pick<StoryRow, 'variants'>): EditorialStatus | null {
  return ORDER.find((status) => row.variants.some((variant) => variant.status === status)) ?? null;
}

export function approvedCount(row: Pick<StoryRow, 'variants'>): number {
  return row.variants.filter((variant) => APPROVED.has(variant.status)).length;
}
