import { Image as ImageIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Block } from '#shared/document/blocks.ts';
import type { Language } from '#shared/domain/ids.ts';
import { cx } from '../../components/class-names.ts';
import { mediaUrl } from '../../components/media-url.ts';
import { MediaView } from '../../components/media-view.tsx';
import { useT } from '../../components/use-t.ts';
import { DiffText } from './diff-text.tsx';
import styles from './diff-rows.module.css';
import type { ContentDiff, DiffLine, DiffSegment, FieldDiff } from './model/compare.ts';
import type { MediaDiff } from './model/compare-media.ts';
import text from './text.module.css';

interface RowProps {
  readonly layout: 'side' | 'line';
  readonly active: number | null;
  /** Of the text after, and of the one before. */
  readonly language: Language;
  readonly before: Language;
}

/** The paragraphs of a diff. */
export function DiffLines({ diff, ...row }: RowProps & { readonly diff: ContentDiff }): ReactNode {
  return diff.lines.map((line, index) => <Line key={index} line={line} {...row} />);
}

/** A sign for the eye; the words themselves are announced by DiffText. */
function Sign({ kind }: { readonly kind: 'added' | 'removed' | 'both' | null }): ReactNode {
  const sign = kind === null ? '' : kind === 'both' ? '±' : kind === 'added' ? '+' : '−';
  return (
    <span className={styles.sign} aria-hidden>
      {sign}
    </span>
  );
}

function Line({ line, layout, active, language, before }: RowProps & { readonly line: DiffLine }): ReactNode {
  const changed = line.kind !== 'same';
  const format = line.format === null ? null : <FormatNote line={line} />;
  if (layout === 'line') {
    return (
      <Cell kind={line.kind === 'changed' ? 'both' : changed ? (line.kind as 'added' | 'removed') : null} line={line} active={active}>
        <BlockDiff block={line.after ?? line.before} marker={line.after === null ? line.beforeMarker : line.afterMarker} markerAt={line.after === null ? null : markerPlace(line)} segments={line.segments} side="both" active={active} language={language} />
        {format}
      </Cell>
    );
  }
  // A sign stands where words went or came; on both sides where only the style changed.
  const worded = line.segments.some((segment) => segment.change !== null);
  const signed = (kind: 'added' | 'removed'): boolean => changed && (!worded || line.segments.some((segment) => segment.kind === kind));
  return (
    <>
      <Cell kind={signed('removed') && line.before !== null ? 'removed' : null} line={line} active={active} isEmpty={line.before === null}>
        {line.before !== null && <BlockDiff block={line.before} marker={line.beforeMarker} markerAt={null} segments={line.segments} side="before" active={active} language={before} />}
      </Cell>
      <Cell kind={signed('added') && line.after !== null ? 'added' : null} line={line} active={active} isEmpty={line.after === null}>
        {line.after !== null && <BlockDiff block={line.after} marker={line.afterMarker} markerAt={markerPlace(line)} segments={line.segments} side="after" active={active} language={language} />}
        {format}
      </Cell>
    </>
  );
}

/** Where the list marker stands in the text after. */
function markerPlace(line: DiffLine): number | null {
  const first = line.segments.find((segment) => segment.afterStart !== null)?.afterStart;
  return first === undefined || first === null ? null : first - line.afterMarker.length;
}

function Cell({ kind, line, active, isEmpty = false, children }: { readonly kind: 'added' | 'removed' | 'both' | null; readonly line: DiffLine; readonly active: number | null; readonly isEmpty?: boolean; readonly children: ReactNode }): ReactNode {
  const isActive = line.change !== null && line.change === active;
  return (
    <div className={cx(styles.cell, kind !== null && styles[kind], isEmpty && styles.empty, isActive && text.active)} {...(line.change === null || isEmpty ? {} : { 'data-change': line.change })}>
      <Sign kind={kind} />
      <div className={styles.words}>{children}</div>
    </div>
  );
}

interface BlockDiffProps {
  readonly block: Block | null;
  readonly marker: string;
  readonly markerAt: number | null;
  readonly segments: readonly DiffSegment[];
  readonly side: 'before' | 'after' | 'both';
  readonly active: number | null;
  readonly language: Language;
}

function BlockDiff({ block, marker, markerAt, segments, side, active, language }: BlockDiffProps): ReactNode {
  const { t } = useT('review');
  if (block === null) return null;
  if (block.type === 'image') {
    return (
      <figure className={text.figure}>
        <img className={text.thumb} src={mediaUrl(block.sha256)} alt={block.alt} draggable={false} />
        <figcaption className={text.caption}>
          {t('media.altLabel')}: <span lang={language}>{segments.length === 0 ? t('media.noAlt') : <DiffText segments={segments} side={side} active={active} />}</span>
        </figcaption>
      </figure>
    );
  }
  return (
    <p className={cx(text.text, text.block, text[block.type], 'selectable')} lang={language}>
      {marker !== '' && (markerAt === null ? marker : <span data-at={markerAt}>{marker}</span>)}
      <DiffText segments={segments} side={side} active={active} />
    </p>
  );
}

