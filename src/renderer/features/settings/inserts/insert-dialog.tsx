import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { CHANNEL_IDS } from '#shared/channels/registry.ts';
import { KNOWN_VARIABLES } from '#shared/insert/variables.ts';
import { Button } from '../../../components/button.tsx';
import { Checkbox, SegmentedControl } from '../../../components/choices.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { showToast } from '../../../components/toast.tsx';
import { useT } from '../../../components/use-t.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import settings from '../settings.module.css';
import { entryOf, type FormTroubles, type InsertEntry, type InsertForm, type InsertList, MENTION_CHANNELS } from './insert-forms.ts';
import styles from './inserts.module.css';

export interface InsertDialogProps {
  readonly list: InsertList;
  /** As it stands; with an empty name it is a new one. */
  readonly initial: InsertForm;
  /** The names that are taken by others. */
  readonly taken: ReadonlySet<string>;
  readonly onClose: () => void;
}

/** One entry, new or changed. Under another name it is kept anew, and the old one is removed. */
export function InsertDialog({ list, initial, taken, onClose }: InsertDialogProps): ReactNode {
  const { t } = useT('insert');
  const core = useCore();
  const [form, setForm] = useState(initial);
  const [tried, setTried] = useState(false);
  const isNew = initial.name === '';
  const entry = entryOf(list, form);
  const troubles: FormTroubles = 'troubles' in entry ? entry.troubles : { handles: [] };
  const isTaken = 'key' in entry && taken.has(entry.key);
  const save = useMutation({
    mutationFn: async ({ key, value }: InsertEntry) => {
      await core.settings.put({ collection: list, key, value });
      if (!isNew && key !== initial.name) await core.settings.put({ collection: list, key: initial.name, value: null });
      return key;
    },
    onSuccess: (name) => {
      showToast({ text: t('manage.saved', { name }) });
      onClose();
    },
  });
  const change = (patch: Partial<InsertForm>): void => setForm({ ...form, ...patch });
  const submit = (): void => {
    setTried(true);
    if ('key' in entry && !isTaken) save.mutate(entry);
  };
  const nameError = isTaken ? t('manage.taken') : tried && troubles.name !== undefined ? t('manage.needName') : undefined;
  return (
    <Dialog
      title={t(isNew ? `manage.new.${list}` : `manage.edit.${list}`)}
      isOpen
      onClose={onClose}
      isDismissable={false}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isPending={save.isPending} onPress={submit}>
            {t('manage.save')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <TextField label={t(list === 'handle' ? 'manage.nameKo' : 'manage.name')} value={form.name} maxLength={200} autoFocus={isNew} autoComplete="off" error={nameError} onChange={(name) => change({ name })} />
        {list === 'handle' ? <HandleFields form={form} wrong={tried ? troubles.handles : []} onChange={change} /> : <TextFields list={list} form={form} trouble={tried ? troubles.text : undefined} onChange={change} />}
        {save.isError && <ErrorNotice code={errorCodeOf(save.error)} />}
      </div>
    </Dialog>
  );
}

interface FieldsProps {
  readonly form: InsertForm;
  readonly onChange: (patch: Partial<InsertForm>) => void;
}

function HandleFields({ form, wrong, onChange }: FieldsProps & { readonly wrong: readonly string[] }): ReactNode {
  const { t } = useT('insert');
  return (
    <>
      <TextField label={t('manage.nameEn')} value={form.en} maxLength={200} lang="en" autoComplete="off" onChange={(en) => onChange({ en })} />
      <SegmentedControl<InsertForm['kind']> label={t('manage.kind')} value={form.kind} onChange={(kind) => onChange({ kind })} options={(['department', 'person'] as const).map((id) => ({ id, label: t(`manage.kinds.${id}`) }))} className={styles.kinds} />
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t('manage.handles')}</legend>
        <p className={settings.hint}>{t('manage.handlesHint')}</p>
        <div className={styles.handles}>
          {MENTION_CHANNELS.map((channel) => (
            <TextField
              key={channel}
              label={t(`common:channel.${channel}`)}
              value={form.handles[channel] ?? ''}
              maxLength={200}
              autoComplete="off"
              spellCheck="false"
              error={wrong.includes(channel) ? t('manage.badHandle') : undefined}
              onChange={(handle) => onChange({ handles: { ...form.handles, [channel]: handle } })}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}

function TextFields({ list, form, trouble, onChange }: FieldsProps & { readonly list: Exclude<InsertList, 'handle'>; readonly trouble: FormTroubles['text'] }): ReactNode {
  const { t } = useT('insert');
  const rows = list === 'template' ? 6 : 2;
  const error = trouble === undefined ? undefined : trouble === 'missing' ? t(list === 'hashtag-group' ? 'manage.needTags' : 'manage.needText') : t('manage.badTag', { tag: trouble.badTag });
  const label = list === 'hashtag-group' ? ({ ko: 'manage.tagsKo', en: 'manage.tagsEn' } as const) : ({ ko: 'manage.textKo', en: 'manage.textEn' } as const);
  const max = list === 'template' ? 8_000 : list === 'closing-line' ? 1_000 : 3_000;
  const known = Object.values(KNOWN_VARIABLES).map(({ ko, en }) => `{{${ko}}} {{${en}}}`).join(', ');
  return (
    <>
      <TextField label={t(label.ko)} rows={rows} value={form.ko} maxLength={max} lang="ko" error={error} onChange={(ko) => onChange({ ko })} />
      <TextField label={t(label.en)} rows={rows} value={form.en} maxLength={max} lang="en" onChange={(en) => onChange({ en })} />
      {list !== 'hashtag-group' && <p className={settings.hint}>{t('manage.variables', { known, example: '{{장소}}' })}</p>}
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t('manage.channels')}</legend>
        <p className={settings.hint}>{t('manage.channelsHint')}</p>
        <div className={styles.channels}>
          {CHANNEL_IDS.map((channel) => (
            <Checkbox key={channel} isSelected={form.channels.includes(channel)} onChange={(on) => onChange({ channels: on ? [...form.channels, channel] : form.channels.filter((each) => each !== channel) })}>
              {t(`common:channel.${channel}`)}
            </Checkbox>
          ))}
        </div>
      </fieldset>
    </>
  );
}
