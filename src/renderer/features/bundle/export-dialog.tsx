import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { BundleWritten } from '#shared/contract/backup-views.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { Select } from '../../components/select.tsx';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useShell } from '../../rpc/bridge.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import styles from './bundle.module.css';
import { dayInName, sizeWords } from '../../components/file-words.ts';

type Scope = 'all' | 'week' | 'month' | 'lacking';
const SCOPES: readonly Scope[] = ['all', 'week', 'month', 'lacking'];
const DAYS = { week: 7, month: 30 } as const;
const DAY_MS = 24 * 3_600_000;

/** Writes what a colleague lacks into a file, or the list by which they find out what that is. */
export function ExportBundleDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT('bundle');
  const { language, number, timeZone } = useFormats();
  const shell = useShell();
  const core = useCore();
  const [scope, setScope] = useState<Scope>('all');
  const choose = (purpose: 'save' | 'open', name: string): Promise<string | null> => shell.invoke('shell:choose-file', { purpose, kind: 'sotong', suggestedName: name });

  /** Null when a person thought better of it. */
  const write = async (): Promise<BundleWritten | null> => {
    const list = scope === 'lacking' ? await choose('open', '') : null;
    if (scope === 'lacking' && list === null) return null;
    const ticket = await choose('save', t('file', { date: dayInName(timeZone) }));
    if (ticket === null) return null;
    if (list !== null) return core.bundles.export({ ticket, scope: { kind: 'lacking', list } });
    return core.bundles.export({ ticket, scope: scope === 'week' || scope === 'month' ? { kind: 'since', at: new Date(Date.now() - DAYS[scope] * DAY_MS).toISOString() } : { kind: 'all' } });
  };
  const bundle = useMutation({
    mutationFn: write,
    onSuccess: (written) => {
      if (written === null) return;
      showToast({ text: t('export.done', { entries: number(written.entries), media: number(written.media), size: sizeWords(written.bytes, language) }), detail: written.path });
      onClose();
    },
  });
  const list = useMutation({
    mutationFn: async () => {
      const ticket = await choose('save', t('listFile', { date: dayInName(timeZone) }));
      return ticket === null ? null : core.bundles.exportList({ ticket });
    },
    onSuccess: (written) => {
      if (written === null) return;
      showToast({ text: t('export.listDone'), detail: written.path });
      onClose();
    },
  });
  const failure = bundle.error ?? list.error;
  const isPending = bundle.isPending || list.isPending;
  return (
    <Dialog
      title={t('export.title')}
      isOpen
      onClose={onClose}
      size="small"
      isDismissable={false}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isPending={bundle.isPending} isDisabled={isPending} onPress={() => (list.reset(), bundle.mutate())}>
            {t('export.confirm')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p>{t('export.intro')}</p>
        {failure !== null && <ErrorNotice code={errorCodeOf(failure)} />}
        <Select<Scope> label={t('export.scope')} hint={t(`export.hints.${scope}`)} value={scope} onChange={setScope} options={SCOPES.map((id) => ({ id, label: t(`export.scopes.${id}`) }))} />
        <p className={styles.quiet}>{t('export.open')}</p>
        <div className={styles.aside}>
          <p className={styles.quiet}>{t('export.listHint')}</p>
          <Button size="small" isPending={list.isPending} isDisabled={isPending} onPress={() => (bundle.reset(), list.mutate())}>
            {t('export.list')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
