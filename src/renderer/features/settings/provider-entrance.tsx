import { useMutation, useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { Secret } from '#shared/contract/accounts-contract.ts';
import type { AccountView } from '#shared/contract/views.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../components/use-t.ts';
import { useShell } from '../../rpc/bridge.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import styles from './settings.module.css';

export interface ProviderEntranceProps {
  readonly server: string;
  readonly atProvider: AccountView['atProvider'];
  /** The code that is taken up with it; null for a member who only signs in. */
  readonly invitation: string | null;
}

/** The organisation's own sign-in, in the browser, where the server has one. */
export function ProviderEntrance({ server, atProvider, invitation }: ProviderEntranceProps): ReactNode {
  const { t } = useT('settings');
  const core = useCore();
  const shell = useShell();
  // Asked anew each time: a server that was away may be back. One that cannot be reached says so where its name and password are asked for.
  const { data } = useQuery({ queryKey: queryKeys.provider(server), queryFn: () => core.account.provider(), staleTime: 0, gcTime: 0 });
  const start = useMutation({
    mutationFn: async () => {
      const { url } = await core.account.startAtProvider({ invitation });
      await shell.invoke('shell:open-external', url);
    },
  });
  const name = data?.name ?? null;
  if (name === null) return null;
  return (
    <>
      {atProvider.waiting ? (
        <>
          <p role="status">{t('account.provider.waiting')}</p>
          <div className={styles.buttons}>
            <Button icon={ExternalLink} isPending={start.isPending} onPress={() => start.mutate()}>
              {t('account.provider.openAgain')}
            </Button>
            <Button variant="quiet" onPress={() => void core.account.cancelAtProvider()}>
              {t('common:action.cancel')}
            </Button>
          </div>
        </>
      ) : (
        <div className={styles.buttons}>
          <Button icon={ExternalLink} isDisabled={invitation !== null && !Secret.safeParse(invitation).success} isPending={start.isPending} onPress={() => start.mutate()}>
            {t(invitation === null ? 'account.provider.signIn' : 'account.provider.join', { name })}
          </Button>
        </div>
      )}
      {start.isError && <ErrorNotice code={errorCodeOf(start.error)} />}
      {atProvider.failed !== null && <ErrorNotice code={atProvider.failed} />}
      <p className={styles.hint}>{t('account.provider.or')}</p>
    </>
  );
}
