import type { ReactNode } from 'react';
import type { ApprovalView } from '#shared/contract/publication-views.ts';
import { useT } from '../../components/use-t.ts';
import styles from './review.module.css';
import { useReviewWords } from './words.ts';

/** As many names as can be read at a glance. */
const NAMES = 5;

/** What is missing before a text may go out, step by step, and who can give it. */
export function MissingApprovals({ approval }: { readonly approval: ApprovalView }): ReactNode {
  const { t } = useT('policy');
  const { steps, policy, expired } = approval;
  const next = steps.findIndex(({ missing }) => missing > 0);
  if (next === -1) return null;
  return (
    <section className={styles.missing} aria-label={t('missing.label')}>
      <p>
        <strong>{t('missing.label')}</strong> {policy !== null && t('missing.under', { policy })}
      </p>
      {expired && <p>{t('missing.expired')}</p>}
      <ol>
        {steps.map((step, index) => (
          // A policy may ask the same of several steps: only their place tells them apart.
          <li key={index} aria-current={index === next ? 'step' : undefined}>
            <Step step={step} later={index > next} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Step({ step: { role, by, missing, givers }, later }: { readonly step: ApprovalView['steps'][number]; readonly later: boolean }): ReactNode {
  const { t } = useT('policy');
  const words = useReviewWords();
  const roleName = t(`common:role.${role}`);
  const approved = by.length > 0 && t('missing.done', { role: roleName, who: by.map(words.member).join(', ') });
  if (missing === 0) return approved;
  const who = givers.slice(0, NAMES).map(({ member, insteadOf, away }) => {
    const name = words.member(member);
    if (insteadOf !== null) return t('missing.instead', { name, absent: words.member(insteadOf) });
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
