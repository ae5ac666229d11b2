import { ChevronDown, ChevronUp, FileDiff, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Id } from '#shared/domain/ids.ts';
import { useStore } from '../../app/store.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { SegmentedControl } from '../../components/choices.tsx';
import { ContentPreview } from '../../components/content-preview.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useFormats } from '../../components/formats.ts';
import { Select } from '../../components/select.tsx';
import { useT } from '../../components/use-t.ts';
import type { TextMark } from '../../editor/marks/text-marks.ts';
import { Checks, useFindings } from './checks.tsx';
import styles from './compare-view.module.css';
import { DiffLines, FieldRow, MediaRows } from './diff-rows.tsx';
import type { ContentDiff } from './model/compare.ts';
import { changeView, reviewView } from './review-view.ts';
import { usePaintedText } from './text-marks.ts';
import type { Comparison, Side } from './use-compare.ts';
import type { VariantReview } from './use-review.ts';
import { useReviewWords } from './words.ts';

const NOTHING = 'nothing';

export interface CompareProps {
  /** Those of the story, to choose from. */
  readonly variants: readonly VariantReview[];
  readonly base: Side;
  readonly head: NonNullable<Comparison['head']>;
  readonly diff: ContentDiff;
  readonly compare: Comparison;
  /** In the text after. */
  readonly marks: readonly TextMark[];
}

/** Two revisions, of one variant or of two of a story, what differs between them, and a walk through the differences. */
export function CompareView(props: CompareProps): ReactNode {
  const { t } = useT('review');
  const { layout } = useStore(reviewView);
  const { base, head, diff, compare: { change } } = props;
  const row = { layout: layout === 'line' ? layout : ('side' as const), active: change, language: head.revision.content.language, before: base.revision?.content.language ?? head.revision.content.language };
  const container = useRef<HTMLDivElement>(null);
  usePaintedText(container, props.marks);
  useEffect(() => {
    if (change === null) return;
    container.current?.querySelector(`[data-change="${change}"]`)?.scrollIntoView({ block: 'center' });
  }, [change]);
  return (
    <div className={styles.compare}>
      <CompareBar {...props} />
      <div ref={container} className={styles.scroll} tabIndex={0} role="group" aria-label={t('compare.label')} data-review-text={head.of.row.id}>
        {layout === 'preview' ? (
          <Previews base={base} head={head} />
        ) : (
          <div className={styles.grid} data-layout={layout}>
            <Columns {...props} />
            {diff.changes.length === 0 && <p className={styles.same}>{t('compare.same')}</p>}
            {base.revision === null && diff.changes.length > 0 && <p className={styles.same}>{t('compare.allNew')}</p>}
            {diff.title !== null && <FieldRow diff={diff.title} {...row} />}
            <DiffLines diff={diff} {...row} />
            <MediaRows media={diff.media} {...row} />
            {diff.link !== null && <FieldRow diff={diff.link} {...row} />}
            {diff.firstComment !== null && <FieldRow diff={diff.firstComment} {...row} />}
            <Hidden diff={diff} />
            <CheckRow base={base} head={head} layout={layout} />
          </div>
        )}
      </div>
    </div>
  );
}

function CompareBar({ variants, base, head, diff, compare }: CompareProps): ReactNode {
  const { t } = useT('review');
  const { layout } = useStore(reviewView);
  const words = useReviewWords();
  const { change } = compare;
  const versions = useVersionOptions();
  const total = diff.changes.length;
  const options = variants.filter(({ history }) => history.length > 0).map(({ row }) => ({ id: row.id, label: words.variant(row) }));
  return (
    <div className={styles.bar}>
      <span className={styles.side}>
        <Select inline label={t('compare.base')} options={options} value={base.of.row.id} onChange={compare.setBaseOf} className={styles.pick} />
        <Select inline hideLabel label={t('compare.baseVersion')} options={[{ id: NOTHING, label: t('revision.nothing') }, ...versions(base.of)]} value={base.revision?.id ?? NOTHING} onChange={(id) => compare.setBase(id === NOTHING ? null : id)} className={styles.pick} />
      </span>
      <span className={styles.side}>
        <Select inline label={t('compare.head')} options={options} value={head.of.row.id} onChange={compare.setHeadOf} className={styles.pick} />
        <Select inline hideLabel label={t('compare.headVersion')} options={versions(head.of)} value={head.revision.id} onChange={compare.setHead} className={styles.pick} />
      </span>
      <span className={styles.spring} />
      <SegmentedControl
        label={t('compare.view')}
        options={(['side', 'line', 'preview'] as const).map((id) => ({ id, label: t(`compare.views.${id}`) }))}
        value={layout}
        onChange={(to) => changeView({ layout: to })}
      />
      <span className={styles.steps}>
        <span className={styles.position}>
          {total === 0 ? t('compare.changeNone') : change === null ? t('compare.changes', { count: total }) : t('compare.change', { position: change + 1, total })}
        </span>
        <IconButton icon={ChevronUp} size="small" label={t('compare.previous')} command="review.previous-change" isDisabled={total === 0} onPress={() => compare.step(-1)} />
        <IconButton icon={ChevronDown} size="small" label={t('compare.next')} command="review.next-change" isDisabled={total === 0} onPress={() => compare.step(1)} />
      </span>
    </div>
  );
}

