import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAutomaton, keysFor } from '../../../e2e/support/hangul-automaton.ts';

/** What a person who presses these keys has on the screen at the end. */
function typed(keys: readonly string[]): string {
  const automaton = createAutomaton();
  const committed = keys.map((key) => automaton.press(key).commit).join('');
  return committed + automaton.end();
}

describe('the two-set keyboard of the tests', () => {
  test('every modern syllable comes from its keys', () => {
    for (let code = 0xac00; code <= 0xd7a3; code += 1) {
      const syllable = String.fromCharCode(code);
      expect(typed(keysFor(syllable))).toBe(syllable);
    }
  });

  test('any row of syllables that do not run into one another comes out as it was meant', () => {
    const syllable = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code));
    fc.assert(fc.property(fc.array(syllable, { maxLength: 20 }), (syllables) => {
      expect(typed(keysFor(syllables.join('')))).toBe(syllables.join(''));
    }));
  });

  test.each([
    ['gksrmf', '한글'],
    ['dkssudgktpdy', '안녕하세요'],
    ['rkqk', '가바'],
    ['rkqtk', '갑사'],
    ['dhk', '와'],
    ['rr', 'ㄱㄱ'],
    ['kk', 'ㅏㅏ'],
  ])('%s is %s', (keys, text) => {
    expect(typed(Array.from(keys))).toBe(text);
  });

  test('Backspace takes one jamo while composing, and is not its own after', () => {
    const automaton = createAutomaton();
    for (const key of keysFor('값')) automaton.press(key);
    expect(automaton.backspace()).toEqual({ commit: '', preedit: '갑' });
    expect(automaton.backspace()).toEqual({ commit: '', preedit: '가' });
    expect(automaton.backspace()).toEqual({ commit: '', preedit: 'ㄱ' });
    expect(automaton.backspace()).toEqual({ commit: '', preedit: '' });
    expect(automaton.backspace()).toBeNull();
  });
});
