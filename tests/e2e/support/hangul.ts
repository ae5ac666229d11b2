import type { CDPSession, Page } from '@playwright/test';
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

  const press = async (key: string): Promise<void> => {
    const code = `Key${key.toUpperCase()}`;
    await keyDown229(cdp, code);
    const { commit, preedit } = automaton.press(key);
    if (commit !== '') await cdp.send('Input.insertText', { text: commit });
    await compose(cdp, preedit);
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', code, key });
  };

  const commit = async (): Promise<void> => {
    const text = automaton.end();
    if (text !== '') await cdp.send('Input.insertText', { text });
  };

  const other = async (character: string): Promise<void> => {
    const code = character === ' ' ? 'Space' : '';
    if (automaton.preedit() !== '') {
      await keyDown229(cdp, code);
      await commit();
    }
    await cdp.send('Input.insertText', { text: character });
  };

  const enter = async (): Promise<void> => {
    if (automaton.preedit() !== '') {
      await keyDown229(cdp, 'Enter');
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
    backspace: async () => {
      const step = automaton.backspace();
      if (step === null) {
        await page.keyboard.press('Backspace');
        return;
      }
      await keyDown229(cdp, 'Backspace');
      await compose(cdp, step.preedit);
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', code: 'Backspace', key: 'Backspace' });
    },
    enter,
    commit,
    forget: () => void automaton.end(),
    composing: () => automaton.preedit(),
  };
}

async function keyDown229(cdp: CDPSession, code: string): Promise<void> {
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229, code, key: 'Process' });
}

async function compose(cdp: CDPSession, text: string): Promise<void> {
  await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
}
