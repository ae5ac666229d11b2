import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { StoryDetail, StoryQuery } from '#shared/contract/views.ts';
import { useStore } from '../../app/store.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { useCore } from '../../rpc/core-client.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import { buildQueue, type QueueStory } from './model/queue.ts';
import { reviewView } from './review-view.ts';

/** As many as one reviewer can have before them; the library shows the rest. */
const MOST = 200;
const EMPTY: Omit<StoryQuery, 'list' | 'status'> = { text: '', channel: null, sort: 'due', cursor: null, limit: MOST };

export interface Queue {
  readonly stories: readonly QueueStory[];
  /** Variants that wait for a verdict, over all stories. */
  readonly waiting: number;
  /** Whether anything of it came from a group. */
  readonly hasGroups: boolean;
  readonly isPending: boolean;
  readonly error: unknown;
}

/** The queue of the seat, with the open story in it. */
export function useQueue(open: StoryDetail | undefined): Queue {
  const core = useCore();
  const { seat } = useWorkspaceView();
  const { filter } = useStore(reviewView);
  const queue = useQuery({ queryKey: [...queryKeys.reviewQueue, seat], queryFn: () => core.review.queue() });
  const due = useQuery({ queryKey: [...queryKeys.storiesAll, 'review', 'due'], queryFn: () => core.stories.list({ ...EMPTY, list: 'to-review', status: null }) });
  const ready = useQuery({ queryKey: [...queryKeys.storiesAll, 'review', 'ready'], queryFn: () => core.stories.list({ ...EMPTY, list: 'all', status: 'approved' }) });
  const stories = useMemo(
    () =>
      buildQueue({
        items: queue.data ?? [],
        due: new Map((due.data?.items ?? []).map((row) => [row.id, row.due])),
        ready: (ready.data?.items ?? []).filter((row) => !row.archived).map((row) => ({ story: row.id, title: row.title, due: row.due, count: row.variants.filter((variant) => variant.status === 'approved').length })),
        filter, seat,
        open: open === undefined ? null : { story: open.row.id, title: open.content.title, due: open.content.due, variants: open.variants },
      }),
    [queue.data, due.data, ready.data, filter, seat, open],
  );
  const waiting = (queue.data ?? []).reduce((sum, item) => sum + item.variants.filter((row) => row.status.status === 'in-review').length, 0);
  const hasGroups = (queue.data ?? []).some(({ group }) => group !== null);
  return { stories, waiting, hasGroups, isPending: queue.isPending, error: queue.error };
}
