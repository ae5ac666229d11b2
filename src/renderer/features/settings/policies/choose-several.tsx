import { type ReactNode, useId } from 'react';
import { Checkbox } from '../../../components/choices.tsx';
import styles from './policies.module.css';

interface ChooseSeveralProps<Name extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly options: readonly { readonly id: Name; readonly label: string }[];
  readonly value: readonly Name[];
  readonly onChange: (value: Name[]) => void;
}

/** Any number of a few, each a checkbox, in the order of the options. */
export function ChooseSeveral<Name extends string>({ label, hint, options, value, onChange }: ChooseSeveralProps<Name>): ReactNode {
  const hintId = useId();
  return (
    <div role="group" aria-label={label} aria-describedby={hint === undefined ? undefined : hintId} className={styles.several}>
      <span className={styles.label} aria-hidden>
        {label}
      </span>
      <div className={styles.options}>
        {options.map((option) => (
          <Checkbox key={option.id} isSelected={value.includes(option.id)} onChange={(chosen) => onChange(options.map(({ id }) => id).filter((id) => (id === option.id ? chosen : value.includes(id))))}>
            {option.label}
          </Checkbox>
        ))}
      </div>
      {hint !== undefined && (
        <span id={hintId} className={styles.hint}>
          {hint}
        </span>
      )}
    </div>
  );
}