/** The revisions of a variant in words, the newest first. */
function useVersionOptions(): (of: VariantReview) => { readonly id: Id; readonly label: string }[] {
  const { t } = useT('review');
  const { shortDateTime } = useFormats();
  return ({ detail, history, numbers }) =>
    history.map(({ id, name, at }) => {
      const marks = [...(id === detail?.head?.id ? [t('revision.latest')] : []), ...(id === detail?.lastApproved?.id ? [t('revision.approved')] : []), ...(name === '' ? [] : [name])];
      return { id, label: `${t('revision.label', { number: numbers.get(id) ?? '?' })}${marks.length === 0 ? '' : ` (${marks.join(', ')})`} · ${shortDateTime(at)}` };
    });
}

function Columns({ base, head }: CompareProps): ReactNode {
  const { t } = useT('review');
  const { layout } = useStore(reviewView);
  const words = useReviewWords();
  const sameVariant = base.of.row.id === head.of.row.id;
  const before = base.revision === null ? t('revision.nothing') : words.revision(base.revision, base.of.numbers);
  const after = words.revision(head.revision, head.of.numbers);
  if (layout === 'line') {
    return (
      <div className={styles.columnHead}>
        <strong>{words.variant(base.of.row)}</strong> {before} → {!sameVariant && <strong>{words.variant(head.of.row)}</strong>} {after}
      </div>
    );
  }
  return (
    <>
      <div className={styles.columnHead}>
        <strong>{sameVariant ? t('compare.base') : words.variant(base.of.row)}</strong> {before}
      </div>
      <div className={styles.columnHead}>
        <strong>{words.variant(head.of.row)}</strong> {after}
      </div>
    </>
  );
}

/** Differences that the eye misses, in words. */
function Hidden({ diff }: { readonly diff: ContentDiff }): ReactNode {
  const { t } = useT('review');
  const hidden = diff.changes.flatMap((change) => (change.hidden === null ? [] : [{ index: change.index, hidden: change.hidden, words: change.added.trim() === '' ? change.removed : change.added }]));
  if (hidden.length === 0) return null;
  return (
    <ul className={styles.hidden}>
      {hidden.map(({ index, hidden: found, words }) => (
        <li key={index}>
          <TriangleAlert size={14} strokeWidth={1.5} aria-hidden /> {t('compare.change', { position: index + 1, total: diff.changes.length })} “{words.trim()}”: {t(`compare.${found.kind}`, { codes: found.codes.join(', ') })}
        </li>
      ))}
    </ul>
  );
}

function CheckRow({ base, head, layout }: Pick<CompareProps, 'base' | 'head'> & { readonly layout: 'side' | 'line' }): ReactNode {
  return (
    <>
      {layout === 'side' && <div className={styles.checks}>{base.revision !== null && <RevisionChecks content={base.revision.content} item={base.of} />}</div>}
      <div className={styles.checks}>
        <RevisionChecks content={head.revision.content} item={head.of} />
      </div>
    </>
  );
}

function RevisionChecks({ content, item }: { readonly content: VariantContent; readonly item: VariantReview }): ReactNode {
  return <Checks findings={useFindings(content, item.detail?.assets ?? [])} />;
}

function Previews({ base, head }: Pick<CompareProps, 'base' | 'head'>): ReactNode {
  const { t } = useT('review');
  const words = { fold: t('compose:preview.foldMark'), empty: t('compose:preview.empty'), firstComment: t('board.firstComment') };
  return (
    <div className={styles.previews}>
      <figure className={styles.preview}>
        <figcaption className={styles.columnHead}>
          <strong>{t('compare.base')}</strong> {t('compare.expected')}
        </figcaption>
        {base.revision === null ? <p className={styles.same}>{t('revision.nothing')}</p> : <ContentPreview content={base.revision.content} account={base.of.row.account} words={{ ...words, label: t('compare.base') }} />}
      </figure>
      <figure className={styles.preview}>
        <figcaption className={styles.columnHead}>
          <strong>{t('compare.head')}</strong> {t('compare.expected')}
        </figcaption>
        <ContentPreview content={head.revision.content} account={head.of.row.account} words={{ ...words, label: t('compare.head') }} />
      </figure>
    </div>
  );
}

/** What stands in the place of a comparison when there is no revision yet. */
export function NothingToCompare({ onCompose }: { readonly onCompose: () => void }): ReactNode {
  const { t } = useT('review');
  return (
    <EmptyState icon={FileDiff} text={t('compare.noRevision')}>
      <Button variant="primary" onPress={onCompose}>
        {t('compare.noRevisionAction')}
      </Button>
    </EmptyState>
  );
}
