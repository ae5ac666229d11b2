import { CircleAlert, CircleCheck, CloudCheck, CloudUpload, Hand, type LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { SyncItem } from '#shared/contract/views.ts';
import { ChannelBadge } from '../../components/channel-badge.tsx';
import { SegmentedControl } from '../../components/choices.tsx';
import { cx } from '../../components/class-names.ts';
import { EmptyState, Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { errorCodeOf } from '../../rpc/errors.ts';
import { useSyncStatus } from '../../rpc/queries.ts';
import styles from './sync.module.css';
import { reasonWords, stateWords } from './sync-words.ts';
import { useT } from '../../components/use-t.ts';

type Filter = 'all' | SyncItem['group'];
const FILTERS: readonly Filter[] = ['all', 'waiting', 'problem', 'by-hand', 'done'];
const ICONS: Readonly<Record<SyncItem['group'], LucideIcon>> = { waiting: CloudUpload, problem: CircleAlert, 'by-hand': Hand, done: CircleCheck };
const TONES: Readonly<Record<SyncItem['group'], string | undefined>> = { waiting: styles.rowIcon, problem: styles.bad, 'by-hand': styles.hand, done: styles.good };
/** What needs a person comes first. */
const ORDER: readonly SyncItem['group'][] = ['problem', 'by-hand', 'waiting', 'done'];

export interface SyncItemListProps {
  readonly items: readonly SyncItem[] | undefined;
  readonly error: unknown;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

export function SyncItemList({ items, error, selected, onSelect }: SyncItemListProps): ReactNode {
  const { t } = useT('sync');
  // Nothing on the list is not yet "synced": only the server's own word is.
  const synced = useSyncStatus().data?.lastSyncAt != null;
  const [filter, setFilter] = useState<Filter>('all');
  if (items === undefined) return error === null ? <Skeleton label={t('common:loading')} /> : <ErrorNotice code={errorCodeOf(error)} />;
  const countOf = (group: Filter): number => (group === 'all' ? items.length : items.filter((item) => item.group === group).length);
  const shown = items.filter((item) => filter === 'all' || item.group === filter).toSorted((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group));
  return (
    <div className={styles.column}>
      <div className={styles.filters}>
        <SegmentedControl<Filter> label={t('filter.label')} value={filter} onChange={setFilter} options={FILTERS.map((id) => ({ id, label: `${t(`filter.${id}`)} ${countOf(id)}` }))} />
      </div>
      <div className={styles.list}>
        <VirtualList
          label={t('queue')}
          items={shown}
          rowHeight={52}
          rowClassName={styles.row ?? ''}
          textOf={(item) => [t(`kind.${item.kind}`), ...(item.channel === null ? [] : [t(`common:channel.${item.channel}`)]), ...(item.language === null ? [] : [t(`common:language.${item.language}`)]), item.title].join(', ')}
          renderRow={(item) => <Row item={item} />}
          selected={selected}
          onSelect={onSelect}
          renderEmpty={() => <EmptyState icon={CloudCheck} text={items.length === 0 && synced ? t('empty') : t('emptyFilter')} />}
        />
      </div>
    </div>
  );
}

function Row({ item }: { readonly item: SyncItem }): ReactNode {
  const { t } = useT('sync');
  const Icon = ICONS[item.group];
  const reason = reasonWords(t, item.reason);
  return (
    <>
      <div className={styles.rowTop}>
        <Icon size={16} strokeWidth={1.5} className={cx(TONES[item.group])} role="img" aria-label={t(`group.${item.group}`)} />
        <span className={styles.rowTitle}>
          <strong>{t(`kind.${item.kind}`)}</strong>
          {item.title}
        </span>
        {item.channel !== null && <ChannelBadge channel={item.channel} {...(item.language === null ? {} : { language: item.language })} />}
        {item.language !== null && <span className={styles.language}>{t(`common:languageShort.${item.language}`)}</span>}
      </div>
      <div className={styles.rowBottom}>
        <span>{reason === '' ? stateWords(t, item.state) : reason}</span>
        <RelativeTime at={item.at} focusable={false} />
      </div>
    </>
  );
}
