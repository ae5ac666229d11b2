import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { CHANNEL_IDS } from '#shared/channels/registry.ts';
import { type ChannelId } from '#shared/domain/channel-id.ts';
import { readInvitation } from '#shared/domain/invitation.ts';
import { isPrivateLine } from '#shared/document/url.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox, SegmentedControl } from '../../components/choices.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useT } from '../../components/use-t.ts';
import { useShell } from '../../rpc/bridge.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { hostOf, useTellOutcome } from './use-workspaces.ts';
import styles from './workspaces.module.css';

type Kind = 'join' | 'own' | 'sample';
const NAME_MAX = 100;

/** Adds a newsroom to this PC and opens it: that of a server, one of one's own, or the sample to look around in. */
export function AddWorkspace({ onClose, onBack }: { readonly onClose: () => void; readonly onBack: () => void }): ReactNode {
  const { t } = useT('workspaces');
  const shell = useShell();
  const tell = useTellOutcome();
  const form = useId();
  const [kind, setKind] = useState<Kind>('join');
  const [pasted, setPasted] = useState('');
  const [name, setName] = useState('');
  const [person, setPerson] = useState('');
  const [channels, setChannels] = useState<readonly ChannelId[]>(['x', 'instagram', 'facebook', 'blog']);
  const [incomplete, setIncomplete] = useState(false);
  const invitation = readInvitation(pasted);
  const ready = kind === 'join' ? invitation !== null : kind === 'sample' || (name.trim() !== '' && person.trim() !== '' && channels.length > 0);
  const add = useMutation({
    mutationFn: () => {
      if (kind === 'join') return shell.invoke('shell:add-workspace', { kind, url: invitation?.url ?? '', invitation: invitation?.code ?? null });
      if (kind === 'sample') return shell.invoke('shell:add-workspace', { kind });
      return shell.invoke('shell:add-workspace', { kind, name: name.trim(), person: person.trim(), channels: [...channels] });
    },
    onSuccess: tell,
  });
  return (
    <Dialog
      title={t('addTitle')}
      isOpen
      onClose={onClose}
      isDismissable={false}
      footer={
        <>
          <Button onPress={onBack}>{t('common:action.cancel')}</Button>
          <Button variant="primary" type="submit" form={form} isPending={add.isPending}>
            {t(`kind.${kind}.do`)}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.fields}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          setIncomplete(!ready);
          if (ready) add.mutate();
        }}
      >
        <SegmentedControl<Kind>
          label={t('kind.label')}
          value={kind}
          onChange={(next) => {
            setKind(next);
            setIncomplete(false);
          }}
          options={(['join', 'own', 'sample'] as const).map((id) => ({ id, label: t(`kind.${id}.name`) }))}
        />
        <p className={styles.lead}>{t(`kind.${kind}.about`)}</p>
        {kind === 'join' && (
          <>
            <TextField label={t('invitation')} hint={t('invitationHint')} error={incomplete && !ready ? t('invitationMissing') : undefined} value={pasted} onChange={setPasted} rows={3} autoFocus spellCheck="false" autoComplete="off" />
            {invitation !== null && (
              <p role="status" className={styles.understood}>
                {t(invitation.code === null ? 'understoodAddress' : 'understood', { host: hostOf(invitation.url) })}
                {!isPrivateLine(invitation.url) && ` ${t('settings:account.inClear')}`}
              </p>
            )}
          </>
        )}
        {kind === 'own' && (
          <>
            <TextField label={t('ownName')} error={incomplete && name.trim() === '' ? t('ownNameMissing') : undefined} value={name} onChange={setName} maxLength={NAME_MAX} autoFocus />
            <TextField label={t('ownPerson')} error={incomplete && person.trim() === '' ? t('ownPersonMissing') : undefined} value={person} onChange={setPerson} maxLength={NAME_MAX} />
            <div role="group" aria-label={t('ownChannels')} className={styles.channels}>
              <span className={styles.channelsTitle} aria-hidden>
                {t('ownChannels')}
              </span>
              {CHANNEL_IDS.map((id) => (
                <Checkbox key={id} isSelected={channels.includes(id)} onChange={(held) => setChannels(CHANNEL_IDS.filter((each) => (each === id ? held : channels.includes(each))))}>
                  {t(`common:channel.${id}`)}
                </Checkbox>
              ))}
              {incomplete && channels.length === 0 && (
                <p role="alert" className={styles.unsent}>
                  {t('ownChannelsMissing')}
                </p>
              )}
            </div>
          </>
        )}
        {add.isError && <ErrorNotice code={errorCodeOf(add.error)} />}
      </form>
    </Dialog>
  );
}
