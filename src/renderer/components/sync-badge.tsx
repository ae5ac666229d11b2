import { Cloud, CloudAlert, CloudCheck, CloudUpload, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SyncState } from '#shared/contract/views.ts';
import { cx } from './class-names.ts';
import styles from './status-chip.module.css';
import { useT } from './use-t.ts';

const ICONS: Readonly<Record<SyncState, LucideIcon>> = { local: Cloud, waiting: CloudUpload, synced: CloudCheck, 'needs-you': CloudAlert };

/** Where the bytes are: a cloud, in grey, of a different family than the status on purpose. */
export function SyncBadge({ state, iconOnly = false }: { readonly state: SyncState; readonly iconOnly?: boolean }): ReactNode {
  const { t } = useT();
  const Icon = ICONS[state];
  const word = t(`sync.${state}`);
  return (
    <span className={cx(styles.sync, state === 'needs-you' && styles.needsYou)} {...(iconOnly ? { role: 'img', 'aria-label': t('syncLabel', { state: word }), title: word } : {})}>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      {!iconOnly && word}
    </span>
  );
}
