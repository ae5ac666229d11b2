import { BadgeCheck, CornerUpLeft, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DecisionView } from '#shared/contract/views.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Tag } from '../../components/status-chip.tsx';
import { useT } from '../../components/use-t.ts';
import { shortHash } from '../../components/revision-label.ts';
import styles from './review.module.css';
import type { VariantReview } from './use-review.ts';
import { WaitingUntil } from './waiting-until.tsx';
import { useReviewWords } from './words.ts';

const ICONS = { approve: BadgeCheck, 'request-changes': CornerUpLeft, revoke: Undo2 } as const;

/** Who decided what of which revision, the latest first. */
export function DecisionsPane({ item }: { readonly item: VariantReview }): ReactNode {
  const { t } = useT('review');
  const decisions = (item.detail?.decisions ?? []).toSorted((a, b) => b.at.localeCompare(a.at));
  if (decisions.length === 0) return <p className={styles.none}>{t('decision.none')}</p>;
  return (
    <ul className={styles.decisions}>
      {decisions.map((decision) => (
        <Decision key={`${decision.revision}-${decision.reviewer}-${decision.at}`} decision={decision} item={item} />
      ))}
    </ul>
  );
}

function Decision({ decision, item }: { readonly decision: DecisionView; readonly item: VariantReview }): ReactNode {
  const { t } = useT('review');
  const words = useReviewWords();
  const Icon = ICONS[decision.verdict];
  const revision = item.history.find((each) => each.id === decision.revision);
  const head = item.detail?.head;
  const stale = revision !== undefined && head !== null && head !== undefined && revision.contentHash !== head.contentHash;
  return (
    <li className={styles.decision} data-verdict={decision.verdict}>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      <div>
        <p>
          <strong>{t('decision.of', { verdict: t(`decision.${decision.verdict}`), number: item.numbers.get(decision.revision) ?? '?' })}</strong>
          {revision !== undefined && <span className={styles.hash}> {shortHash(revision.contentHash)}</span>}
        </p>
        <p className={styles.byline}>
          {words.member(decision.reviewer)} <RelativeTime at={decision.at} />
        </p>
        <p className={styles.byline}>{decision.policy === null ? t('policy:default') : t('policy:missing.under', { policy: decision.policy })}</p>
        {decision.reason !== '' && <p className={styles.reason}>{decision.reason}</p>}
        <p className={styles.byline}>
          {!decision.confirmed && <Tag>{t('decision.waiting')}</Tag>} {decision.until !== null && <WaitingUntil until={decision.until} />} {stale && t('decision.stale')}
        </p>
      </div>
    </li>
  );
}
