import { isTriggerSign, type Trigger, triggerIn, type TriggerSign } from '#shared/insert/trigger.ts';
import { variablesIn } from '#shared/insert/variables.ts';
import { createStore, type Store } from '../../../app/store.ts';
import { atSafeMoment, caretOffset, focusEditor, lineBeforeCaret, replaceRange, replaceSelection, selectionStart, selectRange, textOf, type TextEditor, type TextOverlay } from '../../../editor/index.ts';
import type { InsertItem } from './items.ts';
import { type ItemSection, searchItems } from './search-items.ts';

/** The list at the caret, while it is open. */
export interface MenuState {
  readonly sign: TriggerSign;
  /** Where the sign stands in the plain text, in UTF-16 units. */
  readonly start: number;
  readonly query: string;
  /** Null until everything that can be inserted is here. */
  readonly sections: readonly ItemSection[] | null;
  /** The items of all sections. */
  readonly items: readonly InsertItem[];
  /** The item that Enter takes; −1 for none. */
  readonly active: number;
}

/** What a sign offers; null until it is here. An empty list keeps the menu shut. */
type ItemsFor = (sign: TriggerSign) => readonly InsertItem[] | null;

interface Options {
  readonly editor: TextEditor;
  /** The latest first. */
  readonly recent: () => readonly string[];
  readonly inserted: (item: InsertItem) => void;
}

export interface InsertMenu {
  readonly state: Pick<Store<MenuState | null>, 'get' | 'subscribe'>;
  readonly overlay: TextOverlay;
  /** What it offers from now on: nothing before it is told. */
  readonly offer: (itemsFor: ItemsFor) => void;
  /** Reads the line again: the caret may have moved, or more can be inserted now. */
  readonly refresh: () => void;
  readonly close: () => void;
  /** Takes an item of the open list. */
  readonly choose: (item: InsertItem) => void;
  /** Puts an item where the caret is, without the list. */
  readonly insert: (item: InsertItem) => void;
}

/** Selects the first place of a template that is still to be filled in, so that what is typed next fills it. */
function toFirstVariable(editor: TextEditor, start: number): void {
  const end = caretOffset(editor) ?? start;
  const [first] = variablesIn(textOf(editor).slice(start, end));
  if (first !== undefined) selectRange(editor, { start: start + first.start, end: start + first.end });
}

/** The question at the caret, as far as the caret, with its place in the plain text. */
function askedIn(editor: TextEditor): (Trigger & { readonly end: number }) | null {
  const line = lineBeforeCaret(editor);
  const trigger = line === null ? null : triggerIn(line.text);
  return line === null || trigger === null ? null : { ...trigger, start: line.start + trigger.start, end: line.start + line.text.length };
}

/**
 * The list of things to insert, at the caret of one text. It opens only by a sign that is typed, and changes nothing but what
 * stands from the sign to the caret. `/` is for the list alone, so its first item is ready to be taken; `@` and `#` are typed
 * for themselves as well, so nothing is taken there before an arrow has gone into the list.
 */
export function createInsertMenu({ editor, recent, inserted }: Options): InsertMenu {
  const store = createStore<MenuState | null>(null);
  let opening = false;
  let itemsFor: ItemsFor = () => [];

  const close = (): void => {
    opening = false;
    store.set(null);
  };

  const refresh = (): void => {
    const before = store.get();
    const trigger = askedIn(editor);
    if (trigger === null || (before === null && !opening)) return close();
    const { start } = trigger;
    const isSame = before !== null && before.start === start && before.sign === trigger.sign;
    // Another sign than the one that was typed: the caret went to an old one.
    if (!isSame && !opening) return close();
    opening = false;
    const all = itemsFor(trigger.sign);
    if (all?.length === 0) return close();
    const sections = isSame && before.query === trigger.query && before.sections !== null ? before.sections : all === null ? null : searchItems(all, recent(), trigger.query);
    const items = sections === before?.sections ? before?.items ?? [] : (sections ?? []).flatMap((section) => section.items);
    const active = sections === before?.sections ? (before?.active ?? -1) : trigger.sign === '/' && items.length > 0 ? 0 : -1;
    store.set({ sign: trigger.sign, start, query: trigger.query, sections, items, active });
  };

  const choose = (item: InsertItem): void => {
    // Somebody else's change may have waited for the same moment: the question is where it stands then.
    atSafeMoment(editor, () => {
      const asked = askedIn(editor);
      close();
      if (asked === null) return;
      replaceRange(editor, asked, item.text);
      toFirstVariable(editor, asked.start);
      inserted(item);
    });
  };

  const insert = (item: InsertItem): void => {
    atSafeMoment(editor, () => {
      const start = selectionStart(editor);
      replaceSelection(editor, item.text);
      focusEditor(editor);
      toFirstVariable(editor, start);
      inserted(item);
    });
  };

  const move = (state: MenuState, by: 1 | -1): void => {
    const { length } = state.items;
    store.set({ ...state, active: state.active === -1 ? (by === 1 ? 0 : length - 1) : (state.active + by + length) % length });
  };

  return {
    state: store,
    offer: (next) => void (itemsFor = next),
    refresh,
    close,
    choose,
    insert,
    overlay: {
      typing: (character) => {
        if (isTriggerSign(character)) opening = true;
      },
      changed: () => {
        if (opening || store.get() !== null) refresh();
      },
      takesKey: ({ key, ctrlKey, metaKey, altKey, shiftKey }) => {
        if (store.get() === null || ctrlKey || metaKey || altKey || shiftKey) return false;
        // The caret may have gone elsewhere since.
        refresh();
        const state = store.get();
        if (state === null) return false;
        switch (key) {
          case 'Escape':
            close();
            return true;
          case 'ArrowDown':
          case 'ArrowUp':
            if (state.items.length === 0 || (state.active === -1 && key === 'ArrowUp')) return false;
            move(state, key === 'ArrowDown' ? 1 : -1);
            return true;
          case 'Enter':
          case 'Tab': {
            const item = state.items[state.active];
            if (item === undefined) {
              close();
              return false;
            }
            choose(item);
            return true;
          }
          default:
            return false;
        }
      },
    },
  };
}
