import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { SwitchOutcome, WorkspaceItem } from '#shared/contract/workspaces-contract.ts';
import { useFormats } from '../../components/formats.ts';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useShell } from '../../rpc/bridge.ts';
import { queryKeys } from '../../rpc/query-keys.ts';

/** The newsrooms on this PC, in the order of their numbers. Looked at anew whenever they are shown. */
export function useWorkspaces(): UseQueryResult<WorkspaceItem[]> {
  const shell = useShell();
  return useQuery({ queryKey: queryKeys.workspaces, queryFn: () => shell.invoke('shell:workspaces', undefined) });
}

export function useFreshWorkspaces(): () => void {
  const queries = useQueryClient();
  return useCallback(() => void queries.invalidateQueries({ queryKey: queryKeys.workspaces }), [queries]);
}

/** What a newsroom on this PC is called here: as the person likes, else as it calls itself. */
export function useWorkspaceName(): (item: Pick<WorkspaceItem, 'label' | 'look' | 'server'>) => string {
  const { t } = useT('workspaces');
  const { pick } = useFormats();
  return useCallback(
    ({ label, look, server }) => {
      if (label !== '') return label;
      if (look !== null) return pick(look.name);
      return server === '' ? t('unnamed') : hostOf(server);
    },
    [pick, t],
  );
}

/** The server of an address as people know it. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** Says why a newsroom was not opened; of one that was the window tells itself. */
export function useTellOutcome(): (outcome: SwitchOutcome) => void {
  const { t } = useT('workspaces');
  return (outcome) => {
    if (outcome !== 'done') showToast({ tone: 'bad', text: t(`outcome.${outcome}.title`), detail: t(`outcome.${outcome}.next`) });
  };
}

/** Leaves this newsroom for another, once everything on screen is on the disk. */
export function useSwitchWorkspace(): (id: string) => void {
  const { t } = useT('workspaces');
  const shell = useShell();
  const tell = useTellOutcome();
  return (id) => {
    const close = showToast({ text: t('switching') });
    void shell.invoke('shell:switch-workspace', id).then(
      (outcome) => {
        close();
        tell(outcome);
      },
      () => {
        close();
        showToast({ tone: 'bad', text: t('errors:internal.title'), detail: t('errors:internal.next') });
      },
    );
  };
}
