import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { StoryRow } from '#shared/contract/views.ts';
import { useCore } from '../../rpc/core-client.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import { type LibraryState, searchTextOf } from './library-state.ts';

/** How many rows are asked for at a time. */
const PAGE = 100;
/** How long the field must rest before a search. */
const REST_MS = 120;

/** The value, once it has not changed for a while. */
function useRested<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [ms, value]);
  return rested;
}

export interface StoryList {
  readonly rows: readonly StoryRow[];
  readonly total: number;
  readonly isPending: boolean;
  readonly error: unknown;
  /** The words that the rows shown were searched with. */
  readonly text: string;
  readonly isSearching: boolean;
  readonly loadMore: (() => void) | undefined;
  readonly isLoadingMore: boolean;
}

/** The rows of the list in force, page by page; the old ones stay until the new ones are here. */
export function useStories(state: LibraryState): StoryList {
  const core = useCore();
  const text = useRested(searchTextOf(state.text), REST_MS);
  const query = { list: state.list, text, status: state.status, channel: state.channel, sort: state.sort };
  const result = useInfiniteQuery({
    queryKey: queryKeys.stories(query),
    queryFn: ({ pageParam }) => core.stories.list({ ...query, cursor: pageParam, limit: PAGE }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  // A story that moved between two pages while they were read may be in both: a list needs each once.
  const seen = new Set<string>();
  const rows = (result.data?.pages ?? []).flatMap((page) => page.items).filter((row) => !seen.has(row.id) && seen.add(row.id));
  return {
    rows,
    total: result.data?.pages.at(-1)?.total ?? 0,
    isPending: result.isPending,
    error: result.error,
    text,
    isSearching: result.isPlaceholderData,
    loadMore: result.hasNextPage && !result.isPlaceholderData ? () => void (result.isFetchingNextPage || result.fetchNextPage()) : undefined,
    isLoadingMore: result.isFetchingNextPage,
  };
}

/** How many stories each smart list holds. */
export function useCounts(): Readonly<Record<string, number>> {
  const core = useCore();
  return useQuery({ queryKey: queryKeys.counts, queryFn: () => core.stories.counts() }).data ?? {};
}
