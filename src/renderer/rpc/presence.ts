import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Opened, OtherPresence } from '#shared/contract/backend-contract.ts';
import type { Id } from '#shared/domain/ids.ts';
import { useCore } from './core-client.ts';
import { queryKeys } from './query-keys.ts';

const NOBODY: readonly OtherPresence[] = [];

/** Lets others know what is open here for as long as this component is shown; null: nothing that they could have open too. */
export function useOpened(subject: Id | null, doing: Opened['doing']): void {
  const core = useCore();
  useEffect(() => {
    const tell = (open: Opened | null): void => void core.presence.open({ open }).catch(() => undefined);
    if (subject !== null) tell({ subject, doing });
    return () => tell(null);
  }, [core, subject, doing]);
}

/** Who else has it open, the longest there first. */
export function useOthers(subject: Id): readonly OtherPresence[] {
  const core = useCore();
  const { data } = useQuery({ queryKey: queryKeys.presence, queryFn: () => core.presence.others() });
  return data?.filter((other) => other.subject === subject) ?? NOBODY;
}
