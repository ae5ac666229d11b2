import { type ReactNode, useState } from 'react';
import { chordsOf, COMMANDS, type CommandScope, isLetterKey } from '#shared/contract/commands.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Kbd } from '../components/kbd.tsx';
import { usePlatform } from '../components/platform.ts';
import { SearchField } from '../components/text-field.tsx';
import { matchRank } from './command-search.ts';
import styles from './help-dialogs.module.css';
import { Mark } from './mark.tsx';
import { openOverlay } from './overlays.ts';
import { useShellState } from './shell-state.ts';
import { useT } from '../components/use-t.ts';

const SCOPES: readonly CommandScope[] = ['global', 'library', 'compose', 'review', 'translate'];

/** Keys of lists, which are not commands. */
const LIST_KEYS = [
  { key: 'shortcuts.listMove', chords: ['ArrowDown', 'ArrowUp', 'KeyJ', 'KeyK'] },
  { key: 'shortcuts.listOpen', chords: ['Enter'] },
] as const;

/** Every shortcut, by where it acts; searchable in both languages. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t, i18n } = useT();
  const platform = usePlatform();
  const { state } = useShellState();
  const [text, setText] = useState('');
  const named = COMMANDS.map((spec) => ({ spec, chords: chordsOf(spec, platform), title: t(`commands:${spec.id}`), other: i18n.getFixedT(i18n.language === 'ko' ? 'en' : 'ko', 'commands')(spec.id) })).filter(
    ({ chords, title, other }) => chords.length > 0 && matchRank([title, other], text) !== null,
  );
  const lists = LIST_KEYS.filter(({ key }) => matchRank([t(key)], text) !== null);
  return (
    <Dialog title={t('shortcuts.title')} isOpen onClose={onClose}>
      <SearchField label={t('shortcuts.search')} value={text} onChange={setText} autoFocus />
      {!state.settings.letterKeys && <p className={styles.note}>{t('shortcuts.letterKeysOff')}</p>}
      <div className={styles.list}>
        {SCOPES.map((scope) => {
          const rows = named.filter(({ spec }) => spec.scope === scope);
          if (rows.length === 0) return null;
          return (
            <section key={scope} aria-label={t(`shortcuts.scope.${scope}`)}>
              <h3 className={styles.group}>{t(`shortcuts.scope.${scope}`)}</h3>
              <ul>
                {rows.map(({ spec, chords, title }) => (
                  <li key={spec.id} className={styles.row}>
                    <span>{title}</span>
                    <span className={styles.keys}>
                      {chords.filter((chord) => !chord.includes('Numpad') && !chord.includes('IntlBackslash') && (state.settings.letterKeys || !isLetterKey(chord))).map((chord) => (
                        <Kbd key={chord} chord={chord} />
                      ))}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        {lists.length > 0 && (
          <section aria-label={t('shortcuts.list')}>
            <h3 className={styles.group}>{t('shortcuts.list')}</h3>
            <ul>
              {lists.map(({ key, chords }) => (
                <li key={key} className={styles.row}>
                  <span>{t(key)}</span>
                  <span className={styles.keys}>
                    {chords.filter((chord) => state.settings.letterKeys || !isLetterKey(chord)).map((chord) => (
                      <Kbd key={chord} chord={chord} />
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {named.length === 0 && lists.length === 0 && <p className={styles.note}>{t('shortcuts.empty', { text })}</p>}
      </div>
    </Dialog>
  );
}

export function HelpDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT();
  return (
    <Dialog title={t('help.title')} isOpen onClose={onClose} footer={<Button onPress={() => openOverlay('shortcuts')}>{t('help.shortcuts')}</Button>}>
      <p>{t('help.intro')}</p>
      <dl className={styles.steps}>
        {(['write', 'review', 'publish', 'sync'] as const).map((step) => (
          <div key={step}>
            <dt>{t(step === 'write' ? 'nav.compose' : step === 'review' ? 'nav.review' : step === 'publish' ? 'commands:compose.publish' : 'sync:title')}</dt>
            <dd>{t(`help.steps.${step}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

export function AboutDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT();
  const { state } = useShellState();
  return (
    <Dialog title={t('about.title')} isOpen onClose={onClose} size="small">
      <div className={styles.about}>
        <Mark size={64} />
        <div className="selectable">
          <p>{t('about.version', { version: state.version })}</p>
          <p className={styles.note}>{t('about.licence')}</p>
        </div>
      </div>
    </Dialog>
  );
}
