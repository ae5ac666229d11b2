import { ChevronDown, ChevronUp, FileDiff, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { RevisionView } from '#shared/contract/views.ts';
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
import type { VariantReview } from './use-review.ts';
import { useReviewWords } from './words.ts';

const NOTHING = 'nothing';

export interface CompareProps {
  readonly item: VariantReview;
  /** Null: compared with nothing. */
  readonly base: RevisionView | null;
  readonly head: RevisionView;
  readonly diff: ContentDiff;
  readonly change: number | null;
  readonly marks: readonly TextMark[];
  readonly onBase: (id: Id | null) => void;
  readonly onHead: (id: Id) => void;
  readonly onStep: (step: 1 | -1) => void;
}

/** Two revisions of a variant, what differs between them, and a walk through the differences. */
export function CompareView(props: CompareProps): ReactNode {
  const { t } = useT('review');
  const { layout } = useStore(reviewView);
  const { item, base, head, diff, change } = props;
  const container = useRef<HTMLDivElement>(null);
  usePaintedText(container, props.marks);
  useEffect(() => {
    if (change === null) return;
    container.current?.querySelector(`[data-change="${change}"]`)?.scrollIntoView({ block: 'center' });
  }, [change]);
  return (
    <div className={styles.compare}>
      <CompareBar {...props} />
      <div ref={container} className={styles.scroll} tabIndex={0} role="group" aria-label={t('compare.label')} data-review-text={item.row.id}>
        {layout === 'preview' ? (
          <Previews item={item} base={base} head={head} />
        ) : (
          <div className={styles.grid} data-layout={layout}>
            <Columns {...props} />
            {diff.changes.length === 0 && <p className={styles.same}>{t('compare.same')}</p>}
            {base === null && diff.changes.length > 0 && <p className={styles.same}>{t('compare.allNew')}</p>}
            {diff.title !== null && <FieldRow diff={diff.title} layout={layout} active={change} language={head.content.language} />}
            <DiffLines diff={diff} layout={layout} active={change} language={head.content.language} />
            <MediaRows media={diff.media} layout={layout} active={change} language={head.content.language} />
            {diff.link !== null && <FieldRow diff={diff.link} layout={layout} active={change} language={head.content.language} />}
            {diff.firstComment !== null && <FieldRow diff={diff.firstComment} layout={layout} active={change} language={head.content.language} />}
            <Hidden diff={diff} />
            <CheckRow item={item} base={base} head={head} layout={layout} />
          </div>
        )}
      </div>
    </div>
  );
}

function CompareBar({ item, base, head, diff, change, onBase, onHead, onStep }: CompareProps): ReactNode {
  const { t } = useT('review');
  const { layout } = useStore(reviewView);
  const { shortDateTime } = useFormats();
  const approved = item.detail?.lastApproved?.id;
  const label = (revision: RevisionView): string => {
    const marks = [...(revision.id === item.detail?.head?.id ? [t('revision.latest')] : []), ...(revision.id === approved ? [t('revision.approved')] : []), ...(revision.name === '' ? [] : [revision.name])];
    const text = `${t('revision.label', { number: item.numbers.get(revision.id) ?? '?' })}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`;
    return `${text} · ${shortDateTime(revision.at)}`;
  };
  const options = item.history.map((revision) => ({ id: revision.id, label: label(revision) }));
  const total = diff.changes.length;
  return (
    <div className={styles.bar}>
      <Select inline label={t('compare.base')} options={[{ id: NOTHING, label: t('revision.nothing') }, ...options]} value={base?.id ?? NOTHING} onChange={(id) => onBase(id === NOTHING ? null : id)} className={styles.pick} />
      <Select inline label={t('compare.head')} options={options} value={head.id} onChange={onHead} className={styles.pick} />
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
        <IconButton icon={ChevronUp} size="small" label={t('compare.previous')} command="review.previous-change" isDisabled={total === 0} onPress={() => onStep(-1)} />
        <IconButton icon={ChevronDown} size="small" label={t('compare.next')} command="review.next-change" isDisabled={total === 0} onPress={() => onStep(1)} />
      </span>
    </div>
  );
}

function Columns({ item, base, head }: CompareProps): ReactNode {
  const { t } = useT('review');
  const { layout } = useStore(reviewView);
  const words = useReviewWords();
  const name = words.variant(item.row);
  const before = base === null ? t('revision.nothing') : words.revision(base, item.numbers);
  const after = words.revision(head, item.numbers);
  if (layout === 'line') {
    return (
      <div className={styles.columnHead}>
        <strong>{name}</strong> {before} → {after}
      </div>
    );
  }
  return (
    <>
      <div className={styles.columnHead}>
        <strong>{t('compare.base')}</strong> {before}
      </div>
      <div className={styles.columnHead}>
        <strong>{name}</strong> {after}
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

function CheckRow({ item, base, head, layout }: { readonly item: VariantReview; readonly base: RevisionView | null; readonly head: RevisionView; readonly layout: 'side' | 'line' }): ReactNode {
  return (
    <>
      {layout === 'side' && <div className={styles.checks}>{base !== null && <RevisionChecks content={base.content} item={item} />}</div>}
      <div className={styles.checks}>
        <RevisionChecks content={head.content} item={item} />
      </div>
    </>
  );
}

function RevisionChecks({ content, item }: { readonly content: VariantContent; readonly item: VariantReview }): ReactNode {
  return <Checks findings={useFindings(content, item.detail?.assets ?? [])} />;
}

function Previews({ item, base, head }: { readonly item: VariantReview; readonly base: RevisionView | null; readonly head: RevisionView }): ReactNode {
  const { t } = useT('review');
  const words = { fold: t('compose:preview.foldMark'), empty: t('compose:preview.empty'), firstComment: t('board.firstComment') };
  return (
    <div className={styles.previews}>
      <figure className={styles.preview}>
        <figcaption className={styles.columnHead}>
          <strong>{t('compare.base')}</strong> {t('compare.expected')}
        </figcaption>
        {base === null ? <p className={styles.same}>{t('revision.nothing')}</p> : <ContentPreview content={base.content} account={item.row.account} words={{ ...words, label: t('compare.base') }} />}
      </figure>
      <figure className={styles.preview}>
        <figcaption className={styles.columnHead}>
          <strong>{t('compare.head')}</strong> {t('compare.expected')}
        </figcaption>
        <ContentPreview content={head.content} account={item.row.account} words={{ ...words, label: t('compare.head') }} />
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
