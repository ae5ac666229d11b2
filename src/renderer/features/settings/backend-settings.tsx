import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useShellState } from '../../app/shell-state.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showToast } from '../../components/toast.tsx';
import { useShell } from '../../rpc/bridge.ts';
import styles from './settings.module.css';
import { useT } from '../../components/use-t.ts';

/** Whether a server can stand at that address: http or https, without a user name in it. */
function isServerAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '' && url.username === '' && url.password === '';
}

/** Where approved posts go: the server inside the app, or another one with its access token. */
export function BackendSettings(): ReactNode {
  return (
    <>
      <Address />
      <Token />
    </>
  );
}

function Address(): ReactNode {
  const { t } = useT('settings');
  const shell = useShell();
  const { state, adopt } = useShellState();
  const saved = state.workspace.backendUrl;
  const [address, setAddress] = useState(saved);
  const [invalid, setInvalid] = useState(false);
  const save = useMutation({
    mutationFn: (backendUrl: string) => shell.invoke('shell:set-backend', backendUrl),
    onSuccess: (next) => {
      adopt(next);
      showToast({ text: t('backend.saved') });
    },
    onError: () => showToast({ tone: 'bad', text: t('errors:internal.title'), detail: t('errors:internal.next') }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const url = address.trim();
    const good = url === '' || isServerAddress(url);
    setInvalid(!good);
    if (good) save.mutate(url);
  };
  return (
    <form className={styles.item} onSubmit={submit} noValidate>
      <div className={styles.fieldLine}>
        <TextField
          className={styles.grow}
          label={t('backend.label')}
          error={invalid ? t('backend.invalid') : undefined}
          value={address}
          onChange={(value) => {
            setAddress(value);
            setInvalid(false);
          }}
          placeholder="https://"
          inputMode="url"
          spellCheck="false"
        />
        <Button type="submit" isPending={save.isPending} isDisabled={address.trim() === saved}>
          {t('backend.save')}
        </Button>
      </div>
      <p className={styles.hint}>{t('backend.hint')}</p>
      <p className={styles.hint}>{saved === '' ? t('backend.embedded') : t('backend.remote', { url: saved })}</p>
    </form>
  );
}

function Token(): ReactNode {
  const { t } = useT('settings');
  const shell = useShell();
  const { state, adopt } = useShellState();
  const [token, setToken] = useState('');
  const save = useMutation({
    mutationFn: (value: string) => shell.invoke('shell:set-token', value),
    onSuccess: (next, value) => {
      adopt(next);
      setToken('');
      showToast({ text: t(value === '' ? 'token.forgotten' : 'token.saved') });
    },
    onError: () => showToast({ tone: 'bad', text: t('errors:internal.title'), detail: t('errors:internal.next') }),
  });
  return (
    <form
      className={styles.item}
      onSubmit={(event) => {
        event.preventDefault();
        if (token.trim() !== '') save.mutate(token.trim());
      }}
    >
      <div className={styles.fieldLine}>
        <TextField className={styles.grow} label={t('token.label')} type="password" autoComplete="current-password" value={token} onChange={setToken} />
        <Button type="submit" isPending={save.isPending} isDisabled={token.trim() === ''}>
          {t('token.save')}
        </Button>
        {state.hasToken && (
          <Button variant="quiet" onPress={() => save.mutate('')}>
            {t('token.forget')}
          </Button>
        )}
      </div>
      <p className={styles.hint}>
        {t(state.hasToken ? 'token.has' : 'token.none')} {t(state.keychain ? 'token.hint' : 'token.noKeychain')}
      </p>
    </form>
  );
}
