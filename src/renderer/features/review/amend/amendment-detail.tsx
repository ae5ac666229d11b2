import { CircleCheck, CornerUpLeft, ExternalLink } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AmendmentView } from '#shared/contract/publication-views.ts';
import { step } from '#shared/sync/publication-machine.ts';
import { useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useFormats } from '../../../components/formats.ts';
import { TextField } from '../../../components/text-field.tsx';
import { useT } from '../../../components/use-t.ts';
import { Facts } from '../../../components/facts.tsx';
import { useShell } from '../../../rpc/bridge.ts';
import { MissingApprovals } from '../../../app/missing-approvals.tsx';
import { errorText, useReviewWords } from '../words.ts';
import styles from './amend.module.css';
import { ByHand } from './by-hand.tsx';
import { TwoTexts } from './two-texts.tsx';
import { type AmendmentActs, useAmendmentActs } from './use-amend.ts';

export interface AmendmentDetailProps {
  readonly amendment: AmendmentView;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** One correction or withdrawal: what is to stand, what the public is told, who must approve it, and what can be done now. */
export function AmendmentDetail({ amendment, onBack, onClose }: AmendmentDetailProps): ReactNode {
  const { t } = useT('amend');
  const { shortDateTime } = useFormats();
  const words = useReviewWords();
  const shell = useShell();
  const acts = useAmendmentActs(amendment);
  const [refusing, setRefusing] = useState(false);
  const { way, state, confirmed, account, language, storyTitle, note, approval } = amendment;
  const channel = t(`common:channel.${account.channel}`);
  const isOver = state === 'confirmed';
  return (
    <Dialog
      title={`${t(`way.${way}`)}: ${confirmed ? t(`state.${state}`) : t('waiting')}`}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <>
          <Button variant="quiet" onPress={onBack}>
            {t('back')}
          </Button>
          {amendment.url !== '' && way !== 'remove' && (
            <Button icon={ExternalLink} onPress={() => void shell.invoke('shell:open-external', amendment.url)}>
              {t('detail.seePost')}
            </Button>
          )}
          <Acts amendment={amendment} acts={acts} onRefuse={() => setRefusing(true)} />
        </>
      }
    >
      <div className={styles.form}>
        <p>
          {t('about', { channel, language: t(`common:language.${language}`), title: storyTitle })}
          <br />
          {t('detail.asked', { name: words.member(amendment.author), at: shortDateTime(amendment.at) })}
        </p>
        {amendment.code !== '' && <p>{reasonOf(amendment.code)}</p>}
        {refusing && <Refusal isPending={acts.isPending} onCancel={() => setRefusing(false)} onRefuse={(reason) => acts.decide('refuse', reason)} />}
        {state === 'requested' && <MissingApprovals approval={approval} />}
        {state === 'by-hand' && <ByHand amendment={amendment} acts={acts} />}
        <TwoTexts
          before={amendment.before}
          after={amendment.after}
          beforeLabel={amendment.after === null ? t('detail.removed') : t(isOver ? 'detail.wasBefore' : 'detail.before')}
          afterLabel={t(isOver ? 'detail.isAfter' : 'detail.after')}
        />
        <Facts>
          <dt>{t('detail.note')}</dt>
          <dd>
            {(['ko', 'en'] as const).map((each) => (
              <span key={each} lang={each} style={{ display: 'block' }}>
                {note[each]}
              </span>
            ))}
          </dd>
          <dt>{t('detail.reason')}</dt>
          <dd>{amendment.reason}</dd>
          {amendment.decisions.length > 0 && (
            <>
              <dt>{t('detail.decisions')}</dt>
              <dd>
                {amendment.decisions.map(({ verdict, reviewer, reason, confirmed: known }, index) => (
                  <span key={index} style={{ display: 'block' }}>
                    {verdict === 'approve' ? t('detail.approvedBy', { name: words.member(reviewer) }) : t('detail.refusedBy', { name: words.member(reviewer), reason })}
                    {!known && ` (${t('waiting')})`}
                  </span>
                ))}
              </dd>
            </>
          )}
        </Facts>
      </div>
    </Dialog>
  );

