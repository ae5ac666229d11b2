import { useMutation } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { showToast } from '../../components/toast.tsx';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { useT } from '../../components/use-t.ts';

/** Takes all sample stories out, after asking once. */
export function RemoveSamplesDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT('library');
  const core = useCore();
  const remove = useMutation({
    mutationFn: () => core.stories.removeSamples(),
    onSuccess: ({ removed }) => {
      showToast({ text: removed === 0 ? t('toast.noSamples') : t('toast.samplesRemoved', { count: removed }) });
      onClose();
    },
    onError: (error) => showToast({ tone: 'bad', text: t(`errors:${errorCodeOf(error)}.title`), detail: t(`errors:${errorCodeOf(error)}.next`) }),
  });
  return <ConfirmDialog title={t('samples.title')} body={t('samples.body')} confirmLabel={t('samples.confirm')} danger isOpen onClose={onClose} isPending={remove.isPending} onConfirm={() => remove.mutate()} />;
}
