import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { TeamMember } from '#shared/contract/accounts-contract.ts';
import { useShellState } from '../../app/shell-state.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import { InvitationList } from './invitation-list.tsx';
import { InviteDialog, type Invited } from './invite-dialog.tsx';
import { MemberDialog } from './member-dialog.tsx';
import { UnlinkButton } from './unlink-button.tsx';
import styles from './settings.module.css';
import { useT } from '../../components/use-t.ts';

export interface TeamSettingsProps {
  readonly server: string;
  /** The member who is signed in here. */
  readonly me: string;
}

type Open = { readonly kind: 'change'; readonly member: TeamMember } | { readonly kind: 'invite'; readonly invited: Invited };

/** Who is in the newsroom with which roles; for administrators also the way to change that. */
export function TeamSettings({ server, me }: TeamSettingsProps): ReactNode {
  const { t } = useT('settings');
  const core = useCore();
  const queries = useQueryClient();
  const { language } = useShellState().state;
  const [open, setOpen] = useState<Open | null>(null);
  const team = useQuery({ queryKey: queryKeys.team, queryFn: () => core.account.members(), staleTime: 0, gcTime: 0 });
  const members = team.data ?? [];
  const admin = members.some((member) => member.id === me && member.roles.includes('admin'));
  const close = (): void => {
    setOpen(null);
    // One may just have been made.
    void queries.invalidateQueries({ queryKey: queryKeys.invitations });
  };
  return (
    <div className={styles.item}>
      {team.isError && <ErrorNotice code={errorCodeOf(team.error)} />}
      {!admin && team.isSuccess && <p className={styles.hint}>{t('team.hint')}</p>}
      <ul className={styles.list} aria-label={t('section.team')}>
        {members.map((member) => (
          <li key={member.id}>
            <span>
              {member.name[language]} {notesOf(member).length > 0 && <span className={styles.hint}>({notesOf(member).join(', ')})</span>}
              <br />
              <span className={styles.hint}>{member.roles.map((role) => t(`common:role.${role}`)).join(' · ')}</span>
            </span>
            <span className={styles.buttons}>
              {member.linked && <UnlinkButton member={member.id} name={member.name[language]} onDone={() => void queries.invalidateQueries({ queryKey: queryKeys.team })} />}
              {admin && (
                <Button size="small" aria-label={t('team.changeOf', { name: member.name[language] })} onPress={() => setOpen({ kind: 'change', member })}>
                  {t('team.change')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {admin && <InvitationList />}
      {admin && (
        <div className={styles.buttons}>
          <Button onPress={() => setOpen({ kind: 'invite', invited: null })}>{t('team.invite')}</Button>
        </div>
      )}
      {open?.kind === 'change' && (
        <MemberDialog
          member={open.member}
          onClose={close}
          onSaved={() => {
            void queries.invalidateQueries({ queryKey: queryKeys.team });
            close();
          }}
          onInvite={() => setOpen({ kind: 'invite', invited: open.member })}
        />
      )}
      {open?.kind === 'invite' && <InviteDialog server={server} invited={open.invited} onClose={close} />}
    </div>
  );

  function notesOf(member: TeamMember): string[] {
    return [
      ...(member.id === me ? [t('team.you')] : []),
      ...(member.suspended ? [t('team.suspended')] : []),
      // Sign-in names are told to administrators only; to others nobody seems to have one.
      ...(admin && member.signInName !== null ? [member.signInName] : []),
      ...(admin && member.signInName === null && !member.linked ? [t('team.noAccount')] : []),
      ...(member.linked ? [t('team.linked')] : []),
    ];
  }
}
