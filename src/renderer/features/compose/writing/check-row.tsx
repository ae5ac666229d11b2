import { CircleAlert, Info, TriangleAlert, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MediaMend } from '#shared/channels/media-mend.ts';
import { Button as AriaButton } from 'react-aria-components';
import { Button } from '../../../components/button.tsx';
import { useT } from '../../../components/use-t.ts';
import styles from '../compose.module.css';
import { type Listed, useListedText } from '../spelling/listed.ts';
import { useTexts } from '../texts.ts';

const ICONS = { error: CircleAlert, warning: TriangleAlert, hint: Info } as const;

export interface CheckRowProps {
  readonly finding: Listed;
  readonly isCurrent: boolean;
  readonly isReadOnly: boolean;
  readonly onGo: (finding: Listed) => void;
  readonly onFix: (finding: Listed) => void;
  /** What the mend of a picture or video would do; a text has none. */
  readonly mendLabel?: (mend: MediaMend) => string;
}

/** A finding: a button that goes to its place, and one that mends it or lets the writer choose. */
export function CheckRow({ finding, isCurrent, isReadOnly, onGo, onFix, mendLabel }: CheckRowProps): ReactNode {
  const t = useTexts();
  const { t: tSpelling } = useT('spelling');
  const Icon = ICONS[finding.level];
  const text = useListedText()(finding);
  const chooses = finding.spelling !== undefined && finding.spelling.mend === null;
  const hasFix = finding.fix !== null || finding.spelling !== undefined;
  const { fix } = finding;
  const mend = fix === null || fix.kind === 'replace' ? null : (mendLabel?.(fix) ?? null);
  const label = mend ?? (chooses ? tSpelling('choose') : t('checks.fix'));
  const name = mend === null ? (chooses ? tSpelling('chooseLong', { text }) : t('checks.fixLong', { text })) : `${mend}: ${text}`;
  return (
    <li className={styles.check} data-level={finding.level} data-current={isCurrent || undefined}>
      <AriaButton className={styles.checkGo ?? ''} isDisabled={finding.where === null} {...(isCurrent ? { 'aria-current': true } : {})} onPress={() => onGo(finding)}>
        <Icon size={16} strokeWidth={1.75} aria-hidden />
        <span>
          <span className="visually-hidden">{t(`checks.level.${finding.level}`)}: </span>
          {text}
        </span>
      </AriaButton>
      {hasFix && (
        <Button size="small" variant="quiet" icon={Wrench} isDisabled={isReadOnly} aria-label={name} className={styles.mend} onPress={() => onFix(finding)}>
          <span className={styles.mendWords}>{label}</span>
        </Button>
      )}
    </li>
  );
}
