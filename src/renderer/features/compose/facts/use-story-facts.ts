import { useQuery } from '@tanstack/react-query';
import type { StoryFactsView } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { queryKeys } from '../../../rpc/query-keys.ts';

/** What a story's texts say differently, as the core works it out after each save: nothing of it happens within a key. */
export function useStoryFacts(story: Id): StoryFactsView | null {
  const core = useCore();
  const { data } = useQuery({ queryKey: queryKeys.storyFacts(story), queryFn: () => core.stories.facts({ id: story }) });
  return data ?? null;
}
