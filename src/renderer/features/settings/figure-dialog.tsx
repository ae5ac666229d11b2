import { type ReactNode, useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import type { NamedFigure } from '#shared/channels/figures.ts';
import { figureKey } from '#shared/channels/newsroom-profile.ts';
import { channelProfile } from '#shared/channels/registry.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { TextField } from '../../components/text-field.tsx';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { figureWord } from './figure-words.ts';
import styles from './settings.module.css';

export interface FigureDialogProps {
  readonly channel: ChannelId;
  /** As it is in force. */
  readonly named: NamedFigure;
  /** As it came with the app. */
  readonly shipped: NamedFigure['figure'];
  readonly onClose: () => void;
}

/** A newsroom's own figure in place of the app's, with the reason that a colleague needs. */
export function FigureDialog({ channel, named, shipped, onClose }: FigureDialogProps): ReactNode {
  const { t } = useT('channels');
  const core = useCore();
  const { number, pick } = useFormats();
  const { name, figure } = named;
  const isOwn = figure.confidence === 'workspace';
  const [value, setValue] = useState(String(figure.value));
  const [note, setNote] = useState(isOwn ? figure.note : '');
  const parsed = Number(value.replaceAll(/[,\s]/gu, ''));
  const isValid = value.trim() !== '' && Number.isFinite(parsed) && parsed > 0;
  const save = useMutation({
    // The day on which it was found out is the day on which it is said.
    mutationFn: (own: boolean) => core.settings.put({ collection: 'figure', key: figureKey(channel, name), value: own ? { value: parsed, note: note.trim(), checkedAt: today() } : null }),
    onSuccess: (_result, own) => {
      showToast({ text: t(own ? 'dialog.saved' : 'dialog.wasReset') });
      onClose();
    },
  });
  return (
    <Dialog
      title={t('dialog.title', { figure: figureWord(t, name), channel: pick(channelProfile(channel).name) })}
      isOpen
      onClose={onClose}
      size="small"
      isDismissable={false}
      footer={
        <>
          {isOwn && (
            <Button isPending={save.isPending} onPress={() => save.mutate(false)}>
              {t('dialog.reset')}
            </Button>
          )}
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isDisabled={!isValid || note.trim() === ''} isPending={save.isPending} onPress={() => save.mutate(true)}>
            {t('dialog.save')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <p className={styles.hint}>{t('dialog.platform', { value: number(shipped.value) })}</p>
        <TextField label={t('dialog.value', { unit: t(`unit.${figure.unit}`) })} value={value} inputMode="decimal" autoFocus error={isValid ? undefined : t('dialog.badValue')} onChange={setValue} />
        <TextField label={t('dialog.note')} hint={t('dialog.noteHint')} value={note} maxLength={500} rows={3} onChange={setNote} />
        {save.isError && <ErrorNotice code={errorCodeOf(save.error)} />}
      </div>
    </Dialog>
  );
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
