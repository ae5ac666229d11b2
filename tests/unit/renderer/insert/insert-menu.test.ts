import { Transforms } from 'slate';
import { describe, expect, it } from 'vitest';
import { plainText } from '#shared/document/plain-text.ts';
import { createInsertMenu, type InsertMenu } from '#renderer/features/compose/insert/insert-menu.ts';
import { CHARACTER_ITEMS, type InsertItem } from '#renderer/features/compose/insert/items.ts';
import { blocksOf, type TextEditor } from '#renderer/editor/slate-types.ts';
import { bench, paragraphs } from '../editor/support.ts';

const item = (text: string): InsertItem => CHARACTER_ITEMS.find((each) => each.text === text)!;

interface Desk {
  readonly editor: TextEditor;
  readonly menu: InsertMenu;
  readonly inserted: string[];
  readonly type: (text: string) => void;
  /** Whether the list took the key. */
  readonly press: (key: string, shiftKey?: boolean) => boolean;
  readonly text: () => string;
}

function desk(richText = false, ...lines: readonly string[]): Desk {
  const { editor, wait } = bench({ richText, value: paragraphs(...(lines.length > 0 ? lines : [''])) });
  const inserted: string[] = [];
  const menu = createInsertMenu({ editor, recent: () => [], inserted: ({ id }) => inserted.push(id) });
  menu.offer((sign) => (sign === '#' ? [] : CHARACTER_ITEMS));
  Transforms.select(editor, { path: [editor.children.length - 1, 0], offset: lines.at(-1)?.length ?? 0 });
  return {
    editor,
    menu,
    inserted,
    type: (text) => {
      wait(10);
      for (const character of text) {
        menu.overlay.typing(character);
        editor.insertText(character);
        menu.overlay.changed();
      }
    },
    press: (key, shiftKey = false) => menu.overlay.takesKey({ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false }),
    text: () => plainText(blocksOf(editor)),
  };
}

describe('the list at the caret', () => {
  it('opens by a sign that is typed, and not by one that the caret comes to', () => {
    const { editor, menu, type } = desk(false, '/화살표');
    menu.overlay.changed();
    expect(menu.state.get()).toBeNull();
    type(' /');
    expect(menu.state.get()).toMatchObject({ sign: '/', start: 5, query: '', active: 0 });
    Transforms.select(editor, { path: [0, 0], offset: 4 });
    menu.refresh();
    expect(menu.state.get()).toBeNull();
  });

  it('replaces the sign and the question, as one step of undo, wherever they stand', () => {
    for (const richText of [false, true]) {
      const { editor, type, press, text, inserted } = desk(richText, '첫 줄', '둘째 ');
      type('/화살표');
      expect(press('Enter')).toBe(true);
      expect(text()).toBe('첫 줄\n둘째 →');
      expect(inserted).toEqual(['character:→']);
      type(' 끝');
      expect(text()).toBe('첫 줄\n둘째 → 끝');
      editor.undo();
      expect(text()).toBe('첫 줄\n둘째 →');
      editor.undo();
      expect(text()).toBe('첫 줄\n둘째 /화살표');
    }
  });

  it('knows where it stands in an item of a list, whose marker is no part of the line', () => {
    const { editor, type, press, text } = desk(true, '하나', '둘 ');
    Transforms.setNodes(editor, { type: 'numbered-item' }, { at: [1] });
    Transforms.setNodes(editor, { type: 'bulleted-item' }, { at: [0] });
    type('/섭씨');
    press('Tab');
    expect(text()).toBe('• 하나\n1. 둘 ℃');
  });

  it('takes nothing at @ before an arrow has gone into it, and nothing at all where a sign offers nothing', () => {
    const { menu, type, press, text } = desk();
    type('@');
    expect(menu.state.get()).toMatchObject({ active: -1 });
    expect(press('ArrowUp')).toBe(false);
    expect(press('Tab')).toBe(false);
    expect(menu.state.get()).toBeNull();
    type(' @');
    expect(press('Enter')).toBe(false);
    expect(menu.state.get()).toBeNull();
    type(' @');
    expect(press('ArrowDown')).toBe(true);
    expect(press('Enter')).toBe(true);
    expect(text()).toBe(`@ @ ${CHARACTER_ITEMS[0]?.text ?? ''}`);
    type(' #');
    expect(menu.state.get()).toBeNull();
  });

  it('leaves to the text the keys that are not its own', () => {
    const { menu, type, press } = desk();
    expect(press('Escape')).toBe(false);
    type('/별');
    expect(press('Enter', true)).toBe(false);
    expect(press('Home')).toBe(false);
    type('쀍');
    expect(menu.state.get()).toMatchObject({ items: [], active: -1 });
    expect(press('ArrowDown')).toBe(false);
    expect(press('Escape')).toBe(true);
    expect(press('Escape')).toBe(false);
  });

  it('waits for what is not here yet, and keeps the place in the list while nothing else changes', () => {
    const { menu, type, press, text } = desk();
    menu.offer(() => null);
    type('/');
    expect(menu.state.get()).toMatchObject({ sections: null, active: -1 });
    menu.offer(() => [item('※'), item('→')]);
    menu.refresh();
    expect(menu.state.get()).toMatchObject({ active: 0 });
    press('ArrowDown');
    menu.refresh();
    expect(menu.state.get()).toMatchObject({ active: 1 });
    press('Enter');
    expect(text()).toBe('→');
  });
});
