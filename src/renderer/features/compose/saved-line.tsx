import { type ReactNode } from 'react';
import { useFormats } from '../../components/formats.ts';
import styles from './compose.module.css';
import type { DraftKeeper } from './draft/draft-keeper.ts';
import { useDraftStatus, useSavedAt } from './draft/use-draft.ts';
import { useTexts } from './texts.ts';
import { useSavedReport } from './use-saved-report.ts';

/** "이 PC에 저장됨 14:05": where the text in hand stands. The status bar says the same. */
export function SavedLine({ draft }: { readonly draft: Pick<DraftKeeper<unknown, never>, 'status' | 'savedAt' | 'subscribe'> }): ReactNode {
  const t = useTexts();
  const { time } = useFormats();
  const status = useDraftStatus(draft as DraftKeeper<unknown, never>);
  const savedAt = useSavedAt(draft as DraftKeeper<unknown, never>);
  useSavedReport(status, savedAt);
  switch (status.kind) {
    case 'saved':
      return <span className={styles.savedLine} data-saved="saved">{t('saved', { time: time(savedAt) })}</span>;
    case 'unsaved':
    case 'saving':
      return <span className={styles.savedLine} data-saved="saving">{t('saving')}</span>;
    case 'failed':
    case 'stale':
      return <span className={styles.dangerText} data-saved="failed">{t('saveFailed')}</span>;
  }
}
