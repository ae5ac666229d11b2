import { Columns3 } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { VariantContent } from '#shared/domain/content.ts';
import type { VariantRow } from '#shared/contract/views.ts';
import type { Language } from '#shared/domain/ids.ts';
import { useStore } from '../../app/store.ts';
import { Button } from '../../components/button.tsx';
import { ChannelBadge } from '../../components/channel-badge.tsx';
import { Checkbox } from '../../components/choices.tsx';
import { EmptyState, Skeleton } from '../../components/empty-state.tsx';
import { useFormats } from '../../components/formats.ts';
import { MediaView } from '../../components/media-view.tsx';
import { StatusChip, Tag } from '../../components/status-chip.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { useT } from '../../components/use-t.ts';
import { channelProfile } from '#shared/channels/registry.ts';
import { PresenceNote } from '../../app/presence-note.tsx';
import { useProfile } from '../../rpc/profiles.ts';
import type { TextMark } from '../../editor/marks/text-marks.ts';
import styles from './board.module.css';
import { Checks, useFindings } from './checks.tsx';
import { textOf } from './model/compare.ts';
import { isSeen, lastSeen } from './model/pending-review.ts';
import { shortHash } from '../../components/revision-label.ts';
import { RevisionText } from './revision-text.tsx';
import { changeView, reviewView } from './review-view.ts';
import type { Review, VariantReview } from './use-review.ts';
import { useReviewWords } from './words.ts';

export interface BoardProps {
  readonly review: Review;
  readonly onSelect: (row: VariantRow) => void;
  readonly onCompare: (row: VariantRow) => void;
  readonly onSeen: (item: VariantReview) => void;
  readonly marksOf: (item: VariantReview) => readonly TextMark[];
}

/** The variants of a story side by side: channels and languages in columns, each with the revision under review. */
export function Board(props: BoardProps): ReactNode {
  const { t } = useT('review');
  const { hidden } = useStore(reviewView);
  const { review } = props;
  const shown = review.variants.filter(({ row }) => !hidden.has(row.id));
  if (shown.length === 0) {
    return (
      <EmptyState icon={Columns3} text={t('board.none')}>
        <Button onPress={() => changeView({ hidden: new Set() })}>{t('board.allColumns')}</Button>
      </EmptyState>
    );
  }
  return (
    <div className={styles.board} role="group" aria-label={t('board.label')} tabIndex={-1}>
      {shown.map((item) => (
        <Column key={item.row.id} item={item} isCurrent={item.row.id === review.current?.row.id} {...props} />
      ))}
    </div>
  );
}

function Column({ item, isCurrent, review, onSelect, onCompare, onSeen, marksOf }: BoardProps & { readonly item: VariantReview; readonly isCurrent: boolean }): ReactNode {
  const { t } = useT('review');
  const words = useReviewWords();
  const { row, detail } = item;
  const name = words.variant(row);
  const head = detail?.head ?? null;
  const section = useRef<HTMLElement>(null);
  // A verdict must never fall on a column that is out of view.
  useEffect(() => {
    if (isCurrent) section.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isCurrent]);
  return (
    <section ref={section} className={styles.column} aria-label={name} aria-current={isCurrent ? 'true' : undefined}>
      <header className={styles.head}>
        <div className={styles.headTop}>
          <AriaButton className={styles.name ?? ''} onPress={() => onSelect(row)} aria-pressed={isCurrent}>
            <ChannelBadge channel={row.account.channel} />
            {name}
          </AriaButton>
          <Button size="small" variant="quiet" onPress={() => onCompare(row)} isDisabled={head === null} aria-label={`${t('board.compare')}: ${name}`}>
            {t('board.compare')}
          </Button>
        </div>
        <div className={styles.facts}>
          <StatusChip status={row.status.status} />
          <SyncBadge state={row.sync} iconOnly />
          {detail !== undefined && <Counter content={head?.content ?? detail.content} />}
          <PresenceNote subject={row.id} />
          {row.machineMade && <Tag>{t('adapt:made')}</Tag>}
          {head !== null && ![null, head.contentHash].includes(lastSeen(review.pending.state, row.id)) && <Tag>{t('board.changedSinceSeen')}</Tag>}
          {row.sourceChanged && <Tag>{t('board.sourceChanged')}</Tag>}
        </div>
        <div className={styles.facts}>
          {head === null ? (
            <span className={styles.faint}>{detail === undefined ? '' : t('board.noRevision')}</span>
          ) : (
            <>
              <span className={styles.faint} title={words.revision(head, item.numbers)}>
                {t('board.revision', { number: item.numbers.get(head.id) ?? '?' })} · <span className={styles.hash}>{shortHash(head.contentHash)}</span>
              </span>
              <Checkbox className={styles.seen} isSelected={isSeen(review.pending.state, row.id, head.contentHash)} onChange={() => onSeen(item)} aria-label={`${t('queue.seen')}: ${name}`}>
                {t('queue.seen')}
              </Checkbox>
            </>
          )}
        </div>
      </header>
      {detail === undefined ? (
        <Skeleton label={t('common:loading')} lines={4} />
      ) : (
        <ContentView content={head?.content ?? detail.content} item={item} marks={marksOf(item)} />
      )}
    </section>
  );
}

