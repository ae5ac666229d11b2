import type { ReactNode } from 'react';
import { chordLabel } from '#shared/contract/commands.ts';
import { useShellState } from '../../app/shell-state.ts';
import { Checkbox } from '../../components/choices.tsx';
import { useCommandChord } from '../../components/kbd.tsx';
import { useT } from '../../components/use-t.ts';
import styles from './settings.module.css';

/** What focus mode in Compose does. */
export function FocusSettings(): ReactNode {
  const { t } = useT('focus');
  const { state, change } = useShellState();
  const { focusFullScreen, focusDim, typewriter } = state.settings;
  const chord = useCommandChord('compose.focus') ?? '';
  return (
    <div className={styles.item}>
      <span className={styles.name}>{t('settings.label')}</span>
      <p className={styles.hint}>{t('settings.hint', { keys: chordLabel(chord, state.platform).join('+') })}</p>
      <div role="group" aria-label={t('settings.label')} className={styles.choices}>
        <Checkbox isSelected={focusFullScreen} onChange={(on) => void change({ focusFullScreen: on })}>
          {t('settings.fullScreen')}
        </Checkbox>
        <Checkbox isSelected={focusDim} onChange={(on) => void change({ focusDim: on })}>
          {t('settings.dim')}
        </Checkbox>
        <Checkbox isSelected={typewriter} onChange={(on) => void change({ typewriter: on })}>
          {t('settings.typewriter')}
        </Checkbox>
      </div>
    </div>
  );
}
