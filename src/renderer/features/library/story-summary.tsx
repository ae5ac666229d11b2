import { Archive, ArchiveRestore, Ellipsis, Languages, MessagesSquare, MousePointerClick } from 'lucide-react';
import { type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { StoryRow, VariantRow } from '#shared/contract/views.ts';
import { navigate } from '../../app/navigation.ts';
import { memberOf, useWorkspaceView } from '../../app/workspace-context.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { ChannelBadge } from '../../components/channel-badge.tsx';
import { cx } from '../../components/class-names.ts';
import { EmptyState, Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { Kbd } from '../../components/kbd.tsx';
import { Menu } from '../../components/menu.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusChip, Tag } from '../../components/status-chip.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { errorCodeOf } from '../../rpc/errors.ts';
import { useStory } from '../../rpc/queries.ts';
import styles from './library.module.css';
import type { StoryActions } from './use-story-actions.ts';
import { useT } from '../../components/use-t.ts';
import { Facts } from '../../components/facts.tsx';

/** The story chosen in the list: its facts, what can be done, and each variant with its two signals apart. */
export function StorySummary({ row, actions }: { readonly row: StoryRow | null; readonly actions: StoryActions }): ReactNode {
  const { t } = useT('library');
  const { pick, date } = useFormats();
  const view = useWorkspaceView();
  const { data: story, error } = useStory(row?.id ?? null);
  if (row === null) return <EmptyState icon={MousePointerClick} text={t('summaryPane.none')} />;
  const author = memberOf(view, row.author);
  const archived = row.archived;
  const reviewable = row.variants.some((variant) => variant.status === 'in-review');
  return (
    <div className={styles.summary}>
      <h2 className={styles.summaryTitle}>{row.title === '' ? t('common:untitled') : row.title}</h2>
      <div className={styles.tags}>
        {row.sample && <Tag>{t('common:sample')}</Tag>}
        <Tag>{t(`common:kind.${row.kind}`)}</Tag>
        <Tag>{t(`common:purpose.${row.purpose}`)}</Tag>
        <SyncBadge state={row.sync} />
      </div>
      <div className={styles.actions}>
        <Button variant="primary" onPress={() => actions.open(row.id)}>
          {t('action.open')} <Kbd chord="Enter" plain />
        </Button>
        {reviewable && (
          <Button onPress={() => actions.review(row.id)}>{t('action.review')}</Button>
        )}
        <Button onPress={() => actions.duplicate(row)} isDisabled={view.readOnly}>
          {t('action.duplicate')}
        </Button>
        <Menu
          label={t('action.more')}
          trigger={<IconButton icon={Ellipsis} label={t('action.more')} />}
          groups={[
            {
              id: 'more',
              items: [
                { id: 'review', label: t('action.review'), icon: MessagesSquare, run: () => actions.review(row.id) },
                { id: 'translate', label: t('action.translate'), icon: Languages, run: () => actions.translate(row.id) },
              ],
            },
            {
              id: 'archive',
              items: [{ id: 'archive', label: t(archived ? 'action.restore' : 'action.archive'), icon: archived ? ArchiveRestore : Archive, isDisabled: view.readOnly, run: () => actions.setArchived(row, !archived) }],
            },
          ]}
        />
      </div>
      {row.excerpt !== '' && <p className={styles.excerpt}>{row.excerpt}</p>}
      <div className={styles.known}>
        <Facts>
          <dt>{t('summaryPane.edited')}</dt>
          <dd>
            <RelativeTime at={row.updatedAt} />
          </dd>
          {author !== undefined && (
            <>
              <dt>{t('summaryPane.author')}</dt>
              <dd>{pick(author.name)}</dd>
            </>
          )}
          {row.due !== null && (
            <>
              <dt>{t('summaryPane.due')}</dt>
              <dd>{date(row.due)}</dd>
            </>
          )}
          {row.labels.length > 0 && (
            <>
              <dt>{t('summaryPane.labels')}</dt>
              <dd>{row.labels.join(', ')}</dd>
            </>
          )}
        </Facts>
      </div>
      <h3 className={styles.sectionTitle}>{t('summaryPane.variants')}</h3>
      {error !== null ? <ErrorNotice code={errorCodeOf(error)} /> : story === undefined ? <Skeleton label={t('common:loading')} /> : story.variants.length === 0 ? <p>{t('summaryPane.noVariants')}</p> : (
        <ul>
          {story.variants.map((variant) => (
            <li key={variant.id}>
              <VariantLine variant={variant} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function VariantLine({ variant }: { readonly variant: VariantRow }): ReactNode {
  const { t } = useT('library');
  const { number } = useFormats();
  const { errors, warnings } = variant.problems;
  const flags = [
    variant.linked && <span key="linked">{t('summaryPane.linked')}</span>,
    variant.limit !== null && !variant.linked && (
      <span key="used" className="tabular">
        {t('common:characters', { used: number(variant.used), limit: number(variant.limit) })}
      </span>
    ),
    errors > 0 && (
      <span key="errors" className={styles.flagBad}>
        {t('summaryPane.errors', { count: errors })}
      </span>
    ),
    warnings > 0 && (
      <span key="warnings" className={styles.flagWarn}>
        {t('summaryPane.warnings', { count: warnings })}
      </span>
    ),
    variant.openComments > 0 && <span key="comments">{t('summaryPane.comments', { count: variant.openComments })}</span>,
    variant.sourceChanged && (
      <span key="source" className={styles.flagWarn}>
        {t('summaryPane.sourceChanged')}
      </span>
    ),
    variant.status.conflict && (
      <span key="conflict" className={styles.flagBad}>
        {t('summaryPane.conflict')}
      </span>
    ),
    variant.status.approvalVoided && (
      <span key="voided" className={styles.flagWarn}>
        {t('common:approvalVoided')}
      </span>
    ),
  ].filter((flag) => flag !== false);
  return (
    <AriaButton className={styles.variant ?? ''} onPress={() => navigate({ screen: 'compose', story: variant.story, variant: variant.id })}>
      <ChannelBadge channel={variant.account.channel} />
      <span className={styles.variantName}>
        {t(`common:channel.${variant.account.channel}`)} <span className={styles.variantLanguage}>{t(`common:language.${variant.language}`)}</span>
      </span>
      <StatusChip status={variant.status.status} />
      <SyncBadge state={variant.sync} iconOnly />
      {variant.excerpt !== '' && (
        <span className={styles.variantText} lang={variant.language}>
          {variant.excerpt}
        </span>
      )}
      {flags.length > 0 && <span className={cx(styles.variantFlags)}>{flags}</span>}
    </AriaButton>
  );
}
