import type { ReactNode } from 'react';
import type { CommentView } from '#shared/contract/views.ts';
import type { Language } from '#shared/domain/ids.ts';
import styles from './comment.module.css';
import { RelativeTime } from './relative-time.tsx';
import { SyncBadge } from './sync-badge.tsx';
import { useT } from './use-t.ts';

export interface CommentBodyProps {
  readonly comment: CommentView;
  /** Who wrote it, as people call them. */
  readonly author: string;
  /** What is said beside it; null for nothing. */
  readonly note?: string | null;
}

/** Who said what of a text and when, with the words that they propose. */
export function CommentBody({ comment, author, note = null }: CommentBodyProps): ReactNode {
  return (
    <>
      <p className={styles.byline}>
        <strong>{author}</strong> <RelativeTime at={comment.at} /> {note !== null && <span>{note}</span>} {comment.sync !== 'synced' && <SyncBadge state={comment.sync} />}
      </p>
      {comment.text !== '' && <p className={styles.text}>{comment.text}</p>}
      {comment.suggestion !== null && comment.anchor !== null && <SuggestedWords from={comment.anchor.quote} to={comment.suggestion} />}
    </>
  );
}

/** The words that are there and those that are proposed in their place. */
export function SuggestedWords({ from, to, language }: { readonly from: string; readonly to: string; readonly language?: Language }): ReactNode {
  const { t } = useT('comments');
  return (
    <p className={styles.suggestion} lang={language}>
      <span className="visually-hidden">{t('removed')}: </span>
      <del>{from}</del>
      <span className="visually-hidden">, {t('suggested')}: </span> <ins>{to === '' ? t('nothing') : to}</ins>
    </p>
  );
}

/** The words that a comment stands on, short. */
export function CommentQuote({ children }: { readonly children: ReactNode }): ReactNode {
  return <blockquote className={styles.quote}>{children}</blockquote>;
}
