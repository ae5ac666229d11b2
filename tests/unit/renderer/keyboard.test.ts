import { beforeEach, describe, expect, it, vi } from 'vitest';
import { commandOf, type KeyboardContext } from '#renderer/app/keyboard.ts';

/** Enough of an element: what it is inside of, by the selectors that the keyboard asks for. */
class FakeElement {
  readonly within: readonly string[];
  constructor(...within: string[]) {
    this.within = within;
  }
  closest(selectors: string): FakeElement | null {
    return selectors.split(',').some((selector) => this.within.includes(selector.trim())) ? this : null;
  }
}

const library: KeyboardContext = { platform: 'linux', letterKeys: true, screen: 'library' };
const review: KeyboardContext = { ...library, screen: 'review' };
const event = (code: string, rest: Record<string, unknown> = {}): KeyboardEvent =>
  ({ code, key: code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0, target: new FakeElement(), ...rest }) as unknown as KeyboardEvent;

describe('commandOf', () => {
  beforeEach(() => vi.stubGlobal('Element', FakeElement));

  it('knows a letter by its place while the Hangul mode is on', () => {
    expect(commandOf(event('KeyK', { key: 'ㅏ', ctrlKey: true }), library)).toBe('palette.open');
    expect(commandOf(event('KeyA', { key: 'ㅁ' }), review)).toBe('review.approve');
  });

  it('leaves keys that belong to a composition alone', () => {
    expect(commandOf(event('KeyK', { ctrlKey: true, isComposing: true }), library)).toBeNull();
    expect(commandOf(event('KeyK', { ctrlKey: true, keyCode: 229 }), library)).toBeNull();
    expect(commandOf(event('Enter', { ctrlKey: true, isComposing: true }), review)).toBeNull();
  });

  it('keeps single letters out of texts, menus and lists of choices', () => {
    for (const inside of ['input', 'textarea', '[contenteditable="true"]', '[role="menu"]', '[role="listbox"]', '[role="combobox"]']) {
      expect(commandOf(event('KeyA', { target: new FakeElement(inside) }), review), inside).toBeNull();
    }
    expect(commandOf(event('KeyK', { ctrlKey: true, target: new FakeElement('textarea') }), library)).toBe('palette.open');
  });

  it('lets single letters be switched off', () => {
    expect(commandOf(event('KeyA'), { ...review, letterKeys: false })).toBeNull();
  });

  it('listens to a screen’s keys on that screen only', () => {
    expect(commandOf(event('F7'), review)).toBe('review.next-change');
    expect(commandOf(event('F7'), library)).toBeNull();
    expect(commandOf(event('Enter', { ctrlKey: true }), review)).toBe('review.submit');
    expect(commandOf(event('Enter', { ctrlKey: true }), { ...library, screen: 'compose' })).toBe('compose.request-review');
  });

  it('lets nothing but the zoom through while a dialog is open', () => {
    const inDialog = new FakeElement('[role="dialog"]', 'input');
    expect(commandOf(event('Digit1', { ctrlKey: true, target: inDialog }), library)).toBeNull();
    expect(commandOf(event('Equal', { ctrlKey: true, target: inDialog }), library)).toBe('zoom.in');
  });
});
