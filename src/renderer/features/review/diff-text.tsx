import type { ReactNode } from 'react';
import { cx } from '../../components/class-names.ts';
import { useT } from '../../components/use-t.ts';
import type { DiffSegment } from './model/compare.ts';
import styles from './text.module.css';

export interface DiffTextProps {
  readonly segments: readonly DiffSegment[];
  /** Which words are shown: those before, those after, or both. */
  readonly side: 'before' | 'after' | 'both';
  /** The change at hand, which is outlined. */
  readonly active: number | null;
}

/**
 * The words of a diff. What was removed is struck through, what was added underlined; both are also
 * named for those who hear the page. Words of the text after carry their place in it.
 */
export function DiffText({ segments, side, active }: DiffTextProps): ReactNode {
  return segments
    .filter((segment) => side === 'both' || segment.kind === 'same' || segment.kind === (side === 'before' ? 'removed' : 'added'))
    .map((segment, index) => <SegmentText key={index} segment={segment} placed={side !== 'before'} isActive={segment.change !== null && segment.change === active} />);
}

function SegmentText({ segment, placed, isActive }: { readonly segment: DiffSegment; readonly placed: boolean; readonly isActive: boolean }): ReactNode {
  const { t } = useT('review');
  const words = placed && segment.afterStart !== null ? <span data-at={segment.afterStart}>{segment.text}</span> : segment.text;
  if (segment.kind === 'same') return words;
  const Element = segment.kind === 'added' ? 'ins' : 'del';
  return (
    <Element className={cx(segment.kind === 'added' ? styles.ins : styles.del, isActive && styles.active)} data-change={segment.change ?? undefined}>
      <span className={cx('visually-hidden', styles.spoken)}>{t(segment.kind === 'added' ? 'compare.addedStart' : 'compare.removedStart')} </span>
      {words}
      <span className={cx('visually-hidden', styles.spoken)}>, {t('compare.end')} </span>
    </Element>
  );
}
