import { Fragment, type ReactNode, useRef } from 'react';
import type { Block, Blocks, Inline } from '#shared/document/blocks.ts';
import { normalizeBlocks } from '#shared/document/normalize.ts';
import { blockText, listMarkers } from '#shared/document/plain-text.ts';
import type { Id, Language } from '#shared/domain/ids.ts';
import { cx } from '../../components/class-names.ts';
import { mediaUrl } from '../../components/media-url.ts';
import { useT } from '../../components/use-t.ts';
import type { TextMark } from '../../editor/marks/text-marks.ts';
import styles from './text.module.css';
import { usePaintedText } from './text-marks.ts';

/** The text of one revision, to read, to select and to comment on. `variant` names it for the selection. */
export function RevisionText({ blocks, language, variant, marks }: { readonly blocks: Blocks; readonly language: Language; readonly variant: Id; readonly marks: readonly TextMark[] }): ReactNode {
  const { t } = useT('review');
  const container = useRef<HTMLDivElement>(null);
  usePaintedText(container, marks);
  const normal = normalizeBlocks(blocks);
  const markers = listMarkers(normal);
  const places = startsOf(normal.map((block, index) => (markers[index] ?? '').length + blockText(block).length + 1));
  const empty = normal.every((block) => block.type !== 'image' && blockText(block) === '');
  return (
    <div ref={container} className={cx(styles.text, 'selectable')} lang={language} data-review-text={variant}>
      {empty ? (
        <p className={styles.faint} lang="">
          {t('board.emptyText')}
        </p>
      ) : (
        normal.map((block, index) => <BlockText key={index} block={block} marker={markers[index] ?? ''} start={places[index] ?? 0} />)
      )}
    </div>
  );
}

/** Where each of several stretches starts, one after the other. */
function startsOf(lengths: readonly number[]): readonly number[] {
  const starts: number[] = [];
  lengths.reduce((at, length) => {
    starts.push(at);
    return at + length;
  }, 0);
  return starts;
}

function lengthOf(inline: Inline): number {
  return 'type' in inline ? inline.children.reduce((sum, run) => sum + run.text.length, 0) : inline.text.length;
}

/** A block in its style, with the place of each run. `start` is where its marker starts. */
function BlockText({ block, marker, start }: { readonly block: Block; readonly marker: string; readonly start: number }): ReactNode {
  const { t } = useT('review');
  if (block.type === 'image') {
    return (
      <figure className={styles.figure}>
        <img className={styles.thumb} src={mediaUrl(block.sha256)} alt={block.alt} draggable={false} />
        <figcaption className={styles.caption}>{block.alt === '' ? t('media.noAlt') : t('media.alt', { alt: block.alt })}</figcaption>
      </figure>
    );
  }
  return (
    <p className={cx(styles.block, styles[block.type])}>
      {marker !== '' && <span data-at={start}>{marker}</span>}
      <Inlines inlines={block.children} start={start + marker.length} />
    </p>
  );
}

function Inlines({ inlines, start }: { readonly inlines: readonly Inline[]; readonly start: number }): ReactNode {
  const places = startsOf(inlines.map(lengthOf));
  return inlines.map((inline, index) => {
    const from = start + (places[index] ?? 0);
    if ('type' in inline) {
      return (
        <span key={index} className={styles.link} title={inline.url}>
          <Inlines inlines={inline.children} start={from} />
        </span>
      );
    }
    if (inline.text === '') return <Fragment key={index} />;
    return inline.bold === true ? (
      <strong key={index} data-at={from}>
        {inline.text}
      </strong>
    ) : (
      <span key={index} data-at={from}>
        {inline.text}
      </span>
    );
  });
}
