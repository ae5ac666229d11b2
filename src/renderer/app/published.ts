import type { VariantRow } from '#shared/contract/views.ts';

/** Whether something of a variant stands on its channel, so that it could be corrected or withdrawn. The core judges again. */
export function isOut({ status }: Pick<VariantRow, 'status'>): boolean {
  return status.status === 'published' || status.status === 'corrected' || status.publishedEarlier;
}
