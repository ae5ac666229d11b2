import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { TeamMember } from '#shared/contract/accounts-contract.ts';
import { useShellState } from '../../app/shell-state.ts';
import { Button } from '../../components/button.tsx';
import { Switch } from '../../components/choices.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { showToast } from '../../components/toast.tsx';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { DeviceList } from './device-list.tsx';
import { RoleChoices } from './role-choices.tsx';
import styles from './settings.module.css';
import { useT } from '../../components/use-t.ts';

export interface MemberDialogProps {
  readonly member: TeamMember;
  readonly onClose: () => void;
  readonly onSaved: () => void;
  readonly onInvite: () => void;
}

/** For administrators: what a member may do, and whether they may come in at all. */
export function MemberDialog({ member, onClose, onSaved, onInvite }: MemberDialogProps): ReactNode {
  const { t } = useT('settings');
  const core = useCore();
  const { language } = useShellState().state;
  const [roles, setRoles] = useState(member.roles);
  const [suspended, setSuspended] = useState(member.suspended);
  const save = useMutation({
    mutationFn: () => core.account.changeMember({ id: member.id, roles, suspended }),
    onSuccess: () => {
      showToast({ text: t('team.saved') });
      onSaved();
    },
  });
  return (
    <Dialog
      title={t('team.changeTitle', { name: member.name[language] })}
      isOpen
      onClose={onClose}
      size="small"
      isDismissable={false}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isDisabled={roles.length === 0} isPending={save.isPending} onPress={() => save.mutate()}>
            {t('team.save')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <RoleChoices label={t('team.roles')} value={roles} onChange={setRoles} />
        <Switch isSelected={suspended} onChange={setSuspended}>
          {t('team.suspend')}
        </Switch>
        <div className={styles.buttons}>
          <Button variant="link" onPress={onInvite}>
            {t('team.inviteMember')}
          </Button>
        </div>
        {/* Only who has an account can be signed in anywhere. */}
        {(member.signInName !== null || member.linked) && <DeviceList member={member.id} />}
        {save.isError && <ErrorNotice code={errorCodeOf(save.error)} />}
      </div>
    </Dialog>
  );
}
