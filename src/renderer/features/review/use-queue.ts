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
  /** The groups that anything of it came from, in the order of their names. */
  readonly groups: readonly string[];
  /** Whose proposals are shown; null for those of all. */
  readonly group: string | null;
  readonly isPending: boolean;
  readonly error: unknown;
}

/** The queue of the seat, with the open story in it. */
export function useQueue(open: StoryDetail | undefined): Queue {
  const core = useCore();
  const { seat } = useWorkspaceView();
  const { filter, group: chosen } = useStore(reviewView);
  const queue = useQuery({ queryKey: [...queryKeys.reviewQueue, seat], queryFn: () => core.review.queue() });
  const due = useQuery({ queryKey: [...queryKeys.storiesAll, 'review', 'due'], queryFn: () => core.stories.list({ ...EMPTY, list: 'to-review', status: null }) });
  const ready = useQuery({ queryKey: [...queryKeys.storiesAll, 'review', 'ready'], queryFn: () => core.stories.list({ ...EMPTY, list: 'all', status: 'approved' }) });
  const groups = useMemo(() => [...new Set((queue.data ?? []).flatMap((item) => item.groups))].toSorted((a, b) => a.localeCompare(b)), [queue.data]);
  // Of a group that has nothing here any more there would be nothing to see, nor a way back.
  const group = chosen !== null && groups.includes(chosen) ? chosen : null;
  const stories = useMemo(
    () =>
      buildQueue({
        items: queue.data ?? [],
        due: new Map((due.data?.items ?? []).map((row) => [row.id, row.due])),
        ready: (ready.data?.items ?? []).filter((row) => !row.archived).map((row) => ({ story: row.id, title: row.title, due: row.due, count: row.variants.filter((variant) => variant.status === 'approved').length })),
        filter, group, seat,
        open: open === undefined ? null : { story: open.row.id, title: open.content.title, due: open.content.due, variants: open.variants },
      }),
    [queue.data, due.data, ready.data, filter, group, seat, open],
  );
  const waiting = (queue.data ?? []).reduce((sum, item) => sum + item.variants.filter((row) => row.status.status === 'in-review').length, 0);
  return { stories, waiting, groups, group, isPending: queue.isPending, error: queue.error };
}
