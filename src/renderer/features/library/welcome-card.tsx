import { type ReactNode, useState } from 'react';
import type { Language } from '#shared/domain/ids.ts';
import { navigate } from '../../app/navigation.ts';
import { openOverlay } from '../../app/overlays.ts';
import { useShellState } from '../../app/shell-state.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Button } from '../../components/button.tsx';
import { SegmentedControl } from '../../components/choices.tsx';
import styles from './library.module.css';
import { useT } from '../../components/use-t.ts';

const KEY = 'sotong.welcomed';

/** The first run: the language, then look around, start empty, or connect. A card in the page, not a tour over it. */
export function WelcomeCard(): ReactNode {
  const { t } = useT('library');
  const { state, change } = useShellState();
  const { workspace } = useWorkspaceView();
  const [done, setDone] = useState(() => localStorage.getItem(KEY) !== null);
  if (done || !workspace.demonstration) return null;
  const finish = (): void => {
    localStorage.setItem(KEY, 'yes');
    setDone(true);
  };
  return (
    <section className={styles.welcome} aria-label={t('welcome.title')}>
      <div className={styles.welcomeTop}>
        <h2 className={styles.welcomeTitle}>{t('welcome.title')}</h2>
        <SegmentedControl<Language>
          label={t('settings:language.label')}
          value={state.language}
          onChange={(language) => void change({ language })}
          options={[
            { id: 'ko', label: t('settings:language.ko') },
            { id: 'en', label: t('settings:language.en') },
          ]}
        />
      </div>
      <p>{t('welcome.body')}</p>
      <div className={styles.welcomeActions}>
        <Button variant="primary" onPress={finish}>
          {t('welcome.look')}
        </Button>
        <Button
          onPress={() => {
            finish();
            openOverlay('remove-samples');
          }}
        >
          {t('welcome.empty')}
        </Button>
        <Button
          onPress={() => {
            finish();
            navigate({ screen: 'settings' });
          }}
        >
          {t('welcome.connect')}
        </Button>
      </div>
    </section>
  );
}
