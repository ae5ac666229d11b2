import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RevisionView, StoryDetail, VariantDetail, VariantRow, WorkspaceView } from '#shared/contract/views.ts';
import { contentHash } from '#shared/document/canonical.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { RouteOf } from '../../app/navigation.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { useCore } from '../../rpc/core-client.ts';
import { useStory } from '../../rpc/queries.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import { byChannelAndLanguage } from './model/queue.ts';
import { newestFirst, revisionNumbers } from '../../components/revision-label.ts';
import { type Pending, usePending } from './pending-store.ts';
import { type Queue, useQueue } from './use-queue.ts';

export interface VariantReview {
  readonly row: VariantRow;
  /** Undefined while it is on its way. */
  readonly detail: VariantDetail | undefined;
  /** Why the seat cannot decide: a code; null when it can; undefined while that is on its way. */
  readonly reason: string | null | undefined;
  /** The draft on this device is not the head any more. */
  readonly draftDiffers: boolean;
  /** Its revisions, the newest first, and the number of each. Empty while they are on their way. */
  readonly history: readonly RevisionView[];
  readonly numbers: ReadonlyMap<Id, number>;
}

export interface Review {
  readonly view: WorkspaceView;
  readonly queue: Queue;
  readonly story: StoryDetail | undefined;
  readonly storyError: unknown;
  /** The story's variants that are not archived, in the order of the columns. */
  readonly variants: readonly VariantReview[];
  /** The one in hand. */
  readonly current: VariantReview | null;
  readonly pending: Pending;
}

/** Everything that the review screen shows, read from the core. */
export function useReview(route: RouteOf<'review'>): Review {
  const core = useCore();
  const view = useWorkspaceView();
  const story = useStory(route.story);
  const open = story.data;
  const queue = useQueue(open);
  const pending = usePending();
  const rows = useMemo(() => (open?.variants ?? []).filter((row) => row.status.status !== 'archived').toSorted(byChannelAndLanguage), [open]);
  const details = useQueries({ queries: rows.map((row) => ({ queryKey: queryKeys.variant(row.id), queryFn: () => core.variants.get({ id: row.id }) })) });
  // Who may decide depends on the seat: another seat is another question.
  const reasons = useQueries({ queries: rows.map((row) => ({ queryKey: [...queryKeys.reviewReason(row.id), view.seat], queryFn: () => core.review.reason({ variant: row.id }) })) });
  const histories = useQueries({ queries: rows.map((row) => ({ queryKey: queryKeys.variantHistory(row.id), queryFn: () => core.variants.history({ id: row.id }) })) });
  const variants = rows.map((row, index): VariantReview => {
    const detail = details[index]?.data;
    return { row: detail?.row ?? row, detail, reason: reasons[index]?.data, draftDiffers: differs(detail), ...ordered(histories[index]?.data) };
  });
  const current = variants.find(({ row }) => row.id === route.variant) ?? null;
  return { view, queue, story: open, storyError: story.error, variants, current, pending };
}

type Ordered = Pick<VariantReview, 'history' | 'numbers'>;
const NONE: Ordered = { history: [], numbers: new Map() };
const orders = new WeakMap<readonly RevisionView[], Ordered>();

function ordered(history: readonly RevisionView[] | undefined): Ordered {
  if (history === undefined) return NONE;
  let answer = orders.get(history);
  if (answer === undefined) {
    answer = { history: newestFirst(history), numbers: revisionNumbers(history) };
    orders.set(history, answer);
  }
  return answer;
}

/** One hash for each detail: it is taken again only when the core tells another draft. */
const hashes = new WeakMap<VariantDetail, boolean>();

function differs(detail: VariantDetail | undefined): boolean {
  if (detail === undefined || detail.head === null) return false;
  let answer = hashes.get(detail);
  if (answer === undefined) {
    answer = contentHash(detail.content) !== detail.head.contentHash;
    hashes.set(detail, answer);
  }
  return answer;
}
