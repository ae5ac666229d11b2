import { useMutation, useQuery } from '@tanstack/react-query';
import { ClipboardCopy, ExternalLink } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AmendmentView } from '#shared/contract/publication-views.ts';
import { useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { showToast } from '../../../components/toast.tsx';
import { useT } from '../../../components/use-t.ts';
import { useShell } from '../../../rpc/bridge.ts';
import { useCore } from '../../../rpc/core-client.ts';
import styles from './amend.module.css';
import type { AmendmentActs } from './use-amend.ts';

/** What a person does on the channel, step by step, with exactly the approved words; and that it is done. */
export function ByHand({ amendment: { id, way }, acts }: { readonly amendment: AmendmentView; readonly acts: AmendmentActs }): ReactNode {
  const { t } = useT('amend');
  const core = useCore();
  const shell = useShell();
  const { roles } = useWorkspaceView();
  const [url, setUrl] = useState('');
  const { data } = useQuery({ queryKey: ['hand-over', id], queryFn: () => core.publish.handOver({ publication: id }), gcTime: 0 });
  const copy = useMutation({
    mutationFn: ({ text, html }: { readonly text: string; readonly html: string | null }) => shell.invoke('shell:copy-text', { text, html }),
    onSuccess: () => showToast({ text: t('detail.copied') }),
    onError: () => showToast({ tone: 'bad', text: t('errors:internal.title'), detail: t('errors:internal.next') }),
  });
  const where = way === 'reply' || data === undefined || data.postUrl === '' ? (data?.openUrl ?? '') : data.postUrl;
  const needsUrl = way === 'reply' && !/^https?:\/\/\S+$/iu.test(url.trim());
  return (
    <section className={styles.steps} aria-label={t('detail.steps')}>
      <strong>{t('detail.steps')}</strong>
      <ol>
        <li>{t(way === 'reply' ? 'detail.step.openChannel' : 'detail.step.open')}</li>
        <li>{t(`detail.step.${way}`)}</li>
        <li>{t('detail.step.say')}</li>
      </ol>
      {way === 'reply' && <TextField label={t('detail.url')} value={url} onChange={setUrl} inputMode="url" placeholder="https://" spellCheck="false" />}
      <div className={styles.actions}>
        {where !== '' && (
          <Button size="small" icon={ExternalLink} onPress={() => void shell.invoke('shell:open-external', where)}>
            {t('detail.seePost')}
          </Button>
        )}
        {way !== 'remove' && data !== undefined && (
          <Button size="small" icon={ClipboardCopy} isPending={copy.isPending} onPress={() => copy.mutate(data)}>
            {t('detail.copy')}
          </Button>
        )}
        <Button
          size="small"
          variant="primary"
          isPending={acts.isPending}
          disabledReason={!roles.includes('publisher') ? t('detail.publisherOnly') : needsUrl ? t('detail.urlNeeded') : undefined}
          onPress={() => acts.act('posted-by-hand', way === 'reply' ? url.trim() : '', t('detail.recorded'))}
        >
          {t('detail.isDone')}
        </Button>
      </div>
    </section>
  );
}
