import type { ReactNode } from 'react';
import type { Id } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/workspace.ts';
import { navigate } from '../../app/navigation.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { useFormats } from '../../components/formats.ts';
import { useT } from '../../components/use-t.ts';
import styles from './review.module.css';
import type { VariantReview } from './use-review.ts';
import { useReviewWords } from './words.ts';

/** What has to be known of a variant before it is decided on. */
export function Notices({ item }: { readonly item: VariantReview }): ReactNode {
  const { t } = useT('review');
  const { shortDateTime } = useFormats();
  const words = useReviewWords();
  const { row, detail } = item;
  const { status } = row;
  const head = detail?.head ?? null;
  const compose = (): void => navigate({ screen: 'compose', story: row.story, variant: row.id });
  const decision = status.waitingForServer.decision;
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
      {row.sourceChanged && <Banner tone="warn">{t('notice.sourceChanged')}</Banner>}
      {status.status === 'in-review' && <Missing steps={status.missingSteps} authors={head === null ? [] : [head.author]} />}
      {(decision !== null || status.waitingForServer.publishRequest || status.publishedEarlier) && (
        <p className={styles.waiting} role="status">
          {decision !== null && <span>{t(`notice.waitingDecision.${decision}`)}</span>}
          {status.waitingForServer.publishRequest && <span>{t('notice.waitingPublish')}</span>}
          {status.publishedEarlier && <span>{t('notice.publishedEarlier')}</span>}
        </p>
      )}
    </>
  );
}

/** What is missing before it may go out, and who can give it. */
function Missing({ steps, authors }: { readonly steps: readonly { readonly role: Role; readonly count: number }[]; readonly authors: readonly Id[] }): ReactNode {
  const { t } = useT('review');
  const { workspace } = useWorkspaceView();
  const words = useReviewWords();
  if (steps.length === 0) return null;
  const who = ({ role }: { readonly role: Role }): string => workspace.members.filter(({ id, roles }) => roles.includes(role) && !authors.includes(id)).slice(0, 5).map(({ id }) => words.member(id)).join(', ');
  return (
    <p className={styles.waiting}>
      <span>
        {t('notice.missing')}{' '}
        {steps.map((step) => t(who(step) === '' ? 'notice.missingStepNobody' : 'notice.missingStep', { count: step.count, role: t(`common:role.${step.role}`), who: who(step) })).join(' → ')}
      </span>
    </p>
  );
}
