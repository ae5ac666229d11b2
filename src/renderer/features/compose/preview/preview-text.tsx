import { Fragment, type ReactNode } from 'react';
import type { Entity } from '#shared/channels/types.ts';
import styles from './preview.module.css';
import { useTexts } from '../texts.ts';

export interface PreviewTextProps {
  readonly text: string;
  readonly entities: readonly Entity[];
  /** UTF-16 index at which the channel cuts a reader's view; null for nowhere. */
  readonly fold: number | null;
  /** Show all of it with a line at the fold, or what a reader sees first. */
  readonly showFold: boolean;
  readonly onShowMore: () => void;
}

/** A text as a channel breaks it (most break within a Hangul word), with its links coloured and its fold marked. */
export function PreviewText({ text, entities, fold, showFold, onShowMore }: PreviewTextProps): ReactNode {
  const t = useTexts();
  if (fold === null) return <p className={styles.text} data-preview-text><Coloured text={text} entities={entities} from={0} to={text.length} /></p>;
  if (!showFold) {
    return (
      <p className={styles.text} data-preview-text>
        <Coloured text={text} entities={entities} from={0} to={fold} />
        {'… '}
        <button type="button" className={styles.moreButton} onClick={onShowMore}>{t('preview.more')}</button>
      </p>
    );
  }
  return (
    <p className={styles.text} data-preview-text>
      <Coloured text={text} entities={entities} from={0} to={fold} />
      <span className={styles.fold} role="note">{t('preview.foldMark')}</span>
      <span><Coloured text={text} entities={entities} from={fold} to={text.length} /></span>
    </p>
  );
}

/** The stretch of the text with what the channel turns into links. A link that the fold cuts is coloured on both sides of it. */
function Coloured({ text, entities, from, to }: { readonly text: string; readonly entities: readonly Entity[]; readonly from: number; readonly to: number }): ReactNode {
  const parts: ReactNode[] = [];
  let at = from;
  for (const entity of entities) {
    const start = Math.max(entity.start, from);
    const end = Math.min(entity.end, to);
    if (start >= end) continue;
    if (start > at) parts.push(<Fragment key={at}>{text.slice(at, start)}</Fragment>);
    parts.push(<span key={start} className={styles.entity} data-kind={entity.kind}>{text.slice(start, end)}</span>);
    at = end;
  }
  if (at < to) parts.push(<Fragment key={at}>{text.slice(at, to)}</Fragment>);
  return parts;
}
