import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { Id } from '#shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { showToast } from '../../../components/toast.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import styles from '../compose.module.css';
import type { VariantDraft } from '../draft/drafts.ts';
import { useTexts } from '../texts.ts';

/** Keeps the text as it stands under a name. Everything is saved already; this makes a place to come back to. */
export function CheckpointDialog({ variant, draft, onClose }: { readonly variant: Id; readonly draft: VariantDraft; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const core = useCore();
  const [name, setName] = useState('');
  const [error, setError] = useState<ErrorCode | 'unsaved' | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      if (!(await draft.flush())) {
        setError('unsaved');
        return;
      }
      const { made } = await core.variants.checkpoint({ id: variant, name: name.trim() });
      showToast({ text: made ? t('checkpoint.done', { name: name.trim() === '' ? t('checkpoint.unnamed') : name.trim() }) : t('checkpoint.unchanged') });
      onClose();
    } catch (refused) {
      setError(errorCodeOf(refused));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('checkpoint.title')}
      isOpen
      onClose={onClose}
      size="small"
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" type="submit" form="checkpoint" isPending={busy}>
            {t('checkpoint.confirm')}
          </Button>
        </>
      }
    >
      <Form
        id="checkpoint"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {error === 'unsaved' && <p role="alert" className={styles.dangerText}>{t('review.saveFirst')}</p>}
        {error !== null && error !== 'unsaved' && <ErrorNotice code={error} />}
        <TextField label={t('checkpoint.name')} value={name} onChange={setName} maxLength={200} placeholder={t('checkpoint.placeholder')} autoFocus />
      </Form>
    </Dialog>
  );
}
