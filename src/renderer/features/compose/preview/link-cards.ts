import { useMutation, type UseMutationResult, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LinkCard } from '#shared/contract/link-card.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { queryKeys } from '../../../rpc/query-keys.ts';

/** What was fetched of a page earlier, from this computer's own store; `page` is null while nothing is known. */
export function useLinkCard(address: string | null): { readonly page: LinkCard | null; readonly isKnown: boolean } {
  const core = useCore();
  const { data } = useQuery({ queryKey: queryKeys.linkCard(address ?? ''), queryFn: () => core.linkCards.get({ url: address ?? '' }), enabled: address !== null, gcTime: 60_000 });
  return { page: data ?? null, isKnown: data !== undefined };
}

/** Has the page fetched: the one thing here that asks the network, and only when it is called. */
export function useFetchLinkCard(address: string): UseMutationResult<LinkCard, Error, void> {
  const core = useCore();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => core.linkCards.fetch({ url: address }),
    onSuccess: (card) => queries.setQueryData(queryKeys.linkCard(address), card),
  });
}
