import type { Id } from '#shared/domain/ids.ts';
import type { ApprovalStep, Policy, PolicyMatch } from '#shared/domain/workspace.ts';
import { useMemberName } from '../../../app/member-name.ts';
import { useT } from '../../../components/use-t.ts';

export interface RuleWords {
  readonly member: (id: Id) => string;
  /** What a rule is for. */
  readonly match: (match: PolicyMatch) => string;
  /** What a rule asks for, a phrase after another. */
  readonly rule: (rule: Policy) => string[];
}

/** Rules as sentences that an admin can read aloud. */
export function useRuleWords(): RuleWords {
  const { t } = useT('policy');
  const member = useMemberName();
  const step = ({ role, count, people }: ApprovalStep): string => {
    const words = count === 'all' ? t('say.stepAll', { role: t(`common:role.${role}`) }) : t('say.step', { role: t(`common:role.${role}`), count });
    return people === undefined ? words : t('say.people', { step: words, people: people.map(member).join(', ') });
  };
  const steps = (list: readonly ApprovalStep[]): string => list.map(step).join(' → ');
  return {
    member,
    match: ({ channels, kinds, labels }) => {
      const parts = [
        ...(labels.length === 0 ? [] : [t('say.label', { labels: labels.join(', ') })]),
        ...(kinds.length === 0 ? [] : [kinds.map((kind) => t(`common:kind.${kind}`)).join(', ')]),
        ...(channels.length === 0 ? [] : [channels.map((channel) => t(`common:channel.${channel}`)).join(', ')]),
      ];
      return t('say.for', { what: parts.length === 0 ? t('say.everything') : parts.join(' · ') });
    },
    rule: ({ steps: all, translationSteps, selfApproval, ownGroup, expiresAfterHours, offline, version }) => [
      t('say.steps', { steps: steps(all) }),
      ...(translationSteps === null ? [] : [t('say.translations', { steps: steps(translationSteps) })]),
      ...(selfApproval ? [t('say.self')] : []),
      ...(ownGroup === true ? [t('say.ownGroup')] : []),
      ...(expiresAfterHours == null ? [] : [t('say.expires', { count: expiresAfterHours })]),
      ...(offline == null ? [] : [offline.roles.length === 0 ? t('say.offlineNobody') : t('say.offline', { roles: offline.roles.map((role) => t(`common:role.${role}`)).join(', ') })]),
      ...(offline?.hours == null ? [] : [t('say.offlineHours', { count: offline.hours })]),
      t('say.version', { version }),
    ],
  };
}
