import { type ReactNode } from 'react';
import type { StoryRow } from '#shared/contract/views.ts';
import { memberOf, useWorkspaceView } from '../../app/workspace-context.ts';
import { useFormats } from '../../components/formats.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusChip, Tag } from '../../components/status-chip.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import styles from './library.module.css';
import { approvedCount, leadingStatus } from './story-status.ts';
import { useT } from '../../components/use-t.ts';

/** A story in two lines: what it is and where it stands; then languages, author, time, and where its bytes are. */
export function StoryListRow({ row }: { readonly row: StoryRow }): ReactNode {
  const { t } = useT('library');
  const { pick, date } = useFormats();
  const view = useWorkspaceView();
  const status = leadingStatus(row);
  const author = memberOf(view, row.author);
  const languages = (['ko', 'en'] as const).map((language) => ({ language, count: row.variants.filter((variant) => variant.language === language).length })).filter(({ count }) => count > 0);
  return (
    <>
      <div className={styles.rowTop}>
        <span className={styles.rowTitle}>{row.title === '' ? t('common:untitled') : row.title}</span>
        {row.sample && (
          <span className={styles.rowSample}>
            <Tag>{t('common:sample')}</Tag>
          </span>
        )}
        {status !== null && <StatusChip status={status} />}
      </div>
      <div className={styles.rowBottom}>
        <span className={styles.rowMeta}>
          {languages.length === 0 ? <span>{t('row.noVariants')}</span> : <span>{languages.map(({ language, count }) => t('row.languages', { language, count })).join(' ')}</span>}
          {author !== undefined && <span>{pick(author.name)}</span>}
          <span>
            <RelativeTime at={row.updatedAt} focusable={false} />
          </span>
          {row.due !== null && <span>{t('row.due', { date: date(row.due) })}</span>}
        </span>
        <SyncBadge state={row.sync} iconOnly={row.sync === 'synced' || row.sync === 'local'} />
        {row.variants.length > 0 && <span className={styles.approved}>{t('row.approved', { done: approvedCount(row), all: row.variants.length })}</span>}
      </div>
    </>
  );
}
