import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { newsroomProfiles, type ProfileOf } from '#shared/channels/newsroom-profile.ts';
import type { ChannelProfile } from '#shared/channels/registry.ts';
import type { CollectionName, Setting } from '#shared/domain/settings.ts';
import type { Account } from '#shared/domain/workspace.ts';
import { useCore } from './core-client.ts';
import { queryKeys } from './query-keys.ts';

const NONE: readonly never[] = [];

/** A collection of what the newsroom agrees on, by key; nothing until it is here. */
export function useSettings<Name extends CollectionName>(collection: Name): readonly Setting<Name>[] {
  const core = useCore();
  const { data } = useQuery({
    queryKey: queryKeys.settings(collection),
    queryFn: async () => (await core.settings.list({ collection })).map(({ key, value }) => ({ collection, key, value }) as Setting<Name>),
  });
  return data ?? NONE;
}

/** Which rules each account is held to here: its channel's, its kind's, the newsroom's own. */
export function useProfiles(): ProfileOf {
  const figures = useSettings('figure');
  const kinds = useSettings('account-kind');
  return useMemo(() => newsroomProfiles({ figures, kinds }), [figures, kinds]);
}

export function useProfile(account: Pick<Account, 'id' | 'channel'>): ChannelProfile {
  return useProfiles()(account);
}

/** The accounts for which nothing new is written any more. */
export function useRetiredAccounts(): ReadonlySet<string> {
  const accounts = useSettings('account');
  return useMemo(() => new Set(accounts.filter(({ value }) => value.retired).map(({ key }) => key)), [accounts]);
}
