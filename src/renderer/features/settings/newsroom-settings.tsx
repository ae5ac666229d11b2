import type { ReactNode } from 'react';
import { runCommand } from '../../app/commands.ts';
import { openOverlay } from '../../app/overlays.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Button } from '../../components/button.tsx';
import { useT } from '../../components/use-t.ts';
import styles from './settings.module.css';

/** The newsroom as this PC has it: its backups, what was done in it, its samples. */
export function NewsroomSettings(): ReactNode {
  const { t } = useT('settings');
  const { workspace } = useWorkspaceView();
  return (
    <>
      <div className={styles.item}>
        <div className={styles.line}>
          <span className={styles.name}>{t('backup.label')}</span>
          <Button onPress={() => openOverlay('backups')}>{t('backup.open')}</Button>
        </div>
        <p className={styles.hint}>{t('backup.hint')}</p>
      </div>
      <div className={styles.item}>
        <div className={styles.line}>
          <span className={styles.name}>{t('audit:label')}</span>
          <Button onPress={() => openOverlay('audit')}>{t('audit:open')}</Button>
        </div>
        <p className={styles.hint}>{t('audit:hint')}</p>
      </div>
      {workspace.demonstration && (
        <div className={styles.item}>
          <div className={styles.line}>
            <span className={styles.name}>{t('samples.label')}</span>
            <Button onPress={() => runCommand('samples.remove')}>{t('samples.remove')}</Button>
          </div>
          <p className={styles.hint}>{t('samples.hint')}</p>
        </div>
      )}
    </>
  );
}
