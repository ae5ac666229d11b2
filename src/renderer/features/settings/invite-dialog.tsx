import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { TeamMember } from '#shared/contract/accounts-contract.ts';
import { invitationLink } from '#shared/domain/invitation.ts';
import type { Role } from '#shared/domain/workspace.ts';
import { useShellState } from '../../app/shell-state.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { showToast } from '../../components/toast.tsx';
import { useShell } from '../../rpc/bridge.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { RoleChoices } from './role-choices.tsx';
import styles from './settings.module.css';
import { useT } from '../../components/use-t.ts';

/** A member who needs an account or a new password; null for somebody new. */
export type Invited = TeamMember | null;

export interface InviteDialogProps {
  readonly server: string;
  readonly invited: Invited;
  readonly onClose: () => void;
}

/** Makes an invitation and shows it, once: neither the server nor this app keeps it. */
export function InviteDialog({ server, invited, onClose }: InviteDialogProps): ReactNode {
  const { t } = useT('settings');
  const core = useCore();
  const shell = useShell();
  const { dateTime } = useFormats();
  const { language } = useShellState().state;
  const [roles, setRoles] = useState<Role[]>(['writer']);
  const make = useMutation({ mutationFn: () => core.account.invite(invited === null ? { roles } : { member: invited.id }) });
  const name = invited?.name[language] ?? t('team.someone');
  const made = make.data;
  const text = made === undefined ? '' : t('team.invitationText', { server, code: made.invitation, link: invitationLink({ url: server, code: made.invitation }) });
  const copy = async (): Promise<void> => {
    await shell.invoke('shell:copy-text', { text, html: null });
    showToast({ text: t('common:action.copied') });
  };
  return (
    <Dialog
      title={made === undefined ? t('team.inviteTitle') : t('team.invitationTitle')}
      isOpen
      onClose={onClose}
      size="small"
      isDismissable={false}
      footer={
        made === undefined ? (
          <>
            <Button onPress={onClose}>{t('common:action.cancel')}</Button>
            <Button variant="primary" isDisabled={invited === null && roles.length === 0} isPending={make.isPending} onPress={() => make.mutate()}>
              {t('team.makeInvitation')}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={onClose}>{t('common:action.close')}</Button>
            <Button variant="primary" onPress={() => void copy()}>
              {t('common:action.copy')}
            </Button>
          </>
        )
      }
    >
      <div className={styles.fields}>
        {made === undefined ? (
          <>
            {invited === null ? <RoleChoices label={t('team.inviteRoles')} value={roles} onChange={setRoles} /> : <p>{name}</p>}
            {make.isError && <ErrorNotice code={errorCodeOf(make.error)} />}
          </>
        ) : (
          <>
            <p>{t('team.invitationFor', { name, until: dateTime(made.expiresAt) })}</p>
            <output className={cx(styles.secret, 'selectable')}>
              {text}
            </output>
          </>
        )}
      </div>
    </Dialog>
  );
}
