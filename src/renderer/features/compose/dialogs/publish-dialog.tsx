import { useQueries } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { VariantRow } from '#shared/contract/views.ts';
import { covers } from '#shared/domain/hold.ts';
import type { Id } from '#shared/domain/ids.ts';
import { usePublishers } from '../../../app/member-name.ts';
import { ApprovalEnds, LackedApproval, lacksApproval } from '../../../app/missing-approvals.tsx';
import { useWorkspaceView } from '../../../app/workspace-context.ts';
import { Banner } from '../../../components/banner.tsx';
import { Button } from '../../../components/button.tsx';
import { ChannelBadge } from '../../../components/channel-badge.tsx';
import { Checkbox } from '../../../components/choices.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { StatusChip } from '../../../components/status-chip.tsx';
import { showToast } from '../../../components/toast.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { useHolds } from '../../../rpc/queries.ts';
import { queryKeys } from '../../../rpc/query-keys.ts';
import styles from '../compose.module.css';
import { useTexts } from '../texts.ts';

/** An approval stands, nothing was asked for yet. */
export function isPublishable({ status }: VariantRow): boolean {
  return status.status === 'approved' && !status.approvalVoided && !status.waitingForServer.publishRequest;
}

/** Asks for the publication of approved variants. What is not approved is shown with what it lacks, and cannot be ticked. */
export function PublishDialog({ rows, labels, onClose }: { readonly rows: readonly VariantRow[]; /** Of their story. */ readonly labels: readonly string[]; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const core = useCore();
  const { data: holds = [] } = useHolds();
  const [left, setLeft] = useState<ReadonlySet<Id>>(new Set());
  const [error, setError] = useState<ErrorCode | null>(null);
  const [busy, setBusy] = useState(false);
  const { roles } = useWorkspaceView();
  const publishers = usePublishers();
  const open = rows.filter((row) => row.status.status !== 'archived');
  const lacking = open.filter(lacksApproval);
  const details = useQueries({ queries: lacking.map(({ id }) => ({ queryKey: queryKeys.variant(id), queryFn: () => core.variants.get({ id }) })) });
  const approvals = new Map(lacking.map(({ id }, index) => [id, details[index]?.data?.approval ?? null]));
  const mayNot = roles.includes('publisher') ? undefined : publishers === '' ? t('publishDialog.nobodyPublishes') : t('publishDialog.whoPublishes', { who: publishers });
  const chosen = open.filter((row) => isPublishable(row) && !left.has(row.id));

  const request = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await core.publish.request({ variants: chosen.map(({ id }) => id) });
      showToast({ text: t('publishDialog.done', { count: chosen.length }) });
      onClose();
    } catch (refused) {
      setError(errorCodeOf(refused));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('publishDialog.title')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isPending={busy} disabledReason={mayNot ?? (chosen.length === 0 ? t('publishDialog.none') : undefined)} onPress={() => void request()}>
            {t('publishDialog.confirm', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <p>{t('publishDialog.intro')}</p>
      {mayNot !== undefined && <Banner tone="info">{mayNot}</Banner>}
      {chosen.some((row) => holds.some(({ scope, lifted }) => lifted === null && covers(scope, { story: row.story, channel: row.account.channel, labels }))) && <Banner tone="warn">{t('publishDialog.onHold')}</Banner>}
      {error !== null && <ErrorNotice code={error} />}
      <ul className={styles.pickList}>
        {open.map((row) => (
          <li key={row.id} className={styles.pickRow}>
            <Checkbox isSelected={chosen.includes(row)} isDisabled={!isPublishable(row)} onChange={(on) => setLeft(new Set(on ? [...left].filter((id) => id !== row.id) : [...left, row.id]))}>
              <span className={styles.pickName}>
                <ChannelBadge channel={row.account.channel} /> {t(`common:channel.${row.account.channel}`)} ({t(`common:language.${row.language}`)})
              </span>
            </Checkbox>
            <StatusChip status={row.status.status} />
            <span className={styles.spring} />
            <Standing row={row} />
            {isPublishable(row) && row.status.expiresAt !== null && (
              <div className={styles.pickMore}>
                <ApprovalEnds row={row} />
              </div>
            )}
            {approvals.has(row.id) && (
              <div className={styles.pickMore}>
                <LackedApproval row={row} approval={approvals.get(row.id) ?? null} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Standing({ row }: { readonly row: VariantRow }): ReactNode {
  const t = useTexts();
  const words = isPublishable(row) ? t('publishDialog.account', { handle: row.account.handle }) : row.status.waitingForServer.publishRequest ? t('publishDialog.requested') : lacksApproval(row) ? t('publishDialog.notApproved') : '';
  return <span className={styles.muted}>{words}</span>;
}
