import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Id } from '#shared/domain/ids.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { showToast } from '../../components/toast.tsx';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import styles from './settings.module.css';
import { useT } from '../../components/use-t.ts';

/** Where somebody is signed in, and a way to end it there: for a lost computer. `member` null: oneself; another only for admins. */
export function DeviceList({ member }: { readonly member: Id | null }): ReactNode {
  const { t } = useT('settings');
  const core = useCore();
  const queries = useQueryClient();
  const { dateTime } = useFormats();
  // Asked anew each time it comes on screen: other devices come and go without a word to this one.
  const devices = useQuery({ queryKey: queryKeys.devices(member), queryFn: () => core.account.devices(member === null ? {} : { member }), staleTime: 0, gcTime: 0 });
  const revoke = useMutation({
    mutationFn: ({ id }: { readonly id: string; readonly name: string }) => core.account.revokeDevice({ id }),
    onSuccess: (_nothing, { name }) => {
      void queries.invalidateQueries({ queryKey: queryKeys.devices(member) });
      showToast({ text: t('devices.revoked', { name }) });
    },
  });
  const failure = devices.error ?? revoke.error;
  return (
    <>
      <span className={styles.name}>{t('devices.label')}</span>
      <p className={styles.hint}>{t(member === null ? 'devices.hint' : 'devices.hintOf')}</p>
      {failure !== null && <ErrorNotice code={errorCodeOf(failure)} />}
      {devices.data?.length === 0 && <p className={styles.hint}>{t('devices.none')}</p>}
      <ul className={styles.list} aria-label={t('devices.label')}>
        {devices.data?.map((device) => (
          <li key={device.id}>
            <span>
              {device.name} {device.current && <span className={styles.hint}>({t('devices.current')})</span>}
              <br />
              <span className={styles.hint}>{t('devices.seen', { at: dateTime(device.seenAt) })}</span>
            </span>
            {!device.current && (
              <Button size="small" aria-label={t('devices.revokeOf', { name: device.name })} isPending={revoke.isPending} onPress={() => revoke.mutate(device)}>
                {t('devices.revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
