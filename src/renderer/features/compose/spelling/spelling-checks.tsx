import type { ReactNode } from 'react';
import compose from '../compose.module.css';
import { SpellingGroup, type SpellingGroupProps } from './spelling-group.tsx';

/** The spelling check alone, under a text that no channel checks. */
export function SpellingChecks(props: SpellingGroupProps): ReactNode {
  const { isOn, findings, trouble } = props.spelling;
  if (!isOn || (findings.length === 0 && trouble.length === 0)) return null;
  return (
    <div className={compose.checks}>
      <div className={compose.checksList}>
        <SpellingGroup {...props} />
      </div>
    </div>
  );
}
