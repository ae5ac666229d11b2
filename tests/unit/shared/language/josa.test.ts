import { describe, expect, test } from 'vitest';
import { finalSound, particle, withParticle, type JosaPair } from '#shared/language/josa.ts';
import { splitParticle } from '#shared/language/particles.ts';

test.each<[word: string, pair: JosaPair, expected: string]>([
  // Hangul
  ['서울', '은/는', '서울은'],
  ['따릉이', '은/는', '따릉이는'],
  ['서울', '으로/로', '서울로'],
  ['시청', '으로/로', '시청으로'],
  ['도서관', '이/가', '도서관이'],
  ['제주', '과/와', '제주와'],
  ['각'.normalize('NFD'), '을/를', `${'각'.normalize('NFD')}을`],
  // Digits, as they are read
  ['120', '은/는', '120은'],
  ['3', '을/를', '3을'],
  ['2', '을/를', '2를'],
  ['1', '으로/로', '1로'],
  ['10', '으로/로', '10으로'],
  ['1,000', '이/가', '1,000이'],
  ['10,000', '과/와', '10,000과'],
  ['3.5', '은/는', '3.5는'],
  ['0', '은/는', '0은'],
  ['1000000000000', '이/가', '1000000000000가'],
  // Latin letters
  ['Seoul', '은/는', 'Seoul은'],
  ['Seoul', '으로/로', 'Seoul로'],
  ['SNS', '을/를', 'SNS를'],
  ['URL', '은/는', 'URL은'],
  ['X', '은/는', 'X는'],
  ['Facebook', '은/는', 'Facebook은'],
  ['YouTube', '을/를', 'YouTube를'],
  ['Google', '이/가', 'Google이'],
  ['Instagram', '과/와', 'Instagram과'],
  ['Internet', '을/를', 'Internet을'],
  ['news', '이/가', 'news가'],
  // What closes is passed over; a gloss is not what is read
  ['‘서울’', '은/는', '‘서울’은'],
  ['“따릉이”', '을/를', '“따릉이”를'],
  ['서울시(Seoul)', '은/는', '서울시(Seoul)는'],
  ['(서울)', '은/는', '(서울)은'],
  ['공연 🎉', '이/가', '공연 🎉이'],
  ['50%', '을/를', '50%를'],
  ['3㎏', '이/가', '3㎏이'],
])('%s + %s', (word, pair, expected) => {
  expect(withParticle(word, pair)).toBe(expected);
});

test('where nothing can be read, both forms', () => {
  expect(finalSound('🎉')).toBeNull();
  expect(particle('🎉', '은/는')).toBe('은(는)');
  expect(particle('', '으로/로')).toBe('(으)로');
});

describe('a word taken apart', () => {
  test.each([
    ['서울시장이', { stem: '서울시장', particle: '이' }],
    ['서울시를', { stem: '서울시', particle: '를' }],
    ['한강공원에서', { stem: '한강공원', particle: '에서' }],
    ['축제는', { stem: '축제', particle: '는' }],
    ['시청으로', { stem: '시청', particle: '으로' }],
  ])('%s', (word, split) => expect(splitParticle(word)).toEqual(split));

  test.each(['서울', '고양이', '어린이', '가을', '나들이', '국가', '효과', '물을를', 'Seoul은', '을', '이', ''])('%s stays whole', (word) => {
    expect(splitParticle(word)).toBeNull();
  });
});
