import type { ReactNode } from 'react';
import { type ApprovalStep, Role } from '#shared/domain/workspace.ts';
import { useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { useFormats } from '../../../components/formats.ts';
import { Select } from '../../../components/select.tsx';
import { useT } from '../../../components/use-t.ts';
import { ChooseSeveral } from './choose-several.tsx';
import styles from './policies.module.css';

const COUNTS = ['1', '2', '3', 'all'] as const;

interface StepFieldsProps {
  readonly n: number;
  readonly step: ApprovalStep;
  readonly onChange: (step: ApprovalStep) => void;
  /** Null for the only one. */
  readonly onRemove: (() => void) | null;
}

/** One step of a rule: how many, of which role, and perhaps only these of them. */
export function StepFields({ n, step, onChange, onRemove }: StepFieldsProps): ReactNode {
  const { t } = useT('policy');
  const { pick } = useFormats();
  const { workspace } = useWorkspaceView();
  const { role, count, people = [] } = step;
  const holders = workspace.members.filter(({ roles }) => roles.includes(role));
  const counts = COUNTS.includes(String(count) as (typeof COUNTS)[number]) ? COUNTS : [...COUNTS, String(count)];
  return (
    <div role="group" aria-label={t('form.stepN', { n })} className={styles.step}>
      <div className={styles.stepLine}>
        <Select label={t('form.count')} value={String(count)} options={counts.map((id) => ({ id, label: id === 'all' ? t('form.countAll') : t('form.countN', { count: Number(id) }) }))} onChange={(id) => onChange({ ...step, count: id === 'all' ? 'all' : Number(id) })} />
        {/* Who was named held the role before; another role starts with nobody named. */}
        <Select<Role> label={t('form.role')} value={role} options={Role.options.map((id) => ({ id, label: t(`common:role.${id}`) }))} onChange={(next) => onChange({ role: next, count })} />
        {onRemove !== null && (
          <Button size="small" variant="quiet" aria-label={t('form.removeStep', { n })} onPress={onRemove}>
            {t('remove')}
          </Button>
        )}
      </div>
      {holders.length > 0 && (
        <ChooseSeveral label={t('form.people')} hint={t('form.peopleHint')} options={holders.map(({ id, name }) => ({ id, label: pick(name) }))} value={people} onChange={(chosen) => onChange({ role, count, ...(chosen.length === 0 ? {} : { people: chosen }) })} />
      )}
    </div>
  );
}
