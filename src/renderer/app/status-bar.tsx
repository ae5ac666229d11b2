import { Check, Cloud, CloudAlert, CloudCheck, CloudOff, CloudUpload, type LucideIcon, TriangleAlert } from 'lucide-react';
import { type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { Connection } from '#shared/contract/views.ts';
import { cx } from '../components/class-names.ts';
import { useFormats } from '../components/formats.ts';
import { CommandKbd } from '../components/kbd.tsx';
import { Tooltip } from '../components/tooltip.tsx';
import { useSyncStatus } from '../rpc/queries.ts';
import { connectionWords } from './connection-words.ts';
import styles from './frame.module.css';
import { toggleSyncPanel, useSyncPanelOpen } from './overlays.ts';
import { useSavedState } from './saved-state.ts';
import { useShellState } from './shell-state.ts';
import { useT } from '../components/use-t.ts';

const ICONS: Readonly<Record<Connection, LucideIcon>> = {
  idle: Cloud,
  connecting: Cloud,
  online: CloudCheck,
  syncing: CloudUpload,
  'offline-by-choice': CloudOff,
  unreachable: CloudAlert,
  refused: CloudAlert,
};

/** The line at the foot: where the bytes are, what waits, whether the text in hand is saved, the zoom. */
export function StatusBar(): ReactNode {
  const { t } = useT();
  const { time } = useFormats();
  const { data: status } = useSyncStatus();
  const { state } = useShellState();
  const panelOpen = useSyncPanelOpen();
  const percent = Math.round(state.zoom * 100);
  const Icon = ICONS[status?.connection ?? 'connecting'];
  const needsPerson = (status?.problems ?? 0) + (status?.byHand ?? 0);
  return (
    <footer className={styles.status} aria-label={t('statusBar.label')} data-pane="status">
      <Tooltip text={t('statusBar.openSync')} command="sync.panel">
        <Button className={styles.statusButton ?? ''} aria-expanded={panelOpen} onPress={() => toggleSyncPanel()}>
          <Icon size={16} strokeWidth={1.5} aria-hidden />
          {status === undefined ? t('connection.connecting') : connectionWords(t, status, time)}
          {(status?.waiting ?? 0) > 0 && status?.connection !== 'syncing' && <span> · {t('statusBar.waiting', { count: status?.waiting ?? 0 })}</span>}
          {needsPerson > 0 && <span className={styles.attention}> · {t('statusBar.problems', { count: needsPerson })}</span>}
          <CommandKbd command="sync.panel" plain />
        </Button>
      </Tooltip>
      <span className={styles.statusSpring} />
      <Saved />
      {percent !== 100 && <span className={styles.statusItem}>{t('statusBar.zoom', { percent })}</span>}
    </footer>
  );
}

function Saved(): ReactNode {
  const { t } = useT();
  const { time } = useFormats();
  const saved = useSavedState();
  switch (saved.kind) {
    case 'none':
      return null;
    case 'saving':
      return <span className={styles.statusItem}>{t('statusBar.saving')}</span>;
    case 'saved':
      return (
        <span className={styles.statusItem}>
          <Check size={14} strokeWidth={1.5} aria-hidden />
          {t('statusBar.saved', { time: time(saved.at) })}
        </span>
      );
    case 'failed':
      return (
        <span className={cx(styles.statusItem, styles.attention)} role="alert">
          <TriangleAlert size={14} strokeWidth={1.5} aria-hidden />
          {t('statusBar.saveFailed')}
        </span>
      );
  }
}