  function reasonOf(code: string): string {
    return REASONS.has(code) ? t(`sync:reasons.${code as 'approved'}`) : t('sync:reasons.unknown', { code });
  }
}

/** Codes that have words of their own. */
const REASONS: ReadonlySet<string> = new Set([
  'approved', 'refused', 'held', 'edit-by-hand', 'remove-by-hand', 'needs-link', 'changed-elsewhere', 'post-gone', 'not-published', 'timeout', 'channel-failed', 'channel-refused', 'channel-rules', 'over-length', 'unknown-outcome', 'not-found',
  'worker-lost', 'worker-late', 'not-approved', 'approval-expired', 'revoked', 'by-hand-only', 'wrong-account',
]);

/** The buttons of the moment. What somebody may not do says who may. */
function Acts({ amendment, acts, onRefuse }: { readonly amendment: AmendmentView; readonly acts: AmendmentActs; readonly onRefuse: () => void }): ReactNode {
  const { t } = useT('amend');
  const review = useT('review');
  const { roles, seat, readOnly } = useWorkspaceView();
  const { state, cannot, approval, author } = amendment;
  const publisher = roles.includes('publisher') ? undefined : t('detail.publisherOnly');
  const mine = author === seat ? undefined : publisher;
  if (readOnly) return null;
  return (
    <>
      {step(state, 'cancel') !== null && state !== 'needs-person' && (
        <Button isDisabled={acts.isPending} disabledReason={mine} onPress={() => acts.act('cancel', '', t('detail.calledOff'))}>
          {t('detail.callOff')}
        </Button>
      )}
      {state === 'needs-person' && (
        <>
          <Button isDisabled={acts.isPending} disabledReason={publisher} onPress={() => acts.act('not-posted', '', t('detail.recorded'))}>
            {t('detail.notDone')}
          </Button>
          <Button variant="primary" isDisabled={acts.isPending} disabledReason={publisher} onPress={() => acts.act('found-posted', '', t('detail.recorded'))}>
            {t('detail.isDone')}
          </Button>
        </>
      )}
      {step(state, 'retry') !== null && (
        <Button isDisabled={acts.isPending} disabledReason={publisher} onPress={() => acts.act('retry', '', t('detail.released'))}>
          {t('detail.retry')}
        </Button>
      )}
      {state === 'requested' && approval.hasSay && (
        <Button icon={CornerUpLeft} isDisabled={acts.isPending} onPress={onRefuse}>
          {t('detail.refuse')}
        </Button>
      )}
      {state === 'requested' && (
        <Button icon={CircleCheck} variant="primary" isPending={acts.isPending} disabledReason={cannot === null ? undefined : errorText(review.t, cannot)} onPress={() => acts.decide('approve', '')}>
          {t('detail.approve')}
        </Button>
      )}
      {state === 'held' && (
        <Button variant="primary" isPending={acts.isPending} disabledReason={publisher} onPress={() => acts.act('release', '', t('detail.released'))}>
          {t('detail.carryOut')}
        </Button>
      )}
    </>
  );
}

/** A refusal says why. */
function Refusal({ isPending, onCancel, onRefuse }: { readonly isPending: boolean; readonly onCancel: () => void; readonly onRefuse: (reason: string) => void }): ReactNode {
  const { t } = useT('amend');
  const [reason, setReason] = useState('');
  return (
    <div className={styles.steps}>
      <TextField autoFocus isRequired label={t('detail.refuseReason')} rows={2} value={reason} onChange={setReason} maxLength={5_000} />
      <div className={styles.actions}>
        <Button size="small" onPress={onCancel}>
          {t('common:action.cancel')}
        </Button>
        <Button size="small" variant="danger" isPending={isPending} isDisabled={reason.trim() === ''} onPress={() => onRefuse(reason.trim())}>
          {t('detail.refuseConfirm')}
        </Button>
      </div>
    </div>
  );
}
