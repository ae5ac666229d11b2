import { ExternalLink, RefreshCw } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { Button } from '../../../components/button.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { announce, showToast } from '../../../components/toast.tsx';
import { useShell } from '../../../rpc/bridge.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { useTexts } from '../texts.ts';
import { useFetchLinkCard, useLinkCard } from './link-cards.ts';
import styles from './preview.module.css';

/** What can be done with the page behind a card: have it read, read it again, open it. Nothing of it happens by itself. */
export const LinkTools = memo(function LinkTools({ address, channel }: { readonly address: string; readonly channel: string }): ReactNode {
  const t = useTexts();
  const shell = useShell();
  const { page, isKnown } = useLinkCard(address);
  const fetching = useFetchLinkCard(address);
  const host = new URL(address).hostname;
  const code = fetching.error === null ? null : errorCodeOf(fetching.error);
  const open = async (): Promise<void> => {
    if (!(await shell.invoke('shell:open-external', address))) showToast({ text: t('preview:link.notOpened'), tone: 'bad' });
  };
  return (
    <div className={styles.linkTools} role="group" aria-label={t('preview:link.label', { host, channel })}>
      {page !== null && <p>{t('preview:link.fetched')} <RelativeTime at={page.fetchedAt} /></p>}
      {page === null && isKnown && code === null && <p>{t('preview:link.none')}</p>}
      {code !== null && <p role="alert" className={styles.linkProblem}><strong>{t(`errors:${code}.title`)}</strong> {t(`errors:${code}.next`)}</p>}
      <div className={styles.linkButtons}>
        <Button size="small" icon={RefreshCw} isPending={fetching.isPending} onPress={() => fetching.mutate(undefined, { onSuccess: () => announce(t('preview:link.done')) })}>
          {page === null ? t('preview:link.fetch') : t('preview:link.again')}
        </Button>
        <Button size="small" variant="quiet" icon={ExternalLink} onPress={() => void open()}>{t('preview:link.open')}</Button>
      </div>
    </div>
  );
});
