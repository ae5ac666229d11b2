import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import type { Language } from '#shared/domain/ids.ts';
import { useFormats } from '../../../components/formats.ts';
import { announce } from '../../../components/toast.tsx';
import { useT } from '../../../components/use-t.ts';
import { editableOf, rectOf, type TextEditor } from '../../../editor/index.ts';
import { isSign, KIND_ICONS, previewOf } from './item-look.ts';
import type { InsertMenu, MenuState } from './insert-menu.ts';
import type { InsertItem } from './items.ts';
import type { ItemSection } from './search-items.ts';
import styles from './insert.module.css';
import { LIST } from './use-insert-menu.ts';

/** In pixels: between the list and the line, and between the list and the window's edge. */
const GAP = 6;
const MARGIN = 8;
const WIDTH = 360;
const HEIGHT = 340;

/** The list at the caret. The text keeps the focus, and says which item is meant (aria-activedescendant). */
export function InsertList({ editor, menu }: { readonly editor: TextEditor; readonly menu: InsertMenu }): ReactNode {
  const state = useSyncExternalStore(menu.state.subscribe, menu.state.get);
  return state === null ? null : createPortal(<OpenList editor={editor} menu={menu} state={state} />, document.body);
}

function OpenList({ editor, menu, state }: { readonly editor: TextEditor; readonly menu: InsertMenu; readonly state: MenuState }): ReactNode {
  const { t } = useT('insert');
  const { language } = useFormats();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const { items, sections, active, sign, start } = state;
  const rect = usePlace(editor, start);
  const activeId = active === -1 ? null : `${id}-${String(active)}`;

  // By hand: a property of the editor would draw the text anew, in mid-syllable too.
  useEffect(() => {
    const editable = editableOf(editor);
    editable?.setAttribute('aria-autocomplete', 'list');
    editable?.setAttribute('aria-controls', id);
    return () => {
      for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant']) editable?.removeAttribute(name);
    };
  }, [editor, id]);
  useEffect(() => {
    const editable = editableOf(editor);
    if (activeId === null) editable?.removeAttribute('aria-activedescendant');
    else editable?.setAttribute('aria-activedescendant', activeId);
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [editor, activeId, items]);
  useEffect(() => {
    if (sections !== null) announce(items.length === 0 ? t('none') : t('count', { count: items.length }));
  }, [items, sections, t]);

  return (
    <div
      className={styles.surface}
      {...{ [LIST]: '' }}
      style={rect === null ? { visibility: 'hidden' } : placeFor(rect)}
      // The text keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
    >
      <div ref={list} id={id} role="listbox" aria-label={t('label')} tabIndex={0} className={styles.list}>
        {placed(sections ?? []).map(({ section, first }) => {
          const options = section.items.map((item, index) => (
            <Option key={item.id} id={`${id}-${String(first + index)}`} item={item} language={language} isActive={first + index === active} onChoose={() => menu.choose(item)} />
          ));
          if (section.id === 'found') return options;
          return (
            <div key={section.id} role="group" aria-label={t(`section.${section.id}`)}>
              <div className={styles.heading} aria-hidden>{t(`section.${section.id}`)}</div>
              {options}
            </div>
          );
        })}
      </div>
      {sections === null ? <p className={styles.note}>{t('loading')}</p> : items.length === 0 ? <p className={styles.note}>{t('none')}</p> : <p className={styles.keys}>{t(sign === '/' ? 'keys' : 'keysInto')}</p>}
    </div>
  );
}

function Option({ id, item, language, isActive, onChoose }: { readonly id: string; readonly item: InsertItem; readonly language: Language; readonly isActive: boolean; readonly onChoose: () => void }): ReactNode {
  const { names, text, kind } = item;
  const other = language === 'ko' ? 'en' : 'ko';
  const Icon = KIND_ICONS[kind];
  return (
    <div id={id} role="option" aria-selected={isActive} className={styles.option} onClick={onChoose}>
      <span className={styles.sign} aria-hidden>{Icon === undefined ? text : <Icon size={16} strokeWidth={1.5} />}</span>
      <span className={styles.name}>{names[language]}</span>
      {!isSign(item) ? <span className={styles.other}>{previewOf(item)}</span> : names[other] !== names[language] && <span className={styles.other} lang={other}>{names[other]}</span>}
    </div>
  );
}

/** Where the sign stands on the screen, be it scrolled; null until it is there. */
function usePlace(editor: TextEditor, start: number): DOMRect | null {
  const [rect, setRect] = useState<DOMRect | null>(null);
  useLayoutEffect(() => {
    const look = (): void => setRect(rectOf(editor, { start, end: start + 1 }));
    look();
    // The text may be drawn after the list.
    const later = requestAnimationFrame(look);
    window.addEventListener('resize', look);
    document.addEventListener('scroll', look, true);
    return () => {
      cancelAnimationFrame(later);
      window.removeEventListener('resize', look);
      document.removeEventListener('scroll', look, true);
    };
  }, [editor, start]);
  return rect;
}

/** Each section with the place of its first item among all. */
function placed(sections: readonly ItemSection[]): readonly { readonly section: ItemSection; readonly first: number }[] {
  return sections.map((section, index) => ({ section, first: sections.slice(0, index).reduce((sum, { items }) => sum + items.length, 0) }));
}

/** Below the line, or above it where there is more room. */
function placeFor(rect: DOMRect): { readonly left: number; readonly width: number; readonly maxHeight: number; readonly top?: number; readonly bottom?: number } {
  const width = Math.min(WIDTH, innerWidth - 2 * MARGIN);
  const left = Math.max(MARGIN, Math.min(rect.left, innerWidth - width - MARGIN));
  const below = innerHeight - rect.bottom - GAP - MARGIN;
  const above = rect.top - GAP - MARGIN;
  if (below >= HEIGHT || below >= above) return { left, width, top: rect.bottom + GAP, maxHeight: Math.min(HEIGHT, below) };
  return { left, width, bottom: innerHeight - rect.top + GAP, maxHeight: Math.min(HEIGHT, above) };
}
