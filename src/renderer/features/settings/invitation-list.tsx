import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OpenInvitation } from '#shared/contract/accounts-contract.ts';
import { memberOf, useWorkspaceView } from '../../app/workspace-context.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import styles from './settings.module.css';

/** The invitations that nobody has taken up yet, for admins: one that went to the wrong place is withdrawn. */
export function InvitationList(): ReactNode {
  const { t } = useT('settings');
  const core = useCore();
  const queries = useQueryClient();
  const view = useWorkspaceView();
  const { dateTime, pick } = useFormats();
  const open = useQuery({ queryKey: queryKeys.invitations, queryFn: () => core.account.invitations(), staleTime: 0, gcTime: 0 });
  const withdraw = useMutation({
    mutationFn: ({ id }: OpenInvitation) => core.account.withdrawInvitation({ id }),
    onSuccess: () => showToast({ text: t('team.invitationWithdrawn') }),
    onSettled: () => void queries.invalidateQueries({ queryKey: queryKeys.invitations }),
  });
  const failure = open.error ?? withdraw.error;
  if (failure === null && (open.data === undefined || open.data.length === 0)) return null;
  const whom = ({ member, name }: OpenInvitation): string => {
    const known = member === null ? undefined : memberOf(view, member);
    return known !== undefined ? pick(known.name) : name !== null ? pick(name) : t('team.someone');
  };
  return (
    <>
      <span className={styles.name}>{t('team.openInvitations')}</span>
      {failure !== null && <ErrorNotice code={errorCodeOf(failure)} />}
      <ul className={styles.list} aria-label={t('team.openInvitations')}>
        {open.data?.map((invitation) => (
          <li key={invitation.id}>
            <span>
              {whom(invitation)}
              <br />
              <span className={styles.hint}>{[...invitation.roles.map((role) => t(`common:role.${role}`)), t('team.invitationUntil', { until: dateTime(invitation.expiresAt) })].join(' · ')}</span>
            </span>
            <Button size="small" aria-label={t('team.withdrawInvitationOf', { name: whom(invitation) })} isPending={withdraw.isPending} onPress={() => withdraw.mutate(invitation)}>
              {t('team.withdrawInvitation')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
