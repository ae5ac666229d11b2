import { type ReactNode, useId } from 'react';
import type { MediaMend } from '#shared/channels/media-mend.ts';
import type { Finding } from '#shared/channels/types.ts';
import { SpellingGroup } from '../spelling/spelling-group.tsx';
import { Button } from '../../../components/button.tsx';
import { CommandKbd } from '../../../components/kbd.tsx';
import styles from '../compose.module.css';
import { CheckRow } from './check-row.tsx';
import type { Listed } from '../spelling/listed.ts';
import type { SpellingState } from '../spelling/use-spelling.ts';
import { useTexts } from '../texts.ts';
import type { WayOut } from './use-ways-out.ts';

export interface ChecksListProps {
  readonly findings: readonly Finding[];
  readonly spelling: SpellingState;
  /** The finding that F8 stands on. */
  readonly current: string | null;
  readonly isReadOnly: boolean;
  readonly onGo: (finding: Listed) => void;
  readonly onFix: (finding: Listed) => void;
  /** What the mend of a picture or video would do. */
  readonly mendLabel: (mend: MediaMend) => string;
  /** What can be done about a text that is too long; empty while it fits. */
  readonly waysOut: readonly WayOut[];
  readonly onWayOut: (way: WayOut) => void;
}

/** What the channel's checks found, each a button that goes to its place, with a fix where there is one. */
export function ChecksList({ findings, spelling, current, isReadOnly, onGo, onFix, mendLabel, waysOut, onWayOut }: ChecksListProps): ReactNode {
  const t = useTexts();
  const heading = useId();
  return (
    <section className={styles.checks} aria-labelledby={heading}>
      <h3 id={heading} className={styles.checksHead}>
        {findings.length === 0 ? t('checks.none') : t('checks.summary', { count: findings.length })}
        {findings.length > 0 && <CommandKbd command="compose.next-problem" plain />}
      </h3>
      {waysOut.length > 0 && (
        <div className={styles.ways} role="group" aria-label={t('ways.label')}>
          {waysOut.map((way) => (
            <Button key={way} size="small" isDisabled={isReadOnly} onPress={() => onWayOut(way)}>
              {t(`ways.way.${way}`)}
            </Button>
          ))}
        </div>
      )}
      <div className={styles.checksList}>
        {findings.length > 0 && (
          <ul>
            {findings.map((finding) => (
              <CheckRow key={finding.id} finding={finding} isCurrent={finding.id === current} isReadOnly={isReadOnly} onGo={onGo} onFix={onFix} mendLabel={mendLabel} />
            ))}
          </ul>
        )}
        <SpellingGroup spelling={spelling} current={current} isReadOnly={isReadOnly} onGo={onGo} onFix={onFix} />
      </div>
    </section>
  );
}
