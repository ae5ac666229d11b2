import { useMutation, useQuery } from '@tanstack/react-query';
import { ClipboardCopy, ExternalLink, FolderDown } from 'lucide-react';
import { type ReactNode } from 'react';
import type { Id } from '#shared/domain/ids.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { MediaView } from '../../components/media-view.tsx';
import { showToast } from '../../components/toast.tsx';
import { useShell } from '../../rpc/bridge.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import styles from './sync.module.css';
import { useT } from '../../components/use-t.ts';

export interface HandOverDialogProps {
  readonly publication: Id;
  /** Its channel and language, in words. */
  readonly what: string;
  readonly onClose: () => void;
  readonly onRecord: () => void;
}

/** What goes up by hand, exactly as it was approved: the text to the clipboard, the pictures to a folder. */
export function HandOverDialog({ publication, what, onClose, onRecord }: HandOverDialogProps): ReactNode {
  const { t } = useT('sync');
  const core = useCore();
  const shell = useShell();
  const { data, error } = useQuery({ queryKey: ['hand-over', publication], queryFn: () => core.publish.handOver({ publication }), gcTime: 0 });
  const failed = (): void => {
    showToast({ tone: 'bad', text: t('errors:internal.title'), detail: t('errors:internal.next') });
  };
  const copy = useMutation({
    mutationFn: (post: { readonly text: string; readonly html: string | null }) => shell.invoke('shell:copy-text', { text: post.text, html: post.html }),
    onSuccess: () => showToast({ text: t('handOver.copied') }),
    onError: failed,
  });
  const save = useMutation({
    mutationFn: (media: readonly { readonly sha256: string; readonly fileName: string }[]) => shell.invoke('shell:save-media', media.map(({ sha256, fileName }) => ({ sha256, fileName }))),
    onSuccess: (path) => {
      if (path !== null) showToast({ text: t('handOver.savedPictures', { path }) });
    },
    onError: failed,
  });
  return (
    <Dialog
      title={what === '' ? t('handOver.title') : `${t('handOver.title')}: ${what}`}
      isOpen
      onClose={onClose}
      footer={
        <>
          {data !== undefined && data.openUrl !== '' && (
            <Button icon={ExternalLink} onPress={() => void shell.invoke('shell:open-external', data.openUrl)}>
              {t('handOver.openChannel')}
            </Button>
          )}
          <Button variant="primary" onPress={onRecord}>
            {t('action.posted-by-hand')}
          </Button>
        </>
      }
    >
      <p>{t('handOver.intro')}</p>
      {error !== null && <ErrorNotice code={errorCodeOf(error)} />}
      {data === undefined && error === null && <Skeleton label={t('common:loading')} />}
      {data !== undefined && (
        <>
          <div className={styles.handText} tabIndex={0} role="group" aria-label={t('handOver.text')}>
            {data.text}
          </div>
          <div className={styles.actions}>
            <Button icon={ClipboardCopy} isPending={copy.isPending} onPress={() => copy.mutate(data)}>
              {t('handOver.copy')}
            </Button>
            {data.media.length > 0 && (
              <Button icon={FolderDown} isPending={save.isPending} onPress={() => save.mutate(data.media)}>
                {t('handOver.savePictures')}
              </Button>
            )}
          </div>
          <p>{data.media.length === 0 ? t('handOver.noPictures') : t('handOver.pictures', { count: data.media.length })}</p>
          {data.media.length > 0 && (
            <ul className={styles.pictures}>
              {data.media.map((picture) => (
                <li key={picture.sha256} className={styles.picture}>
                  <MediaView sha256={picture.sha256} alt={picture.alt} />
                  <span className="selectable">{picture.alt === '' ? t('handOver.decorative') : t('handOver.alt', { alt: picture.alt })}</span>
                </li>
              ))}
            </ul>
          )}
          <p>{t('handOver.after')}</p>
        </>
      )}
    </Dialog>
  );
}
