import type { ReactNode } from 'react';
import type { ApprovalView } from '#shared/contract/publication-views.ts';
import type { VariantRow } from '#shared/contract/views.ts';
import { useFormats } from '../components/formats.ts';
import { useT } from '../components/use-t.ts';
import { useMemberName } from './member-name.ts';
import styles from './missing-approvals.module.css';

/** As many names as can be read at a glance. */
const NAMES = 5;

/** What is missing before a text may go out, step by step, and who can give it. */
export function MissingApprovals({ approval }: { readonly approval: ApprovalView }): ReactNode {
  const { t } = useT('policy');
  const { policy } = approval;
  if (!isMissing(approval)) return null;
  return (
    <section className={styles.missing} aria-label={t('missing.label')}>
      <p>
        <strong>{t('missing.label')}</strong> {policy !== null && t('missing.under', { policy })}
      </p>
      <MissingSteps approval={approval} />
    </section>
  );
}

/** Whether somebody has to approve a text before it may go out. */
export function lacksApproval({ status: { status, approvalVoided } }: VariantRow): boolean {
  return status === 'draft' || status === 'in-review' || status === 'changes-requested' || (status === 'approved' && approvalVoided);
}

/** What such a text still needs, and from whom. */
export function LackedApproval({ row: { status }, approval }: { readonly row: VariantRow; readonly approval: ApprovalView | null }): ReactNode {
  const { t } = useT('policy');
  const first = status.waitingForServer.decision === 'approve' ? 'waiting' : status.status === 'changes-requested' ? 'changeFirst' : status.status === 'in-review' ? null : 'askFirst';
  return (
    <>
      {first !== null && <p>{t(`missing.${first}`)}</p>}
      {approval !== null && isMissing(approval) && <MissingSteps approval={approval} />}
    </>
  );
}

/** Until when the approval of a text counts; nothing where it does not expire. */
export function ApprovalEnds({ row: { status } }: { readonly row: VariantRow }): ReactNode {
  const { t } = useT('policy');
  const { dateTime } = useFormats();
  return status.status === 'approved' && status.expiresAt !== null && t('missing.until', { at: dateTime(new Date(status.expiresAt).toISOString()) });
}

function isMissing({ steps }: ApprovalView): boolean {
  return steps.some(({ missing }) => missing > 0);
}

/** Without a title, where what stands above says what it is of. */
function MissingSteps({ approval: { steps, expired } }: { readonly approval: ApprovalView }): ReactNode {
  const { t } = useT('policy');
  const next = steps.findIndex(({ missing }) => missing > 0);
  return (
    <>
      {expired && <p>{t('missing.expired')}</p>}
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          // A policy may ask the same of several steps: only their place tells them apart.
          <li key={index} aria-current={index === next ? 'step' : undefined}>
            <Step step={step} later={index > next} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Step({ step: { role, by, missing, givers }, later }: { readonly step: ApprovalView['steps'][number]; readonly later: boolean }): ReactNode {
  const { t } = useT('policy');
  const nameOf = useMemberName();
  const roleName = t(`common:role.${role}`);
  const approved = by.length > 0 && t('missing.done', { role: roleName, who: by.map(nameOf).join(', ') });
  if (missing === 0) return approved;
  const who = givers.slice(0, NAMES).map(({ member, insteadOf, away }) => {
    const name = nameOf(member);
    if (insteadOf !== null) return t('missing.instead', { name, absent: nameOf(insteadOf) });
    return away ? t('missing.away', { name }) : name;
  });
  return (
    <>
      {approved !== false && <>{approved} · </>}
      <strong>{t('missing.step', { count: missing, role: roleName })}</strong>
      {' · '}
      {who.length === 0 ? t('missing.nobody') : t('missing.who', { who: who.join(', ') })}
      {later && <> · {t('missing.later')}</>}
    </>
  );
}
