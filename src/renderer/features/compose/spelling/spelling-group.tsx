import { type ReactNode, useId } from 'react';
import { useT } from '../../../components/use-t.ts';
import { CheckRow, type CheckRowProps } from '../writing/check-row.tsx';
import styles from './spelling.module.css';
import type { SpellingState } from './use-spelling.ts';

export interface SpellingGroupProps extends Pick<CheckRowProps, 'isReadOnly' | 'onGo' | 'onFix'> {
  readonly spelling: SpellingState;
  readonly current: string | null;
}

/** What the spelling check found, under the channel's checks, with what it cannot do. Nothing while it is off. */
export function SpellingGroup({ spelling, current, isReadOnly, onGo, onFix }: SpellingGroupProps): ReactNode {
  const { t } = useT('spelling');
  const heading = useId();
  if (!spelling.isOn || (spelling.findings.length === 0 && spelling.trouble.length === 0)) return null;
  return (
    <section aria-labelledby={heading} className={styles.group}>
      <h4 id={heading} className={styles.heading}>
        {spelling.findings.length === 0 ? t('headingNone') : t('heading', { count: spelling.findings.length })}
        <span className={styles.partial}>{t('partial')}</span>
      </h4>
      {spelling.trouble.map(({ language, state }) => (
        <p key={language} className={styles.trouble}>
          {t(`${state}.${language}`)}
        </p>
      ))}
      {spelling.findings.length > 0 && (
        <ul>
          {spelling.findings.map((finding) => (
            <CheckRow key={finding.id} finding={finding} isCurrent={finding.id === current} isReadOnly={isReadOnly} onGo={onGo} onFix={onFix} />
          ))}
        </ul>
      )}
    </section>
  );
}
