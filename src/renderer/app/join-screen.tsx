import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { AccountSettings } from '../features/settings/account-settings.tsx';
import { BackendSettings } from '../features/settings/backend-settings.tsx';
import settings from '../features/settings/settings.module.css';
import { hostOf } from '../features/workspaces/use-workspaces.ts';
import { WorkspacesDialog } from '../features/workspaces/workspaces-dialog.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useT } from '../components/use-t.ts';
import { useCore } from '../rpc/core-client.ts';
import { errorCodeOf } from '../rpc/errors.ts';
import { queryKeys } from '../rpc/query-keys.ts';
import { useAccount, useSyncStatus } from '../rpc/queries.ts';
import { isTroubled, troubleWords } from './connection-words.ts';
import styles from './frame.module.css';
import { Mark } from './mark.tsx';
import { useShellState } from './shell-state.ts';

/** A newsroom that is being joined: the way in, then how far it is here. Its own screen, as there is nothing to work with yet. */
export function JoinScreen(): ReactNode {
  const { t } = useT('workspaces');
  const { backendUrl } = useShellState().state.workspace;
  const { data: account } = useAccount();
  const { data: status } = useSyncStatus();
  const [byToken, setByToken] = useState(false);
  const isIn = account?.signedIn != null || status?.connection === 'syncing' || status?.connection === 'online';
  return (
    <main className={styles.joining}>
      <div className={styles.joiningColumn}>
        <Mark size={48} />
        <h1>{t('joining.title', { host: hostOf(backendUrl) })}</h1>
        <p className={settings.hint}>{t('joining.lead')}</p>
        {isIn ? (
          <Progress />
        ) : (
          <section className={settings.section} aria-label={t('settings:section.account')}>
            {account !== undefined && account.server !== null && <AccountSettings server={account.server} account={account} />}
            {byToken && <BackendSettings />}
          </section>
        )}
        <div className={settings.buttons}>
          {!isIn && !byToken && (
            <Button variant="quiet" onPress={() => setByToken(true)}>
              {t('joining.token')}
            </Button>
          )}
          <OtherNewsroom />
        </div>
      </div>
    </main>
  );
}

/** Counts that only grow, so that whoever waits sees that it goes on; and what keeps it from going on. */
function Progress(): ReactNode {
  const { t: common } = useT();
  const { t } = useT('workspaces');
  const core = useCore();
  const { data: status } = useSyncStatus();
  const { data: receiving } = useQuery({ queryKey: queryKeys.receiving, queryFn: () => core.sync.receiving() });
  const retry = useMutation({ mutationFn: () => core.sync.now() });
  const start = useMutation({ mutationFn: () => core.workspace.startWorking() });
  const entries = receiving?.entries ?? null;
  const media = receiving?.media ?? { done: 0, total: 0 };
  return (
    <section className={settings.section} aria-label={t('joining.received')}>
      <div className={settings.item}>
        {entries === null ? (
          <p role="status">{t('joining.counting')}</p>
        ) : (
          <>
            <Bar label={t('joining.entries', entries)} {...entries} />
            {media.total > 0 && <Bar label={t('joining.media', media)} {...media} />}
          </>
        )}
        <p className={settings.hint}>{t('joining.resumes')}</p>
      </div>
      {status !== undefined && isTroubled(status.connection) && (
        <div className={settings.item} role="alert">
          <p>{troubleWords(common, status)}</p>
          <div className={settings.buttons}>
            <Button isPending={retry.isPending} onPress={() => retry.mutate()}>
              {t('joining.retry')}
            </Button>
          </div>
        </div>
      )}
      {entries !== null && (
        <div className={settings.item}>
          <div className={settings.buttons}>
            <Button variant="primary" isPending={start.isPending} onPress={() => start.mutate()}>
              {t('joining.start')}
            </Button>
          </div>
          <p className={settings.hint}>{t('joining.startHint')}</p>
          {start.isError && <ErrorNotice code={errorCodeOf(start.error)} />}
        </div>
      )}
    </section>
  );
}

function Bar({ label, done, total }: { readonly label: string; readonly done: number; readonly total: number }): ReactNode {
  return (
    <label className={styles.progress}>
      <span>{label}</span>
      <progress value={done} max={Math.max(total, 1)} />
    </label>
  );
}

/** The way to a newsroom that can be worked in, from one that cannot. */
export function OtherNewsroom(): ReactNode {
  const { t } = useT('workspaces');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" onPress={() => setOpen(true)}>
        {t('joining.other')}
      </Button>
      {open && <WorkspacesDialog onClose={() => setOpen(false)} />}
    </>
  );
}
