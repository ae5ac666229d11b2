import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useT } from '../../components/use-t.ts';

const FORM = 'posted-link';

/** Whether it can be the address of a post. */
function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

export interface LinkDialogProps {
  readonly isPending: boolean;
  /** The address may be left out: someone has seen the post, and has no link to it. */
  readonly optional?: boolean;
  readonly onClose: () => void;
  readonly onSubmit: (url: string) => void;
}

/** Takes the address of a post that a person has put up by hand. */
export function LinkDialog({ isPending, optional = false, onClose, onSubmit }: LinkDialogProps): ReactNode {
  const { t } = useT('sync');
  const [url, setUrl] = useState('');
  const [invalid, setInvalid] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const good = (optional && url.trim() === '') || isWebAddress(url.trim());
    setInvalid(!good);
    if (good && !isPending) onSubmit(url.trim());
  };
  return (
    <Dialog
      title={t('link.title')}
      isOpen
      onClose={onClose}
      size="small"
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button type="submit" form={FORM} variant="primary" isPending={isPending}>
            {t('link.submit')}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate>
        <TextField
          label={t('link.label')}
          hint={optional ? `${t('link.hint')} ${t('link.optional')}` : t('link.hint')}
          error={invalid ? t('link.invalid') : undefined}
          value={url}
          onChange={(value) => {
            setUrl(value);
            setInvalid(false);
          }}
          inputMode="url"
          placeholder="https://"
          spellCheck="false"
          autoFocus
        />
      </form>
    </Dialog>
  );
}
