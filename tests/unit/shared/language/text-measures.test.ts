import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureText, toldReadingTime } from '#shared/language/text-measures.ts';

describe('the measures of a text', () => {
  it('count Korean in characters, 어절 and sentences', () => {
    const text = '청년 월세 지원\n\n11. 24.(화)부터 신청하세요. 한빛시 누리집에서 받습니다!';
    expect(measureText(text, 'ko')).toMatchObject({ characters: 45, words: 9, sentences: 3, paragraphs: 2 });
  });

  it('count English in words, and no sign as one', () => {
    expect(measureText('Apply from Nov 24. It is free – really!', 'en')).toMatchObject({ words: 8, sentences: 2, paragraphs: 1 });
  });

  it('count what a reader sees as one character', () => {
    expect(measureText('👨‍👩‍👧e\u0301한', 'ko').characters).toBe(3);
  });

  it('are all nothing for nothing', () => {
    for (const empty of ['', ' \n\n ']) expect(measureText(empty, 'ko')).toMatchObject({ words: 0, sentences: 0, paragraphs: 0, readingSeconds: 0 });
  });

  it('give the reading time by characters in Korean, by words in English, and read no address', () => {
    expect(measureText('가나다라마바사아자차 '.repeat(588), 'ko').readingSeconds).toBeCloseTo(600, 6);
    expect(measureText('word '.repeat(238), 'en').readingSeconds).toBeCloseTo(60, 6);
    const bare = measureText('신청은 여기서:', 'ko').readingSeconds;
    expect(measureText('신청은 여기서: https://hanbit.example.com/rent/2026/very/long', 'ko').readingSeconds).toBeCloseTo(bare, 6);
    expect(measureText('See https://hanbit.example.com/rent now', 'en').readingSeconds).toBeCloseTo((3 * 60) / 238, 6);
  });

  it('of a part are never more than those of the whole, and a longer text is never quicker to read', () => {
    const piece = fc.constantFrom('한', '글 ', 'a', 'word ', '. ', '!\n', '😊', '11. ', '#태그 ', '\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.array(piece, { maxLength: 20 }), fc.constantFrom('ko' as const, 'en' as const), (words, more, language) => {
        const part = measureText(words.join(''), language);
        const whole = measureText(`${words.join('')}\n${more.join('')}`, language);
        for (const measure of ['characters', 'words', 'paragraphs', 'readingSeconds'] as const) expect(whole[measure]).toBeGreaterThanOrEqual(part[measure]);
        expect(part.paragraphs).toBeGreaterThanOrEqual(part.words > 0 ? 1 : 0);
        expect(part.sentences).toBeLessThanOrEqual(part.words);
      }),
    );
  });
});

describe('a reading time', () => {
  it.each([
    [0, null],
    [0.1, { unit: 'seconds', count: 5 }],
    [12, { unit: 'seconds', count: 15 }],
    [55, { unit: 'seconds', count: 55 }],
    [55.1, { unit: 'minutes', count: 1 }],
    [89, { unit: 'minutes', count: 1 }],
    [91, { unit: 'minutes', count: 2 }],
  ] as const)('%s seconds is told as %j', (seconds, told) => {
    expect(toldReadingTime(seconds)).toEqual(told);
  });
});
