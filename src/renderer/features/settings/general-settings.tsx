import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Settings } from '#shared/contract/shell-contract.ts';
import { runCommand } from '../../app/commands.ts';
import { useShellState } from '../../app/shell-state.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { SegmentedControl, Switch } from '../../components/choices.tsx';
import { useT } from '../../components/use-t.ts';
import styles from './settings.module.css';

/** What holds in every newsroom of this profile: language, light and dark, size, keys. */
export function GeneralSettings(): ReactNode {
  const { t } = useT('settings');
  const { state, change } = useShellState();
  const { settings } = state;
  return (
    <>
      <div className={styles.item}>
        <div className={styles.line}>
          <span className={styles.name}>{t('language.label')}</span>
          <SegmentedControl<Settings['language']>
            label={t('language.label')}
            value={settings.language}
            onChange={(language) => void change({ language })}
            options={[
              { id: 'system', label: settings.language === 'system' ? t('language.system', { language: t(`language.${state.language}`) }) : t('theme.system') },
              { id: 'ko', label: <span lang="ko">{t('language.ko')}</span> },
              { id: 'en', label: <span lang="en">{t('language.en')}</span> },
            ]}
          />
        </div>
      </div>
      <div className={styles.item}>
        <div className={styles.line}>
          <span className={styles.name}>{t('theme.label')}</span>
          <SegmentedControl<Settings['theme']>
            label={t('theme.label')}
            value={settings.theme}
            onChange={(theme) => void change({ theme })}
            options={(['system', 'light', 'dark'] as const).map((id) => ({ id, label: t(`theme.${id}`) }))}
          />
        </div>
      </div>
      <div className={styles.item}>
        <div className={styles.line}>
          <span className={styles.name}>{t('zoom.label')}</span>
          <span className={styles.line}>
            <IconButton icon={Minus} label={t('commands:zoom.out')} command="zoom.out" onPress={() => runCommand('zoom.out')} />
            <Button variant="quiet" onPress={() => runCommand('zoom.reset')} aria-label={`${t('zoom.value', { percent: Math.round(state.zoom * 100) })}. ${t('commands:zoom.reset')}`}>
              {t('zoom.value', { percent: Math.round(state.zoom * 100) })}
            </Button>
            <IconButton icon={Plus} label={t('commands:zoom.in')} command="zoom.in" onPress={() => runCommand('zoom.in')} />
          </span>
        </div>
      </div>
      <div className={styles.item}>
        <Switch isSelected={settings.letterKeys} onChange={(letterKeys) => void change({ letterKeys })}>
          <span className={styles.name}>{t('letterKeys.label')}</span>
        </Switch>
        <p className={styles.hint}>{t('letterKeys.hint')}</p>
      </div>
    </>
  );
}
