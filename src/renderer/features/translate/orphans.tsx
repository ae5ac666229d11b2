import { Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useShell } from '../../rpc/bridge.ts';
import styles from './translate.module.css';

export interface OrphansProps {
  /** Lines of the translation whose source is gone. */
  readonly orphans: readonly string[];
  /** Words that were being written when their source went. */
  readonly strays: readonly string[];
  /** Words of somebody else in whose place those on screen are put. */
  readonly replaced: readonly string[];
  readonly readOnly: boolean;
  readonly onDrop: () => void;
}

/** Words without a source: nothing of them is thrown away unasked. */
export function Orphans({ orphans, strays, replaced, readOnly, onDrop }: OrphansProps): ReactNode {
  const { t } = useT('translate');
  const [asking, setAsking] = useState(false);
  return (
    <>
      {orphans.length > 0 && (
        <section className={styles.orphans} aria-label={t('orphans.title', { count: orphans.length })}>
          <h3>{t('orphans.title', { count: orphans.length })}</h3>
          <p>{t('orphans.intro')}</p>
          <Lines lines={orphans} />
          <Button size="small" isDisabled={readOnly} onPress={() => setAsking(true)}>
            {t('orphans.drop')}
          </Button>
          <ConfirmDialog
            title={t('orphans.confirmTitle')}
            body={t('orphans.confirmBody')}
            confirmLabel={t('orphans.drop')}
            isOpen={asking}
            onClose={() => setAsking(false)}
            onConfirm={() => {
              setAsking(false);
              onDrop();
            }}
          />
        </section>
      )}
      {strays.length > 0 && (
        <section className={styles.orphans} aria-label={t('orphans.strays', { count: strays.length })}>
          <h3>{t('orphans.strays', { count: strays.length })}</h3>
          <p>{t('orphans.straysIntro')}</p>
          <Lines lines={strays} />
        </section>
      )}
      {replaced.length > 0 && (
        <section className={styles.orphans} aria-label={t('orphans.replaced', { count: replaced.length })}>
          <h3>{t('orphans.replaced', { count: replaced.length })}</h3>
          <p>{t('orphans.replacedIntro')}</p>
          <Lines lines={replaced} />
        </section>
      )}
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }): ReactNode {
  const { t } = useT('translate');
  const shell = useShell();
  return (
    <ul>
      {lines.map((line, index) => (
        <li key={index} className={styles.orphan}>
          <span className="selectable">{line}</span>
          <Button
            size="small"
            variant="quiet"
            icon={Copy}
            onPress={() => {
              void shell.invoke('shell:copy-text', { text: line, html: null }).then(() => showToast({ text: t('orphans.copied') }));
            }}
          >
            {t('orphans.copy')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
