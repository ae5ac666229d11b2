import type { ReactNode } from 'react';
import { assertNever } from '#shared/std/assert-never.ts';
import type { EditorialStatus } from '#shared/contract/views.ts';
import { cx } from './class-names.ts';
import styles from './status-chip.module.css';
import { useT } from './use-t.ts';

type Tone = 'plain' | 'info' | 'ok' | 'warn' | 'bad';

function toneOf(status: EditorialStatus): Tone {
  switch (status) {
    case 'draft':
    case 'archived':
      return 'plain';
    case 'in-review':
    case 'scheduled':
    case 'publishing':
    case 'correcting':
    case 'withdrawing':
      return 'info';
    case 'approved':
    case 'published':
    case 'corrected':
      return 'ok';
    case 'withdrawn':
      return 'plain';
    case 'changes-requested':
      return 'warn';
    case 'failed':
      return 'bad';
    default:
      return assertNever(status, 'editorial status');
  }
}

/** The shape of a status, drawn: a state is told by shape and word, and by colour only on top. */
function StatusShape({ status }: { readonly status: EditorialStatus }): ReactNode {
  const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;
  switch (status) {
    case 'draft':
      return <circle cx="6" cy="6" r="4.2" {...line} />;
    case 'in-review':
      return (
        <>
          <circle cx="6" cy="6" r="4.2" {...line} />
          <path d="M6 1.8a4.2 4.2 0 0 0 0 8.4z" fill="currentColor" />
        </>
      );
    case 'changes-requested':
      return <path d="M4.4 2.2 1.9 4.7l2.5 2.5M2.2 4.7h5a2.6 2.6 0 0 1 0 5.2H5.4" {...line} />;
    case 'approved':
      return <path d="m2 6.4 2.7 2.8L10 3.2" {...line} strokeWidth={2} />;
    case 'scheduled':
      return (
        <>
          <circle cx="6" cy="6" r="4.2" {...line} />
          <path d="M6 3.6V6l1.7 1.2" {...line} strokeWidth={1.4} />
        </>
      );
    case 'publishing':
      return <path d="M6 10V2.4M2.8 5.4 6 2.2l3.2 3.2" {...line} />;
    case 'published':
      return <circle cx="6" cy="6" r="4.6" fill="currentColor" />;
    case 'failed':
      return (
        <>
          <path d="M6 2v4.6" {...line} strokeWidth={2} />
          <circle cx="6" cy="9.7" r="1.2" fill="currentColor" />
        </>
      );
    case 'correcting':
      return <path d="M2 10l.6-2.4L8 2.2l1.8 1.8-5.4 5.4z" {...line} strokeWidth={1.4} />;
    case 'corrected':
      return (
        <>
          <circle cx="6" cy="6" r="4.6" {...line} />
          <path d="m3.8 6.2 1.6 1.7 2.9-3.4" {...line} />
        </>
      );
    case 'withdrawing':
      return <path d="M6 2v7.6M2.8 6.6 6 9.8l3.2-3.2" {...line} />;
    case 'withdrawn':
      return <path d="M2.8 2.8l6.4 6.4M9.2 2.8 2.8 9.2" {...line} />;
    case 'archived':
      return <path d="M1.8 2.4h8.4v2H1.8zM2.6 4.4v5.4h6.8V4.4M4.8 6.6h2.4" {...line} strokeWidth={1.3} />;
    default:
      return assertNever(status, 'editorial status');
  }
}

/** Where a text stands editorially. Never says anything of where its bytes are: that is SyncBadge. */
export function StatusChip({ status, iconOnly = false, className }: { readonly status: EditorialStatus; readonly iconOnly?: boolean; readonly className?: string }): ReactNode {
  const { t } = useT();
  const word = t(`status.${status}`);
  return (
    <span className={cx(styles.chip, styles[toneOf(status)], iconOnly && styles.iconOnly, className)} {...(iconOnly ? { role: 'img', 'aria-label': word, title: word } : {})}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden>
        <StatusShape status={status} />
      </svg>
      {!iconOnly && word}
    </span>
  );
}

/** A small outlined word, for facts that are not a status: sample, demo. */
export function Tag({ children }: { readonly children: ReactNode }): ReactNode {
  return <span className={styles.tag}>{children}</span>;
}
