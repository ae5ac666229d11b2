import { CalendarClock, CircleCheck, ClipboardCheck, MessageSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import { GridList, GridListHeader, GridListItem, GridListSection } from 'react-aria-components';
import { navigate } from '../../app/navigation.ts';
import { useStore } from '../../app/store.ts';
import { Button } from '../../components/button.tsx';
import { ChannelBadge } from '../../components/channel-badge.tsx';
import { SegmentedControl } from '../../components/choices.tsx';
import { EmptyState, Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { useNow } from '../../components/relative-time.tsx';
import { Select } from '../../components/select.tsx';
import { StatusChip, Tag } from '../../components/status-chip.tsx';
import { useT } from '../../components/use-t.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { AmendmentQueue } from './amend/amendment-queue.tsx';
import { isSeen } from './model/pending-review.ts';
import { QUEUE_FILTERS, type QueuePlace, type QueueStory } from './model/queue.ts';
import styles from './queue-pane.module.css';
import { changeView, reviewView } from './review-view.ts';
import type { Review, VariantReview } from './use-review.ts';
import { useReviewWords } from './words.ts';

/** No name of a group: those have another word before them. */
const ALL_GROUPS = 'all';

/** The key of a row: a variant, or a story whose variants are not read yet. */
function keyOf(place: QueuePlace): string {
  return place.variant ?? `story ${place.story}`;
}

/** Where a row leads. */
export function openPlace(place: QueuePlace): void {
  navigate({ screen: 'review', story: place.story, variant: place.variant }, { replace: true });
}

/** What waits for a verdict, story by story; then what waits to be sent out. */
export function QueuePane({ review, place }: { readonly review: Review; readonly place: QueuePlace | null }): ReactNode {
  const { t } = useT('review');
  const { filter } = useStore(reviewView);
  const { queue } = review;
  const places = new Map(queue.stories.flatMap((story) => (story.variants.length === 0 ? [{ story: story.story, variant: null }] : story.variants.map((row) => ({ story: story.story, variant: row.id as string | null })))).map((each) => [keyOf(each), each]));
  return (
    <div className={styles.pane}>
      <div className={styles.head}>
        <SegmentedControl label={t('queue.filter')} options={QUEUE_FILTERS.filter((id) => id !== 'groups' || queue.groups.length > 0 || filter === 'groups').map((id) => ({ id, label: t(`queue.filters.${id}`) }))} value={filter} onChange={(to) => changeView({ filter: to })} />
        {filter === 'groups' && queue.groups.length > 1 && (
          <Select inline label={t('queue.groupOf')} options={[{ id: ALL_GROUPS, label: t('queue.allGroups') }, ...queue.groups.map((name) => ({ id: `group ${name}`, label: name }))]} value={queue.group === null ? ALL_GROUPS : `group ${queue.group}`} onChange={(id) => changeView({ group: id === ALL_GROUPS ? null : id.slice('group '.length) })} className={styles.group} />
        )}
        <span className={styles.count}>{t('queue.count', { count: queue.waiting })}</span>
      </div>
      <AmendmentQueue />
      {queue.error !== null && <ErrorNotice code={errorCodeOf(queue.error)} />}
      {queue.isPending ? (
        <Skeleton label={t('loading')} />
      ) : queue.stories.length === 0 ? (
        <EmptyState icon={ClipboardCheck} text={t(filter === 'all' ? 'queue.empty' : 'queue.emptyMine')}>
          {filter !== 'all' && <Button onPress={() => changeView({ filter: 'all' })}>{t('queue.showAll')}</Button>}
          <Button variant="primary" onPress={() => navigate({ screen: 'library' })}>
            {t('queue.openLibrary')}
          </Button>
        </EmptyState>
      ) : (
        <GridList
          aria-label={t('queue.label')}
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={place === null ? [] : [keyOf(place)]}
          onSelectionChange={(keys) => {
            const [first] = keys === 'all' ? [] : keys;
            const goal = places.get(String(first));
            if (goal !== undefined) openPlace(goal);
          }}
          className={styles.list ?? ''}
        >
          {queue.stories.map((story) => (
            <StorySection key={story.story} story={story} review={review} />
          ))}
        </GridList>
      )}
    </div>
  );
}

function StorySection({ story, review }: { readonly story: QueueStory; readonly review: Review }): ReactNode {
  const { t } = useT('review');
  const { dateTime, shortDateTime } = useFormats();
  const words = useReviewWords();
  const title = story.title === '' ? t('common:untitled') : story.title;
  return (
    <GridListSection id={story.story} aria-label={title}>
      <GridListHeader className={styles.story ?? ''}>
        <span className={styles.title}>{title}</span>
        {story.group !== 'review' && story.variants.length > 0 && <Tag>{t(`queue.group.${story.group}`)}</Tag>}
        {story.askedBy !== null && story.askedAt !== null && (
          <span className={styles.meta} title={shortDateTime(story.askedAt)}>
            {t('queue.askedBy', { name: words.member(story.askedBy) })}
            {story.from.length > 0 && <> · {t('policy:group.from', { group: story.from.join(', ') })}</>}
          </span>
        )}
        {story.due !== null && (
          <>
            <span className={styles.meta} title={dateTime(story.due)}>
              <CalendarClock size={12} strokeWidth={1.5} aria-hidden /> {t('queue.due', { date: shortDateTime(story.due) })}
            </span>
            <Overdue due={story.due} />
          </>
        )}
        {story.note !== '' && <span className={styles.note}>{t('queue.note', { note: story.note })}</span>}
      </GridListHeader>
      {story.variants.length === 0 ? (
        <GridListItem id={keyOf({ story: story.story, variant: null })} textValue={title} className={styles.row ?? ''}>
          <span className={styles.faint}>{t('queue.ready', { count: story.ready })}</span>
        </GridListItem>
      ) : (
        story.variants.map((row) => {
          const status = t(`common:status.${row.status.status}`);
          return (
            <GridListItem key={row.id} id={row.id} textValue={t('queue.row', { channel: t(`common:channel.${row.account.channel}`), language: t(`common:language.${row.language}`), status })} className={styles.row ?? ''}>
              <Row row={row} seen={seenOf(review, review.variants.find((each) => each.row.id === row.id))} review={review} />
            </GridListItem>
          );
        })
      )}
    </GridListSection>
  );
}

/** A component of its own: it alone follows the clock. */
function Overdue({ due }: { readonly due: string }): ReactNode {
  const { t } = useT('review');
  const now = useNow();
  return Date.parse(due) <= now && <strong className={styles.overdue}>{t('queue.overdue')}</strong>;
}

function seenOf(review: Review, item: VariantReview | undefined): boolean {
  const head = item?.detail?.head ?? null;
  return head !== null && item !== undefined && isSeen(review.pending.state, item.row.id, head.contentHash);
}

function Row({ row, seen, review }: { readonly row: QueueStory['variants'][number]; readonly seen: boolean; readonly review: Review }): ReactNode {
  const { t } = useT('review');
  const verdict = review.pending.state.verdicts.find((each) => each.variant === row.id);
  return (
    <>
      <span className={styles.seen}>{seen && <CircleCheck size={16} strokeWidth={1.5} role="img" aria-label={t('queue.seen')} />}</span>
      <ChannelBadge channel={row.account.channel} language={row.language} />
      <span className={styles.language}>{t(`common:languageShort.${row.language}`)}</span>
      {verdict === undefined ? <StatusChip status={row.status.status} /> : <Tag>{t(verdict.verdict === 'approve' ? 'queue.pendingApprove' : 'queue.pendingReturn')}</Tag>}
      {row.openComments > 0 && (
        <span className={styles.comments} role="img" aria-label={t('queue.comments', { count: row.openComments })}>
          <MessageSquare size={14} strokeWidth={1.5} aria-hidden /> {row.openComments}
        </span>
      )}
    </>
  );
}
