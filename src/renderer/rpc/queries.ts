import { QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AccountView, SettingView, StoryDetail, SyncItem, SyncStatus, VariantDetail, WorkspaceView } from '#shared/contract/views.ts';
import type { HoldView } from '#shared/contract/publication-views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { CollectionName } from '#shared/domain/settings.ts';
import { useCore } from './core-client.ts';
import { errorCodeOf } from './errors.ts';
import { queryKeys } from './query-keys.ts';

/**
 * Answers stay good until a live change names them; there is no polling, and nothing is asked for
 * on focus. A call that a restart of the core cut off is made again; a refusal is not.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        retry: (failures, error) => errorCodeOf(error) === 'core-restarted' && failures < 5,
        retryDelay: 100,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

export function useWorkspace(): UseQueryResult<WorkspaceView> {
  const core = useCore();
  return useQuery({ queryKey: queryKeys.workspace, queryFn: () => core.workspace.get() });
}

export function useStory(id: Id | null): UseQueryResult<StoryDetail> {
  const core = useCore();
  return useQuery({ queryKey: queryKeys.story(id ?? ''), queryFn: () => core.stories.get({ id: id ?? '' }), enabled: id !== null });
}

export function useVariant(id: Id | null): UseQueryResult<VariantDetail> {
  const core = useCore();
  return useQuery({ queryKey: queryKeys.variant(id ?? ''), queryFn: () => core.variants.get({ id: id ?? '' }), enabled: id !== null });
}

export function useSyncStatus(): UseQueryResult<SyncStatus> {
  const core = useCore();
  return useQuery({ queryKey: queryKeys.syncStatus, queryFn: () => core.sync.status() });
}

export function useAccount(): UseQueryResult<AccountView> {
  const core = useCore();
  return useQuery({ queryKey: queryKeys.account, queryFn: () => core.account.get() });
}

export function useHolds(): UseQueryResult<HoldView[]> {
  const core = useCore();
  return useQuery({ queryKey: queryKeys.holds, queryFn: () => core.publish.holds() });
}

export function useSyncItems(enabled: boolean): UseQueryResult<SyncItem[]> {
  const core = useCore();
  return useQuery({ queryKey: queryKeys.syncItems, queryFn: () => core.sync.items(), enabled });
}

/** A collection of what the newsroom agrees on, by key. */
export function useSettingsOf(collection: CollectionName): UseQueryResult<SettingView[]> {
  const core = useCore();
  return useQuery({ queryKey: queryKeys.settings(collection), queryFn: () => core.settings.list({ collection }) });
}
