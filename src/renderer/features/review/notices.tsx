import type { ReactNode } from 'react';
import { navigate } from '../../app/navigation.ts';
import { ApprovalEnds, MissingApprovals } from '../../app/missing-approvals.tsx';
import { askToAmend } from '../../app/overlays.ts';
import { isOut } from '../../app/published.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { useFormats } from '../../components/formats.ts';
import { useT } from '../../components/use-t.ts';
import styles from './review.module.css';
import type { VariantReview } from './use-review.ts';
import { WaitingUntil } from './waiting-until.tsx';
import { useReviewWords } from './words.ts';

/** What has to be known of a variant before it is decided on. */
export function Notices({ item }: { readonly item: VariantReview }): ReactNode {
  const { t } = useT('review');
  const { shortDateTime } = useFormats();
  const words = useReviewWords();
  const view = useWorkspaceView();
  const { row, detail } = item;
  const { status } = row;
  const head = detail?.head ?? null;
  const compose = (): void => navigate({ screen: 'compose', story: row.story, variant: row.id });
  const decision = status.waitingForServer.decision;
  const until = detail?.decisions.findLast((each) => !each.confirmed)?.until ?? null;
  return (
    <>
      {status.conflict && (
        <Banner tone="warn" actions={<Button size="small" onPress={compose}>{t('openCompose')}</Button>}>
          {t('notice.conflict')}
        </Banner>
      )}
      {status.approvalVoided && (
        <Banner tone="warn">
          <strong>{t('notice.voided')}</strong> {head !== null && !item.draftDiffers && t('notice.voidedWho', { name: words.member(head.author), at: shortDateTime(head.at) })}
        </Banner>
      )}
      {item.draftDiffers && head !== null && <Banner tone="info">{t('notice.draftDiffers', { number: item.numbers.get(head.id) ?? '?' })}</Banner>}
      {row.machineMade && <Banner tone="warn">{t('adapt:madeReview')}</Banner>}
      {row.sourceChanged && <Banner tone="warn">{t('notice.sourceChanged')}</Banner>}
      {status.status === 'in-review' && detail?.approval != null && <MissingApprovals approval={detail.approval} />}
      {status.status === 'approved' && status.expiresAt !== null && (
        <p className={styles.waiting}>
          <ApprovalEnds row={row} />
        </p>
      )}
      {isOut(row) && !view.readOnly && (
        <div className={styles.amend} role="group" aria-label={t('amend:label')}>
          <Button size="small" variant="quiet" onPress={() => askToAmend('correct', row.id)}>
            {t('amend:correct')}
          </Button>
          <Button size="small" variant="quiet" onPress={() => askToAmend('withdraw', row.id)}>
            {t('amend:withdraw')}
          </Button>
        </div>
      )}
      {(decision !== null || status.waitingForServer.publishRequest || status.publishedEarlier) && (
        <p className={styles.waiting} role="status">
          {decision !== null && (
            <span>
              {t(`notice.waitingDecision.${decision}`)}
              {until !== null && <> · <WaitingUntil until={until} /></>}
            </span>
          )}
          {status.waitingForServer.publishRequest && <span>{t('notice.waitingPublish')}</span>}
          {status.publishedEarlier && <span>{t('notice.publishedEarlier')}</span>}
        </p>
      )}
    </>
  );
}
