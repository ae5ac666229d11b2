import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composed } from '#shared/language/composed.ts';
import { countGraphemes, graphemeEnd, graphemes, graphemeStart, indexOfGrapheme } from '#shared/language/graphemes.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 100 }), fc.string({ unit: 'grapheme', maxLength: 100 }));

test.each([
  ['가', 1],
  ['각'.normalize('NFD'), 1],
  ['👨‍👩‍👧‍👦', 1],
  ['🇰🇷🇺🇸', 2],
  ['👍🏽', 1],
  ['1️⃣', 1],
  ['\r\n', 1],
  ['a\n가', 3],
  ['', 0],
])('%j is %i', (text, count) => {
  expect(countGraphemes(text)).toBe(count);
  expect(graphemes(text)).toHaveLength(count);
});

test('every way of counting agrees, on any string', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const parts = graphemes(text);
      expect(parts.join('')).toBe(text);
      expect(countGraphemes(text)).toBe(parts.length);
      let at = 0;
      parts.forEach((part, index) => {
        expect(indexOfGrapheme(text, index)).toBe(at);
        for (let inside = at; inside < at + part.length; inside += 1) {
          expect(graphemeStart(text, inside)).toBe(at);
          expect(graphemeEnd(text, inside)).toBe(inside === at ? at : at + part.length);
        }
        at += part.length;
      });
      expect(indexOfGrapheme(text, parts.length + 1)).toBe(text.length);
    }),
  );
});

test('indexes outside are the ends', () => {
  expect(graphemeStart('가나', -3)).toBe(0);
  expect(graphemeStart('가나', 9)).toBe(2);
  expect(indexOfGrapheme('가나', -1)).toBe(0);
});

describe('composed', () => {
  test('maps every place back to the character that it is in', () => {
    const piece = fc.constantFrom('가', '각', 'é', 'a', ' ', '\n', '😊', 'ㅋ', '힣');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
        const given = parts.join('').normalize('NFD');
        const { text, toGiven } = composed(given);
        expect(text).toBe(parts.join('').normalize('NFC'));
        let before = 0;
        for (const part of graphemes(text)) {
          expect(given.slice(0, toGiven(before)).normalize('NFC')).toBe(text.slice(0, before));
          before += part.length;
        }
        expect(toGiven(text.length)).toBe(given.length);
      }),
    );
  });
});
