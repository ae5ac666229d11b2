import type { Page } from '@playwright/test';
import { createAutomaton, isJamoKey, keysFor } from './hangul-automaton.ts';

/**
 * A Korean keyboard over the DevTools protocol. Each key is sent as Windows and macOS send it: a
 * keydown with code 229, then, when the key ends a syllable, its commit (compositionend), then the
 * new syllable (compositionstart, update). Chromium runs its whole input path; only the operating
 * system's part is ours. composition-ibus.spec.ts has the real one.
 */
export interface HangulKeyboard {
  /** Types modern Hangul key by key; the last syllable stays under composition. Spaces and line feeds end a syllable as their keys do. */
  readonly type: (text: string) => Promise<void>;
  /** One letter key of the Latin keyboard: `g` is ㅎ. */
  readonly press: (key: string) => Promise<void>;
  /** Several keys in one round trip, as somebody types who is faster than the window: letter keys, and `Backspace` while composing. */
  readonly roll: (keys: readonly string[]) => Promise<void>;
  /** One jamo while composing, else the editor's own Backspace. */
  readonly backspace: () => Promise<void>;
  /** Enter in mid-syllable comes as 229 first, and again once the syllable is committed. */
  readonly enter: () => Promise<void>;
  /** Ends the syllable without a key of its own, as the Hangul/English key does. */
  readonly commit: () => Promise<void>;
  /** The browser has ended the composition by itself (a click, a blur): starts afresh. */
  readonly forget: () => void;
  readonly composing: () => string;
}

export async function createHangulKeyboard(page: Page): Promise<HangulKeyboard> {
  const cdp = await page.context().newCDPSession(page);
  const automaton = createAutomaton();

  /** What a letter key, or Backspace while composing, makes the input method send. */
  const messagesOf = (key: string): readonly Message[] => {
    const code = key === 'Backspace' ? key : `Key${key.toUpperCase()}`;
    const step = key === 'Backspace' ? automaton.backspace() : automaton.press(key);
    if (step === null) throw new Error('Nothing is being composed');
    const { commit, preedit } = step;
    return [keyDown229(code), ...(commit === '' ? [] : [insert(commit)]), composition(preedit), ['Input.dispatchKeyEvent', { type: 'keyUp', code, key }]];
  };

  /** In order: what is sent on one session arrives as it was sent. */
  const send = async (messages: readonly Message[]): Promise<void> => {
    await Promise.all(messages.map(([method, params]) => cdp.send(method as never, params as never)));
  };

  const press = async (key: string): Promise<void> => {
    for (const message of messagesOf(key)) await send([message]);
  };

  const commit = async (): Promise<void> => {
    const text = automaton.end();
    if (text !== '') await send([insert(text)]);
  };

  const other = async (character: string): Promise<void> => {
    const code = character === ' ' ? 'Space' : '';
    if (automaton.preedit() !== '') {
      await send([keyDown229(code)]);
      await commit();
    }
    await send([insert(character)]);
  };

  const enter = async (): Promise<void> => {
    if (automaton.preedit() !== '') {
      await send([keyDown229('Enter')]);
      await commit();
    }
    await page.keyboard.press('Enter');
  };

  return {
    type: async (text) => {
      for (const key of keysFor(text)) {
        if (key === '\n') await enter();
        else if (isJamoKey(key)) await press(key);
        else await other(key);
      }
    },
    press,
    roll: (keys) => send(keys.flatMap(messagesOf)),
    backspace: async () => {
      if (automaton.preedit() === '') await page.keyboard.press('Backspace');
      else await press('Backspace');
    },
    enter,
    commit,
    forget: () => void automaton.end(),
    composing: () => automaton.preedit(),
  };
}

type Method = 'Input.dispatchKeyEvent' | 'Input.insertText' | 'Input.imeSetComposition';
type Message = readonly [Method, object];

function keyDown229(code: string): Message {
  return ['Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229, code, key: 'Process' }];
}

function insert(text: string): Message {
  return ['Input.insertText', { text }];
}

function composition(text: string): Message {
  return ['Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }];
}
