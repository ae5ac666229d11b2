import { useMutation } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { connectionWords } from '../../app/connection-words.ts';
import { runCommand } from '../../app/commands.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { useFormats } from '../../components/formats.ts';
import { SplitPane } from '../../components/split-pane.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { showToast } from '../../components/toast.tsx';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { useSyncItems, useSyncStatus } from '../../rpc/queries.ts';
import { type SyncTab, showSyncTab, useSyncTab } from '../../app/overlays.ts';
import { Holds } from './holds.tsx';
import { Publications } from './publications.tsx';
import styles from './sync.module.css';
import { SyncItemDetail } from './sync-item-detail.tsx';
import { SyncItemList } from './sync-item-list.tsx';
import { useT } from '../../components/use-t.ts';

/** Beside the work, never over it: the connection, what waits, what needs a person, and where each post stands. */
export function SyncPanel({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT('sync');
  const tab = useSyncTab();
  const panel = useRef<HTMLElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    };
  }, []);
  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-label={t('title')}
      tabIndex={-1}
      data-pane="sync"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Connection onClose={onClose} />
      <Tabs<SyncTab>
        className={styles.body}
        label={t('title')}
        value={tab}
        onChange={showSyncTab}
        items={[
          { id: 'items', label: t('tabs.items'), content: <Items /> },
          { id: 'publications', label: t('tabs.publications'), content: <Publications /> },
          { id: 'holds', label: t('tabs.holds'), content: <Holds /> },
        ]}
      />
    </section>
  );
}

function Connection({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT('sync');
  const { t: common } = useT();
  const { time, shortDateTime } = useFormats();
  const core = useCore();
  const { data: status } = useSyncStatus();
  const offline = status?.connection === 'offline-by-choice';
  const online = useMutation({
    mutationFn: (to: boolean) => core.sync.setOnline({ online: to }),
    onSuccess: (_status, to) => showToast({ text: t(to ? 'toast.online' : 'toast.offline') }),
    onError: (error) => showToast({ tone: 'bad', text: t(`errors:${errorCodeOf(error)}.title`), detail: t(`errors:${errorCodeOf(error)}.next`) }),
  });
  return (
    <header className={styles.top}>
      <h2 className={styles.title}>{t('title')}</h2>
      {status !== undefined && (
        <>
          <span role="status">{connectionWords(common, status, time)}</span>
          <span className={styles.fact}>
            {t('server.label')}: {status.backend.kind === 'embedded' ? t('server.embedded') : status.backend.url}
          </span>
          <span className={styles.fact}>{status.lastSyncAt === null ? t('never') : t('lastSync', { at: shortDateTime(status.lastSyncAt) })}</span>
          {status.nextTryAt !== null && <span className={styles.fact}>{t('nextTry', { at: time(status.nextTryAt) })}</span>}
        </>
      )}
      <span className={styles.spring} />
      <Button size="small" isDisabled={offline} onPress={() => runCommand('sync.now')}>
        {t('now')}
      </Button>
      <Button size="small" isPending={online.isPending} isDisabled={status === undefined} onPress={() => online.mutate(offline)}>
        {t(offline ? 'goOnline' : 'goOffline')}
      </Button>
      <IconButton icon={X} label={t('common:action.close')} size="small" command="sync.panel" onPress={onClose} />
    </header>
  );
}

function Items(): ReactNode {
  const { t } = useT('sync');
  const { data: items, error } = useSyncItems(true);
  const [selected, setSelected] = useState<string | null>(null);
  const item = items?.find(({ id }) => id === selected) ?? null;
  return (
    <SplitPane
      id="sync"
      panes={[
        { id: 'sync-items', label: t('queue'), min: 280, content: <SyncItemList items={items} error={error} selected={item?.id ?? null} onSelect={setSelected} /> },
        { id: 'sync-detail', label: t('detail'), size: '45%', min: 280, content: <SyncItemDetail item={item} /> },
      ]}
    />
  );
}
