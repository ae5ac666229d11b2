import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { BackupItem } from '#shared/contract/backup-views.ts';
import { flushAll } from '../../app/before-quit.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { sizeWords } from '../../components/file-words.ts';
import { useFormats } from '../../components/formats.ts';
import { announce } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { ScrollTable } from '../../components/scroll-table.tsx';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import styles from './backups.module.css';
import { GoBackDialog } from './go-back-dialog.tsx';

/** The backups of this newsroom: to see that there are some, to make one, to go back to one. */
export function BackupsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT('backups');
  const core = useCore();
  const queries = useQueryClient();
  const { readOnly } = useWorkspaceView();
  const [chosen, setChosen] = useState<BackupItem | null>(null);
  // Asked anew each time it comes on screen: they are made beside the window.
  const backups = useQuery({ queryKey: queryKeys.backups, queryFn: () => core.backups.list(), staleTime: 0, gcTime: 0 });
  const make = useMutation({
    mutationFn: () => core.workspace.backupNow(),
    // Seen by its row; a toast would lie over the dialog.
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: queryKeys.backups });
      announce(t('done'));
    },
  });
  // What is on screen counts as well: it is on the disk before it is compared.
  if (chosen !== null) return <GoBackDialog backup={chosen} onClose={onClose} onBack={() => setChosen(null)} />;
  const failure = backups.error ?? make.error;
  return (
    <Dialog
      title={t('title')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button isDisabled={readOnly} isPending={make.isPending} onPress={() => make.mutate()}>
            {t('now')}
          </Button>
          <Button variant="primary" onPress={onClose}>
            {t('common:action.close')}
          </Button>
        </>
      }
    >
      <p className={styles.lead}>{t('lead')}</p>
      {failure !== null && <ErrorNotice code={errorCodeOf(failure)} />}
      {backups.isPending && <Skeleton label={t('common:loading')} />}
      {backups.data?.length === 0 && <p>{t('none')}</p>}
      {backups.data !== undefined && backups.data.length > 0 && <BackupTable items={backups.data} onChoose={readOnly ? null : (item) => void flushAll(document).then(() => setChosen(item))} />}
    </Dialog>
  );
}

/** `onChoose` null: nothing can be changed here. */
function BackupTable({ items, onChoose }: { readonly items: readonly BackupItem[]; readonly onChoose: ((item: BackupItem) => void) | null }): ReactNode {
  const { t } = useT('backups');
  const { dateTime, language } = useFormats();
  return (
    <ScrollTable label={t('title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('columns.at')}</th>
            <th scope="col">{t('columns.reason')}</th>
            <th scope="col" className={styles.number}>
              {t('columns.size')}
            </th>
            {onChoose !== null && (
              <th scope="col">
                <span className="visually-hidden">{t('columns.action')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.name}>
              <td className="tabular">{dateTime(item.at)}</td>
              <td>{t(`reasons.${item.reason}`)}</td>
              <td className={`tabular ${styles.number ?? ''}`}>{sizeWords(item.bytes, language)}</td>
              {onChoose !== null && (
                <td className={styles.number}>
                  <Button size="small" aria-label={t('chooseOf', { at: dateTime(item.at) })} onPress={() => onChoose(item)}>
                    {t('choose')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}
