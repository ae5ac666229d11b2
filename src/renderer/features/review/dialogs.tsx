import { BadgeCheck, CircleDashed, CornerUpLeft, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { channelProfile } from '#shared/channels/registry.ts';
import { ApprovalEnds, LackedApproval } from '../../app/missing-approvals.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { TextField } from '../../components/text-field.tsx';
import { useT } from '../../components/use-t.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { PendingVerdict } from './model/pending-review.ts';
import styles from './review.module.css';
import type { VariantReview } from './use-review.ts';
import { useReviewWords } from './words.ts';

/** Asks for the reason: a request for changes without one helps nobody. */
export function ReturnDialog({ item, initial, onClose, onConfirm }: { readonly item: VariantReview; readonly initial: string; readonly onClose: () => void; readonly onConfirm: (reason: string) => void }): ReactNode {
  const { t } = useT('review');
  const words = useReviewWords();
  const [reason, setReason] = useState(initial);
  const [asked, setAsked] = useState(false);
  const empty = reason.trim() === '';
  const head = item.detail?.head ?? null;
  const confirm = (): void => {
    if (empty) setAsked(true);
    else onConfirm(reason.trim());
  };
  return (
    <Dialog
      title={`${t('returnDialog.title')}: ${words.variant(item.row)}`}
      isOpen
      onClose={onClose}
      isDismissable={empty}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" onPress={confirm}>
            {t('returnDialog.confirm')}
          </Button>
        </>
      }
    >
      <div
        className={styles.form}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
          event.preventDefault();
          confirm();
        }}
      >
        <p>{t('returnDialog.intro')}</p>
        {head !== null && <p className={styles.binding}>{words.revision(head, item.numbers)}</p>}
        <TextField autoFocus isRequired label={t('returnDialog.reason')} rows={4} maxLength={5_000} value={reason} onChange={setReason} {...(asked && empty ? { error: t('returnDialog.needed') } : {})} />
      </div>
    </Dialog>
  );
}

export interface SubmitDialogProps {
  readonly verdicts: readonly { readonly verdict: PendingVerdict; readonly label: string; readonly binding: string }[];
  readonly comments: number;
  readonly isPending: boolean;
  readonly error: ErrorCode | null;
  readonly onWithdraw: (verdict: PendingVerdict) => void;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Shows what is about to be recorded, each verdict with exactly the revision that it binds. */
export function SubmitDialog({ verdicts, comments, isPending, error, onWithdraw, onClose, onConfirm }: SubmitDialogProps): ReactNode {
  const { t } = useT('review');
  const count = verdicts.length + comments;
  return (
    <Dialog
      title={t('submitDialog.title')}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button autoFocus variant="primary" isPending={isPending} isDisabled={count === 0} onPress={onConfirm}>
            {t('submitDialog.confirm', { count })}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('submitDialog.intro')}</p>
        {error !== null && (
          <ErrorNotice code={error}>
            <p>{t('submitDialog.failed')}</p>
          </ErrorNotice>
        )}
        <ul className={styles.lines}>
          {verdicts.map(({ verdict, label, binding }) => (
            <li key={verdict.variant} className={styles.line} data-verdict={verdict.verdict}>
              {verdict.verdict === 'approve' ? <BadgeCheck size={18} strokeWidth={1.5} aria-hidden /> : <CornerUpLeft size={18} strokeWidth={1.5} aria-hidden />}
              <div className={styles.lineText}>
                <p>
                  <strong>{t(`submitDialog.${verdict.verdict}`)}</strong> {label}
                </p>
                <p className={styles.binding}>{binding}</p>
                {verdict.reason !== '' && <p className={styles.reason}>{verdict.reason}</p>}
              </div>
              <IconButton icon={X} size="small" label={t('submitDialog.remove', { variant: label })} onPress={() => onWithdraw(verdict)} />
            </li>
          ))}
        </ul>
        {comments > 0 && <p>{t('submitDialog.comments', { count: comments })}</p>}
      </div>
    </Dialog>
  );
}

export interface PublishDialogProps {
  readonly items: readonly VariantReview[];
  /** Those of the story that may not go out yet. */
  readonly lacking: readonly VariantReview[];
  readonly isPending: boolean;
  readonly error: ErrorCode | null;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Sending out is a verb of its own: names the approved revisions and the accounts that they go to. */
export function PublishDialog({ items, lacking, isPending, error, onClose, onConfirm }: PublishDialogProps): ReactNode {
  const { t } = useT('review');
  const { pick } = useFormats();
  const words = useReviewWords();
  return (
    <Dialog
      title={t('publishDialog.title')}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button autoFocus variant="primary" isPending={isPending} isDisabled={items.length === 0} onPress={onConfirm}>
            {t('publishDialog.confirm', { count: items.length })}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('publishDialog.intro')}</p>
        {error !== null && (
          <ErrorNotice code={error}>
            <p>{t('publishDialog.failed')}</p>
          </ErrorNotice>
        )}
        <ul className={styles.lines}>
          {items.map((item) => {
            const head = item.detail?.head ?? null;
            return (
              <li key={item.row.id} className={styles.line}>
                <BadgeCheck size={18} strokeWidth={1.5} aria-hidden />
                <div className={styles.lineText}>
                  <p>
                    <strong>{words.variant(item.row)}</strong> {t('publishDialog.account', { account: pick(item.row.account.name), handle: item.row.account.handle })}
                  </p>
                  {head !== null && <p className={styles.binding}>{words.revision(head, item.numbers)}</p>}
                  {item.row.status.expiresAt !== null && (
                    <p className={styles.binding}>
                      <ApprovalEnds row={item.row} />
                    </p>
                  )}
                  {channelProfile(item.row.account.channel).connector === 'by-hand' && <p className={styles.byline}>{t('publishDialog.byHand')}</p>}
                </div>
              </li>
            );
          })}
        </ul>
        {lacking.length > 0 && (
          <section aria-label={t('publishDialog.notYet')}>
            <p>{t('publishDialog.notYet')}</p>
            <ul className={styles.lines}>
              {lacking.map(({ row, detail }) => (
                <li key={row.id} className={styles.line} data-verdict="none">
                  <CircleDashed size={18} strokeWidth={1.5} aria-hidden />
                  <div className={styles.lineText}>
                    <p>
                      <strong>{words.variant(row)}</strong>
                    </p>
                    <div className={styles.binding}>
                      <LackedApproval row={row} approval={detail?.approval ?? null} />
                    </div>
                  </div>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}
