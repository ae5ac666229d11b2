import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkParagraph, checkSpelling, type ParagraphCache } from '#shared/language/spelling/check.ts';
import { glossaryOf } from '#shared/language/spelling/glossary.ts';
import { SPELLING_RULES } from '#shared/language/spelling/rules/index.ts';
import { skippedZones, touches } from '#shared/language/spelling/zones.ts';
import { meansOf } from './means.ts';

/** Pieces that rules, lists and zones are about, thrown together. */
const piece = fc.oneof(
  fc.constantFrom(...SPELLING_RULES.flatMap((rule) => [...rule.wrong.map(([text]) => text), ...rule.right])),
  fc.constantFrom('익일', '제고를', '제고하여', '금번에는', 'prior to', 'Utilize', '하늘 공원을', 'https://됬습니다.kr/되서', '#몇일 ', '@alot', 'a@alot.kr', '되서.pdf', '쀍뛣', 'libary', 'X에서', '20만', '“역활”은', 'ㅋㅋ'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const text = fc.array(piece, { maxLength: 12 }).chain((pieces) => fc.constantFrom(' ', '', '\n', ', ').map((between) => pieces.join(between)));
const glossary = glossaryOf([], [{ term: '하늘공원', wrong: ['하늘 공원'], note: '' }]);
/** A dictionary that knows every second word. */
const means = meansOf({ glossary, verdict: (_language, word) => (word.length % 2 === 0 ? 'wrong' : 'right') });

describe('findings', () => {
  it('are in order, never overlap, and name the characters that they mark', () => {
    fc.assert(
      fc.property(text, (given) => {
        let end = 0;
        for (const finding of checkSpelling(given, means, new Map()).findings) {
          expect(finding.start).toBeGreaterThanOrEqual(end);
          expect(finding.end).toBeGreaterThan(finding.start);
          expect(given.slice(finding.start, finding.end)).toBe(finding.word);
          expect(finding.mend).not.toBe(finding.word);
          ({ end } = finding);
        }
      }),
    );
  });

  it('have ids of their own', () => {
    fc.assert(
      fc.property(text, (given) => {
        const ids = checkSpelling(given, means, new Map()).findings.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('never touch an address, a tag, a mention or a file', () => {
    fc.assert(
      fc.property(text, (given) => {
        for (const line of given.split('\n')) {
          const zones = skippedZones(line);
          for (const finding of checkParagraph(line, means).findings) expect(touches(zones, finding)).toBe(false);
        }
      }),
    );
  });

  it('are the same from the memory of paragraphs as without it', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
        const cache: ParagraphCache = new Map();
        for (const given of [...texts, texts.join('\n')]) expect(checkSpelling(given, means, cache)).toEqual(checkSpelling(given, means, new Map()));
      }),
    );
  });

  it('are none of a language that is off, and none of a word that is ignored', () => {
    fc.assert(
      fc.property(text, (given) => {
        const { findings } = checkSpelling(given, means, new Map());
        expect(checkSpelling(given, { ...means, languages: new Set(['en']) }, new Map()).findings.every(({ language }) => language === 'en')).toBe(true);
        const ignored = new Set(findings.map(({ word }) => word));
        expect(checkSpelling(given, { ...means, ignored }, new Map()).findings.filter(({ word }) => ignored.has(word))).toEqual([]);
      }),
    );
  });

  it('say which words have to be asked about, each of them a word of the text', () => {
    fc.assert(
      fc.property(text, (given) => {
        for (const { word } of checkSpelling(given, { ...means, verdict: () => 'unasked' }, new Map()).unasked) expect(given).toContain(word);
      }),
    );
  });
});

describe('a mend', () => {
  it('changes exactly the word', () => {
    fc.assert(
      fc.property(text, (given) => {
        for (const { start, end, mend } of checkSpelling(given, means, new Map()).findings) {
          if (mend === null) continue;
          const after = given.slice(0, start) + mend + given.slice(end);
          expect(after.startsWith(given.slice(0, start))).toBe(true);
          expect(after.endsWith(given.slice(end))).toBe(true);
        }
      }),
    );
  });
});

// A square of its length would not end within the time of a test.
it.each([['가', 20_000], ['a', 20_000], ['할 ', 8_000], ['던지 ', 6_000], ['제 ', 8_000], ['@.', 10_000], ['a.', 10_000], ['"', 10_000]])('gets through a text of many %j', (part, times) => {
  checkParagraph(part.repeat(times), meansOf({ glossary: glossaryOf([], []) }));
});
