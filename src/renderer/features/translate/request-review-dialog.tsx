import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import type { DeskHandle } from './use-desk.ts';
import styles from './translate.module.css';

/** Sends the translation for review: everything on screen is saved first. */
export function RequestReviewDialog({ desk, unfinished, onClose }: { readonly desk: DeskHandle; readonly unfinished: number; readonly onClose: () => void }): ReactNode {
  const { t } = useT('translate');
  const core = useCore();
  const [note, setNote] = useState('');
  const [unsaved, setUnsaved] = useState(false);
  const { errors } = desk.target.row.problems;
  const send = useMutation({
    mutationFn: async () => {
      const saved = await desk.keeper.flush();
      setUnsaved(!saved);
      if (saved) await core.review.submit({ variants: [desk.target.row.id], note: note.trim() });
      return saved;
    },
    onSuccess: (sent) => {
      if (!sent) return;
      onClose();
      showToast({ text: t('review.done') });
    },
  });
  return (
    <Dialog
      title={t('review.title')}
      isOpen
      onClose={onClose}
      isDismissable={note.trim() === ''}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isPending={send.isPending} disabledReason={errors > 0 ? t('review.errors', { count: errors }) : undefined} onPress={() => send.mutate()}>
            {t('review.confirm')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('review.intro')}</p>
        {errors > 0 && <Banner tone="bad">{t('review.errors', { count: errors })}</Banner>}
        {unfinished > 0 && <Banner tone="warn">{t('review.unfinished', { count: unfinished })}</Banner>}
        {unsaved && <Banner tone="bad">{t('review.saveFirst')}</Banner>}
        {send.error !== null && (
          <ErrorNotice code={errorCodeOf(send.error)}>
            <p>{t('review.failed')}</p>
          </ErrorNotice>
        )}
        <TextField autoFocus label={t('review.note')} placeholder={t('review.notePlaceholder')} rows={3} maxLength={5_000} value={note} onChange={setNote} />
      </div>
    </Dialog>
  );
}
