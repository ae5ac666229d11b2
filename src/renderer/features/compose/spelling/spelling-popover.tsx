import { useQuery } from '@tanstack/react-query';
import { BookmarkPlus, EyeOff } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog, Menu, MenuItem, MenuSection, Popover, Separator } from 'react-aria-components';
import { nameIn } from '#shared/language/spelling/known-words.ts';
import { cx } from '../../../components/class-names.ts';
import menu from '../../../components/menu.module.css';
import { useT } from '../../../components/use-t.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { spellingText } from './listed.ts';
import styles from './spelling.module.css';
import type { SpellingChoice, SpellingChoices } from './use-spelling-choice.ts';

/** At a word: what it could be, that it is a name, that it may stand. */
export function SpellingPopover({ choices }: { readonly choices: SpellingChoices }): ReactNode {
  const { choice, close } = choices;
  const place = useRef<HTMLSpanElement>(null);
  const { t } = useT('spelling');
  const withoutFocus = choice !== null && !choice.hasFocus;
  useEffect(() => {
    if (!withoutFocus) return undefined;
    // The text has the focus and goes on: whatever is typed or scrolled closes what lies over it.
    document.addEventListener('keydown', close, true);
    document.addEventListener('scroll', close, true);
    return () => {
      document.removeEventListener('keydown', close, true);
      document.removeEventListener('scroll', close, true);
    };
  }, [withoutFocus, close]);
  if (choice === null) return null;
  const { left, top, width, height } = choice.rect;
  const label = t('popover.label', { word: choice.finding.spelling.word });
  return (
    <>
      <span ref={place} className={styles.place} style={{ left, top, width, height }} aria-hidden />
      <Popover className={menu.popover ?? ''} triggerRef={place} isOpen isNonModal={withoutFocus} placement="bottom start" offset={6} aria-label={label} onOpenChange={(isOpen) => { if (!isOpen) close(); }}>
        {withoutFocus ? <Choices key={choice.finding.id} choice={choice} choices={choices} /> : (
          <Dialog aria-label={label} style={{ outline: 'none' }}>
            <Choices key={choice.finding.id} choice={choice} choices={choices} />
          </Dialog>
        )}
      </Popover>
    </>
  );
}

function Choices({ choice, choices }: { readonly choice: SpellingChoice; readonly choices: SpellingChoices }): ReactNode {
  const { t } = useT('spelling');
  const core = useCore();
  const { finding } = choice;
  const { spelling } = finding;
  const asks = spelling.kind === 'word';
  const { data, isPending } = useQuery({ queryKey: ['spelling', 'suggestions', spelling.language, spelling.word], queryFn: () => core.spelling.suggest({ language: spelling.language, word: spelling.word }), enabled: asks });
  const why = asks ? null : <p className={styles.why}>{spellingText(t, spelling)}</p>;
  // The choices come when they are all there: nothing must move away under a key.
  if (asks && isPending) return <p role="status" className={styles.none}>{t('popover.loading')}</p>;
  const suggestions = asks ? (data ?? []) : spelling.mend === null ? [] : [spelling.mend];
  return (
    <>
      {why}
      {asks && suggestions.length === 0 && <p className={styles.none}>{t('popover.none')}</p>}
      <Menu aria-label={t('popover.label', { word: spelling.word })} className={menu.menu ?? ''} {...(choice.hasFocus ? { autoFocus: 'first' as const } : {})} onClose={choices.close}>
        <MenuSection aria-label={t('popover.label', { word: spelling.word })}>
          {suggestions.map((suggestion) => (
            <MenuItem key={suggestion} id={`=${suggestion}`} textValue={suggestion} aria-label={t('popover.replace', { text: suggestion })} className={cx(menu.item, styles.suggestion)} onAction={() => choices.mend(finding, suggestion)}>
              <span className={menu.text}>{suggestion}</span>
            </MenuItem>
          ))}
        </MenuSection>
        {suggestions.length > 0 && <Separator className={menu.separator ?? ''} />}
        <MenuSection aria-label={t('popover.label', { word: spelling.word })}>
          {asks && (
            <MenuItem id="name" textValue={t('popover.name')} className={menu.item ?? ''} onAction={() => choices.addName(finding)}>
              <BookmarkPlus size={16} strokeWidth={1.5} aria-hidden />
              <span className={menu.text}>
                {t('popover.name')}
                <span className={menu.description}>{t('popover.nameHint', { word: nameIn(spelling.word) })}</span>
              </span>
            </MenuItem>
          )}
          <MenuItem id="ignore" textValue={t('popover.ignore')} className={menu.item ?? ''} onAction={() => choices.ignore(finding)}>
            <EyeOff size={16} strokeWidth={1.5} aria-hidden />
            <span className={menu.text}>
              {t('popover.ignore')}
              <span className={menu.description}>{t('popover.ignoreHint')}</span>
            </span>
          </MenuItem>
        </MenuSection>
      </Menu>
    </>
  );
}
