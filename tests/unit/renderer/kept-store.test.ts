import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeptStore } from '#renderer/app/kept-store.ts';

/** Storage that several windows share, as a browser tells them of it: all but the one that wrote. */
function machine(kept = new Map<string, string>()) {
  const windows: { readonly listeners: ((event: unknown) => void)[]; readonly area: object }[] = [];
  let full = false;
  function open() {
    const listeners: ((event: unknown) => void)[] = [];
    const area = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => {
        if (full) throw new Error('full');
        kept.set(key, value);
        for (const each of windows) if (each.area !== area) for (const listener of each.listeners) listener({ storageArea: each.area, key, newValue: value });
      },
    };
    windows.push({ listeners, area });
    vi.stubGlobal('localStorage', area);
    vi.stubGlobal('window', { addEventListener: (_type: string, listener: (event: unknown) => void) => void listeners.push(listener) });
    return createKeptStore<readonly string[]>('words', { parse: (text) => (text === null ? [] : (JSON.parse(text) as string[])), format: JSON.stringify });
  }
  return { open, kept, fill: () => void (full = true), windows };
}

describe('a value that is kept', () => {
  beforeEach(() => void vi.unstubAllGlobals());

  it('is in every window, and none writes over another', () => {
    const shared = machine(new Map([['words', '["하나"]']]));
    const [one] = [shared.open()];
    // What a store writes goes to its own window's storage.
    const area = globalThis.localStorage;
    const two = shared.open();
    const theirs = globalThis.localStorage;
    vi.stubGlobal('localStorage', area);
    one.update((words) => [...words, '둘']);
    vi.stubGlobal('localStorage', theirs);
    shared.windows[1]?.listeners[0]?.({ storageArea: theirs, key: 'words', newValue: shared.kept.get('words') });
    expect(two.get()).toEqual(['하나', '둘']);
    two.update((words) => [...words, '셋']);
    expect(shared.kept.get('words')).toBe('["하나","둘","셋"]');
  });

  it('heeds no other key, and is emptied when all is', () => {
    const shared = machine(new Map([['words', '["하나"]']]));
    const store = shared.open();
    const [{ listeners, area }] = shared.windows as [(typeof shared.windows)[0]];
    listeners[0]?.({ storageArea: area, key: 'other', newValue: '["x"]' });
    listeners[0]?.({ storageArea: {}, key: 'words', newValue: '["x"]' });
    expect(store.get()).toEqual(['하나']);
    listeners[0]?.({ storageArea: area, key: null, newValue: null });
    expect(store.get()).toEqual([]);
  });

  it('stays on the screen when the disk is full, and works without a window', () => {
    const shared = machine();
    const store = shared.open();
    shared.fill();
    store.set(['하나']);
    expect(store.get()).toEqual(['하나']);
    vi.unstubAllGlobals();
    expect(createKeptStore('words', { parse: () => 1, format: String }).get()).toBe(1);
  });
});
