import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useT } from '../../components/use-t.ts';
import type { DeskFinding } from './model/findings.ts';
import { TITLE } from './model/keeper.ts';
import styles from './translate.module.css';
import { findingText } from './words.ts';

const ICONS = { error: CircleAlert, warning: TriangleAlert, hint: Info } as const;

/** What differs between the translation and its source; each leads to its segment. */
export function ChecksPane({ findings, at, onGo }: { readonly findings: readonly DeskFinding[]; readonly at: number | null; readonly onGo: (position: number) => void }): ReactNode {
  const { t } = useT('translate');
  return (
    <div className={styles.checks}>
      <h3 className={styles.checksTitle}>{t('checks.title', { count: findings.length })}</h3>
      {findings.length === 0 ? (
        <p className={styles.none}>
          <CircleCheck size={16} strokeWidth={1.5} aria-hidden /> {t('checks.none')}
        </p>
      ) : (
        <ul>
          {findings.map((found, position) => {
            const Icon = ICONS[found.finding.level];
            return (
              <li key={found.key}>
                <AriaButton className={styles.check ?? ''} aria-current={at === position} data-level={found.finding.level} onPress={() => onGo(position)}>
                  <Icon size={16} strokeWidth={1.5} aria-hidden />
                  <span>
                    <span className={styles.where}>
                      {t(`checks.level.${found.finding.level}`)} · {found.segment === null ? t('checks.whole') : found.segment === TITLE ? t('segment.title') : t('checks.segment', { index: found.segment + 1 })}
                    </span>
                    <span className={styles.what}>{findingText(t, found.finding)}</span>
                  </span>
                </AriaButton>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