/** What a content costs on its channel. */
export function Counter({ content }: { readonly content: VariantContent }): ReactNode {
  const { t } = useT('review');
  const { number } = useFormats();
  const count = useProfile({ id: content.account, channel: content.channel }).count(textOf(content.blocks));
  const over = count.remaining !== null && count.remaining < 0;
  return (
    <span className={styles.counter} data-over={over || undefined}>
      {count.limit === null ? t('board.noLimit', { count: count.used }) : t('board.limit', { used: number(count.used), limit: number(count.limit) })}
    </span>
  );
}

/** Everything of a content that a reader could see, and what the checks say of it. */
function ContentView({ content, item, marks }: { readonly content: VariantContent; readonly item: VariantReview; readonly marks: readonly TextMark[] }): ReactNode {
  const { t } = useT('review');
  const findings = useFindings(content, item.detail?.assets ?? []);
  const profile = channelProfile(content.channel);
  return (
    <div className={styles.body}>
      {(profile.hasTitle || content.title !== '') && <Field label={t('board.title')} value={content.title} language={content.language} strong />}
      <RevisionText blocks={content.blocks} language={content.language} variant={item.row.id} marks={marks} />
      {content.media.length > 0 && (
        <ul className={styles.media}>
          {content.media.map((image, index) => (
            <li key={`${image.sha256}-${index}`} className={styles.image}>
              <MediaView sha256={image.sha256} alt={image.alt} className={styles.thumb} />
              <div>
                <span className={styles.label}>{t('media.image', { position: index + 1 })}</span>
                <p className={styles.caption} lang={image.decorative || image.alt === '' ? undefined : content.language}>
                  {image.decorative ? t('media.decorative') : image.alt === '' ? t('media.noAlt') : image.alt}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {content.link !== '' && <Field label={t('board.link')} value={content.link} language={null} />}
      {content.firstComment !== '' && <Field label={t('board.firstComment')} value={content.firstComment} language={content.language} />}
      <Checks findings={findings} />
    </div>
  );
}

function Field({ label, value, language, strong = false }: { readonly label: string; readonly value: string; readonly language: Language | null; readonly strong?: boolean }): ReactNode {
  return (
    <div>
      <span className={styles.label}>{label}</span>
      <p className={strong ? styles.strong : styles.value} lang={language ?? undefined}>
        {value === '' ? '–' : value}
      </p>
    </div>
  );
}

/** Which columns the board shows: each by itself, or one of the usual choices. */
export function ColumnChooser({ review }: { readonly review: Review }): ReactNode {
  const { t } = useT('review');
  const words = useReviewWords();
  const { hidden } = useStore(reviewView);
  const rows = review.variants.map(({ row }) => row);
  const hideAllBut = (keep: (row: VariantRow) => boolean): void => changeView({ hidden: new Set(rows.filter((row) => !keep(row)).map((row) => row.id)) });
  const shown = rows.filter((row) => !hidden.has(row.id)).length;
  return (
    <DialogTrigger>
      <Button size="small" icon={Columns3}>
        {t('board.columnsCount', { shown, all: rows.length })}
      </Button>
      <Popover className={styles.popover ?? ''} offset={4} placement="bottom end">
        <Dialog aria-label={t('board.columns')} className={styles.chooser ?? ''}>
          <div className={styles.presets}>
            <Button size="small" onPress={() => hideAllBut(() => true)}>
              {t('board.allColumns')}
            </Button>
            <Button size="small" onPress={() => hideAllBut((row) => row.status.status === 'in-review')}>
              {t('board.onlyReview')}
            </Button>
            {(['ko', 'en'] as const).map((language) => (
              <Button key={language} size="small" onPress={() => hideAllBut((row) => row.language === language)}>
                {t('board.language', { language: t(`common:language.${language}`) })}
              </Button>
            ))}
          </div>
          {rows.map((row) => (
            <Checkbox
              key={row.id}
              isSelected={!hidden.has(row.id)}
              onChange={(selected) => {
                const next = new Set(hidden);
                if (selected) next.delete(row.id);
                else next.add(row.id);
                changeView({ hidden: next });
              }}
            >
              {words.variant(row)}
            </Checkbox>
          ))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
