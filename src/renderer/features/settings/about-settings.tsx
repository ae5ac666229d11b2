import type { ReactNode } from 'react';
import { Mark } from '../../app/mark.tsx';
import { openOverlay } from '../../app/overlays.ts';
import { useShellState } from '../../app/shell-state.ts';
import { Button } from '../../components/button.tsx';
import { useT } from '../../components/use-t.ts';
import styles from './settings.module.css';

/** Which version this is, and what of others is in it. */
export function AboutSettings(): ReactNode {
  const { t } = useT('settings');
  const { state } = useShellState();
  return (
    <>
      <div className={styles.item}>
        <div className={styles.about}>
          <Mark size={48} />
          <div className="selectable">
            <p className={styles.name}>
              {t('common:appName')} <span className={styles.hint}>{t('about.version', { version: state.version })}</span>
            </p>
            <p className={styles.hint}>{t('about.description')}</p>
            <p className={styles.hint}>{t('common:about.licence')}</p>
          </div>
        </div>
        <div className={styles.line}>
          <Button variant="link" onPress={() => openOverlay('shortcuts')}>
            {t('about.shortcuts')}
          </Button>
        </div>
      </div>
    </>
  );
}
