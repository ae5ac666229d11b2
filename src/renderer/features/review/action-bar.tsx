import { BadgeCheck, CornerUpLeft, Eye, EyeOff, MessageSquarePlus, Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { useT } from '../../components/use-t.ts';
import styles from './review.module.css';
import type { Review } from './use-review.ts';
import type { Verdicts } from './use-verdicts.ts';
import { useReviewWords } from './words.ts';

export interface ActionBarProps {
  readonly review: Review;
  readonly verdicts: Verdicts;
  readonly unsent: number;
  readonly onComment: () => void;
  readonly onReturn: () => void;
  readonly onSubmit: () => void;
  readonly onPublish: (all: boolean) => void;
}

/** What can be done with the variant in hand, what exactly it binds, and what has been prepared. */
export function ActionBar({ review, verdicts, unsent, onComment, onReturn, onSubmit, onPublish }: ActionBarProps): ReactNode {
  const { t } = useT('review');
  const words = useReviewWords();
  const { current, variants } = review;
  if (current === null) return null;
  const name = words.variant(current.row);
  const noRevision = current.detail?.head == null ? t('why.noRevision') : undefined;
  return (
    <section className={styles.bar} aria-label={t('bar.label')} data-pane="review-actions">
      <div className={styles.facts}>
        <Binding review={review} verdicts={verdicts} />
        <span className={styles.progress}>
          {t('bar.seenCount', { seen: verdicts.seenCount, all: variants.length })}
          {unsent > 0 && <strong>{t('bar.pendingCount', { count: unsent })}</strong>}
        </span>
      </div>
      <div className={styles.buttons}>
        <Button size="small" icon={verdicts.seen ? EyeOff : Eye} command="review.seen" disabledReason={noRevision} onPress={() => verdicts.toggleSeen(current)}>
          {t(verdicts.seen ? 'bar.unsee' : 'bar.seen')}
        </Button>
        <Button size="small" icon={MessageSquarePlus} command="review.comment" disabledReason={noRevision} onPress={onComment}>
          {t('bar.comment')}
        </Button>
        <Button size="small" icon={CornerUpLeft} command="review.return" disabledReason={verdicts.whyNotReturn} onPress={onReturn}>
          {t('bar.return')}
        </Button>
        <Button size="small" icon={BadgeCheck} command="review.approve" disabledReason={verdicts.whyNotApprove} onPress={verdicts.approve}>
          {t('bar.approve', { variant: name })}
        </Button>
        <Button size="small" disabledReason={verdicts.whyNotApproveSeen} onPress={verdicts.approveSeen}>
          {t('bar.approveSeen', { count: verdicts.seenApprovals.length })}
        </Button>
        <Button size="small" variant="primary" command="review.submit" disabledReason={unsent === 0 ? t('why.nothingPending') : undefined} onPress={onSubmit}>
          {t('bar.submit', { count: unsent })}
        </Button>
        <span className={styles.divider} aria-hidden />
        <Button size="small" icon={Send} disabledReason={verdicts.whyNotPublish} onPress={() => onPublish(false)}>
          {t('bar.publish')}
        </Button>
        <Button size="small" disabledReason={verdicts.whyNotPublishAll} onPress={() => onPublish(true)}>
          {t('bar.publishAll', { count: verdicts.ready.length })}
        </Button>
      </div>
    </section>
  );
}

/** Which revision a verdict binds, or what has been prepared on it. */
function Binding({ review, verdicts }: { readonly review: Review; readonly verdicts: Verdicts }): ReactNode {
  const { t } = useT('review');
  const words = useReviewWords();
  const { current } = review;
  const head = current?.detail?.head ?? null;
  if (current === null || head === null) return null;
  const verdict = verdicts.ofCurrent;
  const number = current.numbers.get(head.id) ?? '?';
  return (
    <p className={styles.bound}>
      <strong>{words.variant(current.row)}</strong>
      <span className={styles.binding}>{words.revision(head, current.numbers)}</span>
      {verdict !== null && (
        <>
          <em className={styles.prepared}>{verdict.verdict === 'approve' ? t('bar.pendingApprove', { number }) : t('bar.pendingReturn', { reason: verdict.reason })}</em>
          <Button size="small" variant="link" onPress={() => verdicts.withdraw(current.row.id)}>
            {t('bar.withdraw')}
          </Button>
        </>
      )}
    </p>
  );
}