function FormatNote({ line }: { readonly line: DiffLine }): ReactNode {
  const { t } = useT('review');
  const name = (block: Block | null): string => (block === null ? '' : t(`compare.kind.${block.type}`));
  return <p className={styles.note}>{line.format === 'kind' ? t('compare.kindChanged', { from: name(line.before), to: name(line.after) }) : t('compare.boldChanged')}</p>;
}

/** The headline, the link or the first comment. */
export function FieldRow({ diff, layout, active, language, before }: RowProps & { readonly diff: FieldDiff }): ReactNode {
  const { t } = useT('review');
  const changed = diff.segments.some((segment) => segment.change !== null);
  const cell = (side: 'before' | 'after' | 'both'): ReactNode => {
    const has = side === 'both' || diff.segments.some((segment) => segment.kind === (side === 'before' ? 'removed' : 'added'));
    return (
      <div className={cx(styles.cell, changed && has && styles[side === 'before' ? 'removed' : side === 'after' ? 'added' : 'both'])}>
        <Sign kind={changed && has ? (side === 'before' ? 'removed' : side === 'after' ? 'added' : 'both') : null} />
        <div className={styles.words}>
          <span className={styles.label}>{t(`compare.field.${diff.field}`)}</span>
          <p className="selectable" lang={diff.field === 'link' ? undefined : side === 'before' ? before : language}>
            <DiffText segments={diff.segments} side={side} active={active} />
          </p>
        </div>
      </div>
    );
  };
  return layout === 'line' ? (
    cell('both')
  ) : (
    <>
      {cell('before')}
      {cell('after')}
    </>
  );
}

/** The pictures, with what changed of each and of its description. */
export function MediaRows({ media, layout, active, language, before }: RowProps & { readonly media: readonly MediaDiff[] }): ReactNode {
  return media.map((item, index) =>
    layout === 'line' ? (
      <MediaCell key={index} item={item} side="both" active={active} language={language} />
    ) : (
      <MediaPair key={index} item={item} active={active} language={language} before={before} />
    ),
  );
}

function MediaPair({ before, ...props }: Omit<RowProps, 'layout'> & { readonly item: MediaDiff }): ReactNode {
  return (
    <>
      <MediaCell {...props} language={before} side="before" />
      <MediaCell {...props} side="after" />
    </>
  );
}

function MediaCell({ item, side, active, language }: { readonly item: MediaDiff; readonly side: 'before' | 'after' | 'both'; readonly active: number | null; readonly language: Language }): ReactNode {
  const { t } = useT('review');
  const shown = side === 'before' ? item.before : side === 'after' ? item.after : (item.after ?? item.before);
  const changed = item.kind !== 'same';
  const tone = !changed || shown === null ? null : side === 'both' ? (item.kind === 'added' || item.kind === 'removed' ? item.kind : 'both') : side === 'before' ? 'removed' : 'added';
  const isActive = item.change !== null && item.change === active;
  // Only one of a pair is the place that F7 goes to.
  const isPlace = item.change !== null && shown !== null && (side !== 'before' || item.after === null);
  const segments = item.alt.map((part): DiffSegment => ({ kind: part.kind, text: part.text, change: null, beforeStart: null, afterStart: null }));
  return (
    <div className={cx(styles.cell, tone !== null && styles[tone], shown === null && styles.empty, isActive && shown !== null && text.active)} {...(isPlace ? { 'data-change': item.change ?? undefined } : {})}>
      <Sign kind={tone} />
      {shown !== null && (
        <figure className={cx(text.figure, styles.words)}>
          {shown.item.sha256 === '' ? <ImageIcon aria-hidden /> : <MediaView className={text.thumb} sha256={shown.item.sha256} alt={shown.item.alt} />}
          <figcaption className={text.caption}>
            <span className={styles.label}>{t('media.image', { position: shown.position })}</span>
            {changed && (side !== 'before' || item.after === null) && <strong className={styles.what}>{whatOf(item, t)}</strong>}
            {item.decorative !== null && side !== 'before' && <span className={styles.note}>{t(item.decorative === 'on' ? 'compare.decorativeOn' : 'compare.decorativeOff')}</span>}
            <p className="selectable">
              {shown.item.decorative ? (
                t('media.decorative')
              ) : (
                <>
                  {t('media.altLabel')}: <span lang={language}>{segments.length === 0 ? t('media.noAlt') : <DiffText segments={segments} side={side} active={null} />}</span>
                </>
              )}
            </p>
          </figcaption>
        </figure>
      )}
    </div>
  );
}

/** What happened to a picture, in words. */
export function whatOf(item: MediaDiff, t: ReturnType<typeof useT<'review'>>['t']): string {
  const position = item.after?.position ?? item.before?.position ?? 0;
  switch (item.kind) {
    case 'same':
      return '';
    case 'added':
      return t('compare.mediaAdded', { position });
    case 'removed':
      return t('compare.mediaRemoved', { position });
    case 'replaced':
      return t('compare.mediaReplaced', { position });
    case 'moved':
      return t('compare.mediaMoved', { from: item.before?.position ?? 0, to: item.after?.position ?? 0 });
    case 'described':
      return t('compare.altChanged', { position });
  }
}
