import { CircleAlert, Info, TriangleAlert, Wrench } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Finding } from '#shared/channels/types.ts';
import { Button } from '../../../components/button.tsx';
import { CommandKbd } from '../../../components/kbd.tsx';
import styles from '../compose.module.css';
import { checkText, useTexts } from '../texts.ts';
import type { WayOut } from './use-ways-out.ts';

const ICONS = { error: CircleAlert, warning: TriangleAlert, hint: Info } as const;

export interface ChecksListProps {
  readonly findings: readonly Finding[];
  /** The finding that F8 stands on. */
  readonly current: string | null;
  readonly isReadOnly: boolean;
  readonly onGo: (finding: Finding) => void;
  readonly onFix: (finding: Finding) => void;
  /** What can be done about a text that is too long; empty while it fits. */
  readonly waysOut: readonly WayOut[];
  readonly onWayOut: (way: WayOut) => void;
}

/** What the channel's checks found, each a button that goes to its place, with a fix where there is one. */
export function ChecksList({ findings, current, isReadOnly, onGo, onFix, waysOut, onWayOut }: ChecksListProps): ReactNode {
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
      {findings.length > 0 && (
        <ul className={styles.checksList}>
          {findings.map((finding) => (
            <CheckRow key={finding.id} finding={finding} isCurrent={finding.id === current} isReadOnly={isReadOnly} onGo={onGo} onFix={onFix} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface CheckRowProps extends Pick<ChecksListProps, 'isReadOnly' | 'onGo' | 'onFix'> {
  readonly finding: Finding;
  readonly isCurrent: boolean;
}

function CheckRow({ finding, isCurrent, isReadOnly, onGo, onFix }: CheckRowProps): ReactNode {
  const t = useTexts();
  const Icon = ICONS[finding.level];
  const text = checkText(t, finding.key, finding.values);
  return (
    <li className={styles.check} data-level={finding.level} data-current={isCurrent || undefined}>
      <AriaButton className={styles.checkGo ?? ''} isDisabled={finding.where === null} {...(isCurrent ? { 'aria-current': true } : {})} onPress={() => onGo(finding)}>
        <Icon size={16} strokeWidth={1.75} aria-hidden />
        <span>
          <span className="visually-hidden">{t(`checks.level.${finding.level}`)}: </span>
          {text}
        </span>
      </AriaButton>
      {finding.fix !== null && (
        <Button size="small" variant="quiet" icon={Wrench} isDisabled={isReadOnly} aria-label={t('checks.fixLong', { text })} onPress={() => onFix(finding)}>
          {t('checks.fix')}
        </Button>
      )}
    </li>
  );
}
