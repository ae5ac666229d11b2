import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SPECIAL_CHARACTERS } from '#shared/insert/characters.ts';
import { triggerIn } from '#shared/insert/trigger.ts';

describe('triggerIn', () => {
  it.each([
    ['/', { sign: '/', start: 0, query: '' }],
    ['안녕 /별', { sign: '/', start: 3, query: '별' }],
    ['\t/ㅎㅅㅍ', { sign: '/', start: 1, query: 'ㅎㅅㅍ' }],
    ['문의는 @', { sign: '@', start: 4, query: '' }],
    ['#한빛시 #청', { sign: '#', start: 5, query: '청' }],
  ])('%j asks', (line, trigger) => {
    expect(triggerIn(line)).toEqual(trigger);
  });

  it.each(['', '3/4', '가/나', '/ ', '/별 ', '/usr/bin', 'https://', 'a@b', 'kim@hanbit.example', '안녕#붙임', '@@', '##', '/별\n다음'])('%j asks for nothing', (line) => {
    expect(triggerIn(line)).toBeNull();
  });

  it('reaches from the sign to the caret, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('/', '@', '#', ' ', '가', 'ㅎ', 'a', '\u3000', '😀') }), (line) => {
        const trigger = triggerIn(line);
        if (trigger === null) return;
        expect(trigger.sign + trigger.query).toBe(line.slice(trigger.start));
        expect(trigger.start === 0 || /\s/u.test(line.charAt(trigger.start - 1))).toBe(true);
        expect(trigger.query).not.toMatch(/[\s/]/u);
      }),
      { numRuns: 500 },
    );
  });

  it('lets a long word be', () => {
    expect(triggerIn(`/${'가'.repeat(40)}`)).not.toBeNull();
    expect(triggerIn(`/${'가'.repeat(41)}`)).toBeNull();
  });
});

describe('the special characters', () => {
  it('are each there once, composed, with names in both languages', () => {
    expect(new Set(SPECIAL_CHARACTERS.map(({ text }) => text)).size).toBe(SPECIAL_CHARACTERS.length);
    for (const { text, ko, en } of SPECIAL_CHARACTERS) {
      expect(text).toBe(text.normalize('NFC'));
      expect(ko.join('')).toMatch(/[가-힣]/u);
      expect(en.join('')).toMatch(/^[\x20-\x7e]+$/u);
    }
  });
});
