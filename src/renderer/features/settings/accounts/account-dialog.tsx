import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { CHANNELS, channelProfile } from '#shared/channels/registry.ts';
import { ACCOUNT_NAME_MAX, type AccountSetting } from '#shared/domain/account-setting.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import type { Account } from '#shared/domain/workspace.ts';
import { Button } from '../../../components/button.tsx';
import { Switch } from '../../../components/choices.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { useFormats } from '../../../components/formats.ts';
import { Select } from '../../../components/select.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useT } from '../../../components/use-t.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { usePut } from '../use-put.ts';
import styles from '../settings.module.css';

export interface AccountDialogProps {
  /** Null: a new one. */
  readonly account: Account | null;
  readonly isRetired: boolean;
  readonly onClose: () => void;
}

/** One account: its channel stays what it was, since texts have been written for it. */
export function AccountDialog({ account, isRetired, onClose }: AccountDialogProps): ReactNode {
  const { t } = useT('channels');
  const { pick } = useFormats();
  const form = useId();
  const [channel, setChannel] = useState<ChannelId>(account?.channel ?? 'x');
  const [ko, setKo] = useState(account?.name.ko ?? '');
  const [en, setEn] = useState(account?.name.en ?? '');
  const [handle, setHandle] = useState(account?.handle ?? '');
  const [retired, setRetired] = useState(isRetired);
  const { put, isPending, error } = usePut('account', onClose);
  const value: AccountSetting = { channel, name: { ko: ko.trim(), en: en.trim() }, handle: handle.trim(), retired };
  const isWhole = value.name.ko !== '' && value.name.en !== '';
  return (
    <Dialog
      title={account === null ? t('account.add') : t('account.editTitle', { channel: pick(channelProfile(channel).name) })}
      isOpen
      onClose={onClose}
      size="small"
      isDismissable={false}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" type="submit" form={form} isDisabled={!isWhole} isPending={isPending}>
            {t('account.save')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.fields}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (isWhole) put(account?.id ?? crypto.randomUUID(), value, t('account.saved'));
        }}
      >
        {error !== null && <ErrorNotice code={errorCodeOf(error)} />}
        {account === null && <Select label={t('account.channel')} value={channel} onChange={setChannel} options={CHANNELS.map(({ id, name }) => ({ id, label: pick(name) }))} />}
        <TextField label={t('account.nameKo')} value={ko} maxLength={ACCOUNT_NAME_MAX} autoFocus onChange={setKo} />
        <TextField label={t('account.nameEn')} value={en} maxLength={ACCOUNT_NAME_MAX} onChange={setEn} />
        <TextField label={t('account.handle')} hint={t('account.handleHint')} value={handle} maxLength={ACCOUNT_NAME_MAX} onChange={setHandle} />
        {account !== null && (
          <Switch isSelected={retired} onChange={setRetired}>
            {t('account.retire')}
          </Switch>
        )}
      </form>
    </Dialog>
  );
}
