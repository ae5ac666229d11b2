import { type ReactNode } from 'react';
import type { VariantDetail } from '#shared/contract/views.ts';
import { MissingApprovals } from '../../../app/missing-approvals.tsx';
import { memberOf, useWorkspaceView } from '../../../app/workspace-context.ts';
import { Banner } from '../../../components/banner.tsx';
import { Button } from '../../../components/button.tsx';
import { useFormats } from '../../../components/formats.ts';
import { DriftNotice } from '../adapt/drift-notice.tsx';
import { useTexts } from '../texts.ts';

export interface NoticesProps {
  readonly detail: VariantDetail;
  /** The text on the screen is not the one that was approved. */
  readonly voided: boolean;
  /** This session's edit has just taken the variant off the common text. */
  readonly unlinked: boolean;
  readonly isReadOnly: boolean;
  readonly onRelink: () => void;
  readonly onShowDrift: () => void;
  readonly onKeptUp: () => void;
  readonly onDismissUnlinked: () => void;
  readonly onCompareApproved: () => void;
  readonly onResolve: () => void;
}

/** What a writer has to know of the variant before going on. The gravest first. */
export function Notices({ detail, voided, unlinked, isReadOnly, onRelink, onShowDrift, onKeptUp, onDismissUnlinked, onCompareApproved, onResolve }: NoticesProps): ReactNode {
  const t = useTexts();
  const view = useWorkspaceView();
  const { pick } = useFormats();
  const { status } = detail.row;
  const returned = status.status === 'changes-requested' ? detail.decisions.findLast((decision) => decision.verdict === 'request-changes') : undefined;
  const reviewer = returned === undefined ? undefined : memberOf(view, returned.reviewer);
  return (
    <>
      {status.conflict && (
        <Banner tone="bad" actions={<Button size="small" onPress={onResolve}>{t('notice.compare')}</Button>}>
          {t('notice.conflict')}
        </Banner>
      )}
      {voided && (
        <Banner tone="warn" actions={detail.lastApproved === null ? undefined : <Button size="small" onPress={onCompareApproved}>{t('notice.compareApproved')}</Button>}>
          <strong>{t('notice.voided')}</strong> {t('notice.voidedHint')}
        </Banner>
      )}
      {returned !== undefined && (
        <Banner tone="warn">
          <strong>{t('notice.changesRequestedTitle')}</strong> {t('notice.changesRequested', { name: reviewer === undefined ? '' : pick(reviewer.name), reason: returned.reason })}
        </Banner>
      )}
      {detail.row.machineMade && <Banner tone="info">{t('adapt:madeNotice')}</Banner>}
      {detail.drift !== null && <DriftNotice drift={detail.drift} isReadOnly={isReadOnly} onShow={onShowDrift} onKeptUp={onKeptUp} />}
      {unlinked && !detail.row.machineMade && (
        <Banner tone="info" actions={<Button size="small" onPress={onRelink}>{t('notice.relink')}</Button>} onDismiss={onDismissUnlinked}>
          {t('notice.unlinked')}
        </Banner>
      )}
      {status.status === 'in-review' && <Banner tone="info">{t('notice.inReview')}</Banner>}
      {status.status === 'in-review' && detail.approval !== null && <MissingApprovals approval={detail.approval} />}
    </>
  );
}
