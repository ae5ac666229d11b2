import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { PASSWORD_MIN, Secret, SignInName } from '#shared/contract/accounts-contract.ts';
import type { AccountView } from '#shared/contract/views.ts';
import { isPrivateLine } from '#shared/document/url.ts';
import { useShellState } from '../../app/shell-state.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showToast } from '../../components/toast.tsx';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import { ProviderEntrance } from './provider-entrance.tsx';
import styles from './settings.module.css';
import { useT } from '../../components/use-t.ts';

/** Who is signed in to the team's server on this PC; or the way in, with an account or with an invitation. */
export function AccountSettings({ server, account: { signedIn, atProvider } }: { readonly server: string; readonly account: AccountView }): ReactNode {
  const { t } = useT('settings');
  const { state } = useShellState();
  return (
    <div className={styles.item}>
      {!isPrivateLine(server) && <p className={styles.problem}>{t('account.inClear')}</p>}
      {signedIn === null ? <Entrance server={server} atProvider={atProvider} /> : <SignedIn name={signedIn.name} />}
      {!state.keychain && <p className={styles.hint}>{t('account.noKeychain')}</p>}
    </div>
  );
}

function SignedIn({ name }: { readonly name: string }): ReactNode {
  const { t } = useT('settings');
  const core = useCore();
  const queries = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => core.account.signOut(),
    onSuccess: ({ told }) => {
      void queries.invalidateQueries({ queryKey: queryKeys.account });
      showToast(told ? { text: t('account.signedOut') } : { tone: 'bad', text: t('account.signedOutHere') });
    },
  });
  return (
    <>
      <div className={styles.line}>
        <span className={styles.name}>{t('account.signedIn', { name })}</span>
        <Button isPending={signOut.isPending} onPress={() => signOut.mutate()}>
          {t('account.signOut')}
        </Button>
      </div>
      {signOut.isError && <ErrorNotice code={errorCodeOf(signOut.error)} />}
    </>
  );
}

function Entrance({ server, atProvider }: { readonly server: string; readonly atProvider: AccountView['atProvider'] }): ReactNode {
  const { t } = useT('settings');
  const core = useCore();
  const queries = useQueryClient();
  // Who has pasted an invitation need not paste it again.
  const given = useShellState().state.workspace.invitation;
  const [invited, setInvited] = useState(given !== null);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [invitation, setInvitation] = useState(given ?? '');
  const [incomplete, setIncomplete] = useState(false);
  const enter = useMutation({
    mutationFn: () => (invited ? core.account.acceptInvitation({ invitation: invitation.trim(), name: name.trim(), password }) : core.account.signIn({ name: name.trim(), password })),
    onSuccess: () => {
      setPassword('');
      setInvitation('');
      void queries.invalidateQueries({ queryKey: queryKeys.account });
      showToast({ text: t('account.signedInNow') });
    },
  });
  const complete = (): boolean => (invited ? SignInName.safeParse(name.trim()).success && Secret.safeParse(invitation.trim()).success && password.length >= PASSWORD_MIN : name.trim() !== '' && password !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const ready = complete();
    setIncomplete(!ready);
    if (ready) enter.mutate();
  };
  return (
    <form className={styles.fields} onSubmit={submit} noValidate>
      <p className={styles.hint}>{t('account.lead')}</p>
      {invited && <TextField label={t('account.invitation')} value={invitation} onChange={setInvitation} autoComplete="off" spellCheck="false" />}
      <ProviderEntrance server={server} atProvider={atProvider} invitation={invited ? invitation.trim() : null} />
      <TextField label={t('account.name')} value={name} onChange={setName} autoComplete="username" spellCheck="false" />
      <TextField
        label={t(invited ? 'account.newPassword' : 'account.password')}
        hint={invited ? t('account.passwordHint', { count: PASSWORD_MIN }) : undefined}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete={invited ? 'new-password' : 'current-password'}
      />
      {incomplete && invited && (
        <p role="alert" className={styles.problem}>
          {t('account.incomplete', { count: PASSWORD_MIN })}
        </p>
      )}
      {enter.isError && <ErrorNotice code={errorCodeOf(enter.error)} />}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" isPending={enter.isPending}>
          {t(invited ? 'account.join' : 'account.signIn')}
        </Button>
        <Button
          variant="quiet"
          onPress={() => {
            setInvited(!invited);
            setIncomplete(false);
            enter.reset();
          }}
        >
          {t(invited ? 'account.haveAccount' : 'account.haveInvitation')}
        </Button>
      </div>
    </form>
  );
}
