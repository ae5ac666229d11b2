import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useShellState } from '../../../app/shell-state.ts';
import { Checkbox, Switch } from '../../../components/choices.tsx';
import { useT } from '../../../components/use-t.ts';
import { useCore } from '../../../rpc/core-client.ts';
import settings from '../settings.module.css';
import styles from './words.module.css';

/** On or off, for which language; the dictionaries with whose they are and under which licence. */
export function SpellingSettings(): ReactNode {
  const { t } = useT('spelling');
  const core = useCore();
  const { state, change } = useShellState();
  const { spelling, spellingKo, spellingEn, plainWords } = state.settings;
  // Looked at anew each time: a dictionary's folder may have been taken away.
  const dictionaries = useQuery({ queryKey: ['spelling', 'dictionaries'], queryFn: () => core.spelling.dictionaries(), staleTime: 0 });
  return (
    <>
      <div className={settings.item}>
        <Switch isSelected={spelling} onChange={(on) => void change({ spelling: on })}>
          <span className={settings.name}>{t('settings.on')}</span>
        </Switch>
        <p className={settings.hint}>{t('settings.hint')}</p>
        <div className={styles.choices}>
          <Checkbox isSelected={spellingKo} isDisabled={!spelling} onChange={(on) => void change({ spellingKo: on })}>
            {t('settings.ko')}
          </Checkbox>
          <Checkbox isSelected={spellingEn} isDisabled={!spelling} onChange={(on) => void change({ spellingEn: on })}>
            {t('settings.en')}
          </Checkbox>
          <Checkbox isSelected={plainWords} isDisabled={!spelling} onChange={(on) => void change({ plainWords: on })}>
            {t('settings.plain')}
          </Checkbox>
        </div>
        <p className={settings.hint}>{t('settings.plainHint')}</p>
      </div>
      <div className={settings.item}>
        <span className={settings.name}>{t('settings.dictionaries')}</span>
        <ul className={settings.list} aria-label={t('settings.dictionaries')}>
          {dictionaries.data?.map(({ language, installed }) => (
            <li key={language}>
              <div className={styles.dictionary}>
                <span>{t(`settings.${language}`)}</span>
                <span className={settings.hint}>{installed === null ? t('settings.notInstalled') : t('settings.installed', { name: installed.name, package: installed.package, licence: installed.licence, source: installed.source })}</span>
                {installed !== null && installed.licenceText !== '' && (
                  <details>
                    <summary className={styles.summary}>{t('settings.licenceText')}</summary>
                    <pre className={styles.licence} tabIndex={0} lang="en">
                      {installed.licenceText}
                    </pre>
                  </details>
                )}
              </div>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
