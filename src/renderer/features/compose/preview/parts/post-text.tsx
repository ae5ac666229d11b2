import { Fragment, type ReactNode } from 'react';
import type { Entity } from '#shared/channels/types.ts';
import { shownUrl, type UrlForm } from '#shared/preview/shown-url.ts';
import { useTexts } from '../../texts.ts';
import { usePageWords } from '../page-words.ts';
import styles from '../preview.module.css';
import type { PreviewProps } from '../types.ts';

/** What stands before the text on its own first line, as Instagram has the handle there. */
type PostTextProps = Pick<PreviewProps, 'channel' | 'language' | 'look' | 'post' | 'showFold' | 'expanded' | 'onShowMore'> & { readonly lead?: ReactNode };

/** A text as the channel breaks it (most break within a Hangul word), with its links coloured and its fold marked. */
export function PostText({ channel, language, look, post, showFold, expanded, onShowMore, lead }: PostTextProps): ReactNode {
  const t = useTexts();
  const page = usePageWords(language);
  const { text, entities } = post;
  const fold = expanded ? null : post.fold;
  const part = (from: number, to: number): ReactNode => <Coloured text={text} entities={entities} urls={look.urls} from={from} to={to} />;
  if (text === '' && lead === undefined) return null;
  return (
    <p className={styles.text} dir="auto">
      {lead}
      <span data-preview-text>
        {part(0, fold === null ? text.length : showFold ? fold : text.slice(0, fold).trimEnd().length)}
        {fold !== null && !showFold && (
          <>
            {channel === 'linkedin' || channel === 'youtube' ? ' ' : '… '}
            <button type="button" className={styles.moreButton} onClick={onShowMore}>{page(`moreOf.${channel}`)}</button>
          </>
        )}
        {fold !== null && showFold && (
          <>
            <span className={styles.fold} role="note">{t('preview.foldMark')}</span>
            {/* The mark has a line of its own: the break at the fold is the one before it. */}
            <span>{part(text.startsWith('\n', fold) ? fold + 1 : fold, text.length)}</span>
          </>
        )}
      </span>
    </p>
  );
}

interface ColouredProps {
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly urls: UrlForm;
  readonly from: number;
  readonly to: number;
}

/** The stretch of the text with what the channel turns into links. A link that the fold cuts is coloured on both sides of it. */
function Coloured({ text, entities, urls, from, to }: ColouredProps): ReactNode {
  const parts: ReactNode[] = [];
  let at = from;
  for (const entity of entities) {
    const start = Math.max(entity.start, from);
    const end = Math.min(entity.end, to);
    if (start >= end) continue;
    if (start > at) parts.push(<Fragment key={at}>{text.slice(at, start)}</Fragment>);
    const isWhole = start === entity.start && end === entity.end;
    const written = text.slice(start, end);
    parts.push(<bdi key={start} className={styles.entity} data-kind={entity.kind}>{isWhole && entity.kind === 'url' ? shownUrl(written, urls) : written}</bdi>);
    at = end;
  }
  if (at < to) parts.push(<Fragment key={at}>{text.slice(at, to)}</Fragment>);
  return parts;
}
