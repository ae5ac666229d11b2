import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import type { BundlePreview } from '#shared/contract/backup-views.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useShell } from '../../rpc/bridge.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { BundleFacts } from './bundle-facts.tsx';
import styles from './bundle.module.css';

/** Asks for a bundle, shows what taking it in would do, and does it. */
export function ImportBundleDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT('bundle');
  const { number } = useFormats();
  const shell = useShell();
  const core = useCore();
  const asked = useRef(false);
  const look = useMutation({
    mutationFn: async () => {
      const ticket = await shell.invoke('shell:choose-file', { purpose: 'open', kind: 'sotong', suggestedName: '' });
      return ticket === null ? null : core.bundles.inspect({ ticket });
    },
    onSuccess: (preview) => {
      if (preview === null) onClose();
    },
  });
  const apply = useMutation({
    mutationFn: (bundle: string) => core.bundles.apply({ bundle }),
    onSuccess: ({ revisions, comments, media, conflicts }) => {
      showToast({
        text: t('import.done', { revisions: number(revisions), comments: number(comments), media: number(media) }),
        ...(conflicts > 0 ? { detail: t('import.doneConflicts', { count: conflicts }) } : {}),
      });
      onClose();
    },
  });
  const ask = look.mutate;
  useEffect(() => {
    // Once, also where React mounts twice.
    if (asked.current) return;
    asked.current = true;
    ask();
  }, [ask]);
  const preview = apply.isError ? null : (look.data ?? null);
  const nothing = preview !== null && bringsNothing(preview);
  const failure = apply.error ?? look.error;
  const close = (): void => {
    if (preview !== null) void core.bundles.abandon({ bundle: preview.bundle });
    onClose();
  };
  const again = (): void => {
    apply.reset();
    ask();
  };
  return (
    <Dialog
      title={t('import.title')}
      isOpen
      onClose={close}
      isDismissable={false}
      footer={
        nothing ? (
          <Button key="close" variant="primary" autoFocus onPress={close}>
            {t('common:action.close')}
          </Button>
        ) : (
          <>
            <Button onPress={close}>{t('common:action.cancel')}</Button>
            {preview === null ? (
              <Button key="choose" variant="primary" isPending={look.isPending} onPress={again}>
                {t('import.choose')}
              </Button>
            ) : (
              <Button key="import" variant="primary" autoFocus isPending={apply.isPending} onPress={() => apply.mutate(preview.bundle)}>
                {t('import.confirm')}
              </Button>
            )}
          </>
        )
      }
    >
      <div className={styles.body}>
        {failure !== null && <ErrorNotice code={errorCodeOf(failure)} />}
        {look.isPending && <Skeleton label={t('import.reading')} />}
        {preview !== null && <BundleFacts preview={preview} nothing={nothing} />}
      </div>
    </Dialog>
  );
}

function bringsNothing({ revisions, comments, decisions, others, media }: BundlePreview): boolean {
  return revisions + comments + decisions + others + media === 0;
}
