import type { ReactNode } from 'react';
import { Role } from '#shared/domain/workspace.ts';
import { Checkbox } from '../../components/choices.tsx';
import styles from './settings.module.css';
import { useT } from '../../components/use-t.ts';

export interface RoleChoicesProps {
  readonly label: string;
  readonly value: readonly Role[];
  readonly onChange: (roles: Role[]) => void;
}

/** Which roles somebody holds: several at once, at least one. */
export function RoleChoices({ label, value, onChange }: RoleChoicesProps): ReactNode {
  const { t } = useT('settings');
  return (
    <div role="group" aria-label={label} className={styles.fields}>
      <span className={styles.name} aria-hidden>
        {label}
      </span>
      {Role.options.map((role) => (
        <Checkbox key={role} isSelected={value.includes(role)} onChange={(held) => onChange(Role.options.filter((each) => (each === role ? held : value.includes(each))))}>
          {t(`common:role.${role}`)}
        </Checkbox>
      ))}
      {value.length === 0 && (
        <p role="alert" className={styles.problem}>
          {t('team.oneRole')}
        </p>
      )}
    </div>
  );
}
