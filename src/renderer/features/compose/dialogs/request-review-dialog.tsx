import { type ReactNode, useState } from 'react';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { VariantRow } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { ChannelBadge } from '../../../components/channel-badge.tsx';
import { Checkbox } from '../../../components/choices.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { StatusChip } from '../../../components/status-chip.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { showToast } from '../../../components/toast.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import styles from '../compose.module.css';
import { flushDrafts } from '../draft/drafts.ts';
import { useTexts } from '../texts.ts';

export interface RequestReviewDialogProps {
  readonly rows: readonly VariantRow[];
  readonly onClose: () => void;
  /** A person wants to mend what keeps a variant back. */
  readonly onGoTo: (variant: Id) => void;
}

/** Whether sending it is what a person most likely wants: somebody has written it, and it is new, was returned, or was changed after its approval. */
function isDue({ status, problems, machineMade }: VariantRow): boolean {
  return problems.errors === 0 && !machineMade && (status.status === 'draft' || status.status === 'changes-requested' || status.approvalVoided);
}

/** Sends variants to review, exactly as they stand. Those with errors cannot be ticked, and lead to what is wrong. */
export function RequestReviewDialog({ rows, onClose, onGoTo }: RequestReviewDialogProps): ReactNode {
  const t = useTexts();
  const core = useCore();
  const [choice, setChoice] = useState<ReadonlyMap<Id, boolean>>(new Map());
  const [note, setNote] = useState('');
  const [error, setError] = useState<ErrorCode | 'unsaved' | null>(null);
  const [busy, setBusy] = useState(false);
  const open = rows.filter((row) => row.status.status !== 'archived');
  const chosen = open.filter((row) => row.problems.errors === 0 && (choice.get(row.id) ?? isDue(row)));

  const send = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      if (!(await flushDrafts())) {
        setError('unsaved');
        return;
      }
      await core.review.submit({ variants: chosen.map(({ id }) => id), note });
      showToast({ text: t('review.done', { count: chosen.length }) });
      onClose();
    } catch (refused) {
      setError(errorCodeOf(refused));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('review.title')}
      isOpen
      onClose={onClose}
      isDismissable={note === ''}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isPending={busy} disabledReason={chosen.length === 0 ? t('review.none') : undefined} onPress={() => void send()}>
            {t('review.confirm', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <p>{t('review.intro')}</p>
      {error === 'unsaved' && <p role="alert" className={styles.dangerText}>{t('review.saveFirst')}</p>}
      {error !== null && error !== 'unsaved' && <ErrorNotice code={error} />}
      <ul className={styles.pickList} aria-label={t('review.variants')}>
        {open.map((row) => (
          <li key={row.id} className={styles.pickRow}>
            <Checkbox
              isSelected={chosen.includes(row)}
              isDisabled={row.problems.errors > 0}
              onChange={(on) => setChoice(new Map([...choice, [row.id, on]]))}
            >
              <span className={styles.pickName}>
                <ChannelBadge channel={row.account.channel} /> {t(`common:channel.${row.account.channel}`)} ({t(`common:language.${row.language}`)})
              </span>
            </Checkbox>
            <StatusChip status={row.status.status} />
            {row.machineMade && <span className={styles.warnText}>{t('adapt:madeSend')}</span>}
            <span className={styles.spring} />
            {row.problems.errors > 0 ? (
              <>
                <span className={styles.dangerText}>{t('review.blocked', { count: row.problems.errors })}</span>
                <Button size="small" aria-label={`${t('review.goFix')}, ${t(`common:channel.${row.account.channel}`)} (${t(`common:language.${row.language}`)})`} onPress={() => onGoTo(row.id)}>{t('review.goFix')}</Button>
              </>
            ) : (
              row.problems.warnings > 0 && <span className={styles.warnText}>{t('variants.warnings', { count: row.problems.warnings })}</span>
            )}
          </li>
        ))}
      </ul>
      <TextField label={t('review.note')} rows={3} value={note} onChange={setNote} maxLength={5_000} placeholder={t('review.notePlaceholder')} />
    </Dialog>
  );
}
