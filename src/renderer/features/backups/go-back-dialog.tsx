import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { BackupItem, BackupLook } from '#shared/contract/backup-views.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { Facts } from '../../components/facts.tsx';
import { useShell } from '../../rpc/bridge.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import styles from './backups.module.css';

/** Says what going back to a backup means here and now, and does it once a person has read that. */
export function GoBackDialog({ backup, onClose, onBack }: { readonly backup: BackupItem; readonly onClose: () => void; readonly onBack: () => void }): ReactNode {
  const { t } = useT('backups');
  const { dateTime } = useFormats();
  const core = useCore();
  const shell = useShell();
  const look = useQuery({
    queryKey: queryKeys.backup(backup.name),
    queryFn: () => core.backups.look({ name: backup.name }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const goBack = useMutation({
    mutationFn: async () => {
      await core.backups.prepare({ name: backup.name });
      // The window loads anew once the newsroom is there: only what went wrong comes back here.
      const outcome = await shell.invoke('shell:reopen-workspace', undefined);
      if (outcome !== 'done') await core.backups.stay();
      return outcome;
    },
    onSuccess: (outcome) => {
      if (outcome === 'done') return;
      showToast({ tone: 'bad', text: t('look.stayed'), detail: t(outcome === 'not-saved' ? 'look.notSaved' : 'look.busy') });
    },
  });
  const failure = look.error ?? goBack.error;
  const isGoing = goBack.isPending || goBack.data === 'done';
  return (
    <Dialog
      title={t('look.title', { at: dateTime(backup.at) })}
      isOpen
      onClose={onClose}
      role="alertdialog"
      isDismissable={false}
      footer={
        <>
          <Button autoFocus isDisabled={isGoing} onPress={onBack}>
            {t('common:action.cancel')}
          </Button>
          <Button variant="danger" isDisabled={look.data === undefined} isPending={isGoing} onPress={() => goBack.mutate()}>
            {t('look.confirm')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {look.isPending && <p role="status">{t('look.checking')}</p>}
        {failure !== null && <ErrorNotice code={errorCodeOf(failure)} />}
        {look.data !== undefined && <LookFacts look={look.data} />}
      </div>
    </Dialog>
  );
}

function LookFacts({ look: { stories, variants, onlyHere, unsent, waiting } }: { readonly look: BackupLook }): ReactNode {
  const { t } = useT('backups');
  const { number } = useFormats();
  return (
    <>
      <Facts>
        <dt>{t('look.holds')}</dt>
        <dd>{t('look.holdsCount', { stories: number(stories), variants: number(variants) })}</dd>
        <dt>{t('look.onlyHere')}</dt>
        <dd>{onlyHere === 0 ? t('look.onlyHereNone') : t('look.onlyHereCount', { count: onlyHere })}</dd>
        <dt>{t('look.unsent')}</dt>
        <dd>{unsent === 0 ? t('look.unsentNone') : t('look.unsentCount', { count: unsent })}</dd>
        {waiting > 0 && (
          <>
            <dt>{t('look.waiting')}</dt>
            <dd>{t('look.waitingCount', { count: waiting })}</dd>
          </>
        )}
      </Facts>
      <ul className={styles.points}>
        <li>{t('look.kept')}</li>
        <li>{t('look.server')}</li>
        <li>{t('look.offline')}</li>
      </ul>
    </>
  );
}
