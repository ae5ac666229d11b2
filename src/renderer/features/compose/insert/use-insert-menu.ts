import { useEffect, useLayoutEffect, useMemo } from 'react';
import type { TriggerSign } from '#shared/insert/trigger.ts';
import { editableOf, type TextEditor } from '../../../editor/index.ts';
import { emojiItems, loadEmoji } from './emoji.ts';
import { createInsertMenu, type InsertMenu } from './insert-menu.ts';
import type { InsertItem } from './items.ts';
import { noteInserted, recentlyInserted } from './recent.ts';

/** Marks the list, on the page. */
export const LIST = 'data-insert-list';

/** The list of things to insert at the caret of a text, of those that this text can have. */
export function useInsertMenu(editor: TextEditor, items: readonly InsertItem[]): InsertMenu {
  const menu = useMemo(() => createInsertMenu({ editor, recent: recentlyInserted, inserted: ({ id }) => noteInserted(id) }), [editor]);
  useLayoutEffect(() => menu.offer((sign) => itemsFor(sign, items)), [menu, items]);
  useEffect(() => followWhileOpen(editor, menu), [editor, menu]);
  return menu;
}

function itemsFor(sign: TriggerSign, items: readonly InsertItem[]): readonly InsertItem[] | null {
  // `@` and `#` have one kind each, and nothing to wait for.
  if (sign !== '/') return items.filter(({ kind }) => kind === (sign === '@' ? 'handle' : 'hashtag-group'));
  const emoji = emojiItems.get();
  if (emoji !== null) return [...items, ...emoji];
  void loadEmoji();
  return null;
}

/** While the list is open: it follows the caret, and goes with the focus and with a press of the mouse beside it. */
function followWhileOpen(editor: TextEditor, menu: InsertMenu): () => void {
  let stop: (() => void) | null = null;
  const start = (): (() => void) => {
    const leave = (event: FocusEvent): void => {
      if (event.target === editableOf(editor)) menu.close();
    };
    const press = (event: PointerEvent): void => {
      if (!(event.target instanceof Element) || event.target.closest(`[${LIST}]`) === null) menu.close();
    };
    const stopEmoji = emojiItems.subscribe(menu.refresh);
    document.addEventListener('selectionchange', menu.refresh);
    document.addEventListener('focusout', leave, true);
    document.addEventListener('pointerdown', press, true);
    return () => {
      stopEmoji();
      document.removeEventListener('selectionchange', menu.refresh);
      document.removeEventListener('focusout', leave, true);
      document.removeEventListener('pointerdown', press, true);
    };
  };
  const follow = (): void => {
    const isOpen = menu.state.get() !== null;
    if (isOpen && stop === null) stop = start();
    else if (!isOpen && stop !== null) {
      stop();
      stop = null;
    }
  };
  const unsubscribe = menu.state.subscribe(follow);
  return () => {
    unsubscribe();
    stop?.();
    menu.close();
  };
}
