import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withParticle } from '#shared/language/josa.ts';
import { glossaryHits, glossaryOf } from '#shared/language/spelling/glossary.ts';
import { isKnownWord, knownWords, nameIn } from '#shared/language/spelling/known-words.ts';
import { PLAIN_WORDS } from '#shared/language/spelling/plain-words.ts';
import { adaptedParticle, fitsAsParticle } from '#shared/language/spelling/word-particles.ts';
import { spellingWords } from '#shared/language/spelling/words.ts';
import { skippedZones } from '#shared/language/spelling/zones.ts';

const words = (text: string): string[] => spellingWords(text, skippedZones(text)).map((word) => word.text);
const hangul = fc.string({ unit: fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code)), minLength: 2, maxLength: 6 });
const PAIRS = ['은/는', '이/가', '을/를', '과/와', '으로/로', '이나/나', '이라/라'] as const;

describe('words of a text', () => {
  it.each([
    ['서울시는 오늘 문을 엽니다.', ['서울시는', '오늘', '문을', '엽니다']],
    ['11월 24일, 20만 원, 5G, 3rd', ['원']],
    ['X에서 “시민”은 ‘함께’를 『책』에서', ['시민', '함께', '책']],
    ['"시민"은 (서울)에서 SNS YouTube iPhone a', ['시민', '서울']],
    ['#몇일 @alot https://a.kr/되서 mail@alot.kr 되서.pdf rent.pdf', ['되서']],
    ['Don’t miss the city’s well-being co-op', ['Don’t', 'miss', 'the', 'city’s', 'well', 'being']],
    ['ㅋㅋ 좋아요ㅋㅋ 한글', ['한글']],
  ])('of %s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('takes a capital in mid-sentence for a name', () => {
    const nameLike = (text: string): string[] => spellingWords(text, []).filter(({ isNameLike }) => isNameLike).map((word) => word.text);
    expect(nameLike('Visit Hanbit today. Tomorrow the Haneul Bridge opens.')).toEqual(['Hanbit', 'Haneul', 'Bridge']);
  });
});

describe('the newsroom’s words', () => {
  it.each([
    ['따릉이', ['따릉이', '따릉이를', '따릉이는', '따릉이에서', '따릉이로', '따릉이까지만', '따릉이입니다', '따릉이들은', '따릉이예요'], ['따릉이은', '따릉이을', '따릉이으로', '따릉이답', '따릉']],
    ['다산콜재단', ['다산콜재단', '다산콜재단으로', '다산콜재단은', '다산콜재단에서는', '다산콜재단이었습니다'], ['다산콜재단는', '다산콜재단로', '다산콜재단를']],
    ['온빛마을', ['온빛마을로', '온빛마을은', '온빛마을로부터'], ['온빛마을으로', '온빛마을는']],
    ['Hanbit', ['Hanbit', 'Hanbit’s', "Hanbit's"], ['hanbit', 'Hanbits']],
    ['bikeshare', ['bikeshare', 'Bikeshare'], ['bikeshares']],
    ['기후 동행 카드', ['기후', '카드를', '동행'], ['카드을']],
  ])('%s', (entry, right, wrong) => {
    const known = knownWords([entry]);
    expect(right.filter((word) => !isKnownWord(word, known))).toEqual([]);
    expect(wrong.filter((word) => isKnownWord(word, known))).toEqual([]);
  });

  it('pass with the particle that their sound asks for, and not with the other one', () => {
    fc.assert(
      fc.property(hangul, fc.constantFrom(...PAIRS), (word, pair) => {
        const known = knownWords([word]);
        const right = withParticle(word, pair);
        expect(isKnownWord(right, known)).toBe(true);
        const other = word + (pair.split('/').find((form) => word + form !== right) ?? '');
        // 이나 after a vowel could be another particle with something behind it; the plain pairs cannot.
        if (['은/는', '을/를', '과/와', '이/가'].includes(pair)) expect(isKnownWord(other, known)).toBe(false);
      }),
    );
  });

  it('are proposed without their particle', () => {
    expect(['한빛시는', '따릉이를', '한빛시', 'Hanbit’s'].map(nameIn)).toEqual(['한빛시', '따릉이', '한빛시', 'Hanbit']);
  });
});

it('adapts a particle to another noun so that it fits', () => {
  fc.assert(
    fc.property(hangul, hangul, fc.constantFrom(...PAIRS), (from, to, pair) => {
      const rest = withParticle(from, pair).slice(from.length);
      expect(to + adaptedParticle(rest, to)).toBe(withParticle(to, pair));
      expect(fitsAsParticle(to, adaptedParticle(rest, to))).toBe(true);
    }),
  );
});

describe('plain words and terms', () => {
  const mends = (text: string, glossary = glossaryOf([], [])): (string | null)[] => glossaryHits(text, glossary).map(({ mend }) => mend);
  it.each([
    ['금번에는 익일을 봅니다.', ['이번에는', '다음 날을']],
    ['제고를 위해', ['높임을']],
    ['편의를 제고하고자', [null]],
    ['승강장으로', ['타는 곳으로']],
    ['Prior to the event, utilize the map.', ['Before', 'use']],
    ['일금번호 제고품 utilized', []],
    ['유관 기관과', ['관계 기관과']],
  ])('in %s', (text, expected) => {
    expect(mends(text)).toEqual(expected);
  });

  it('are replaced, added and switched off by the newsroom', () => {
    const own = glossaryOf([{ hard: '익일', plain: '', note: '' }, { hard: '금번', plain: '요번', note: '' }, { hard: '지번', plain: '땅 번호', note: '' }], []);
    expect(mends('익일 금번은 지번을', own)).toEqual(['요번은', '땅 번호를']);
  });

  it('have a term over both, exactly as it is written', () => {
    const own = glossaryOf([], [{ term: 'Hanbit City', wrong: ['hanbit city', 'Hanbit-si', '한빛 시'], note: '' }]);
    expect(mends('hanbit city, Hanbit City and Hanbit-si: 한빛 시는', own)).toEqual(['Hanbit City', 'Hanbit City', 'Hanbit City는']);
  });

  it('of the built-in list never lead to another hard word', () => {
    const glossary = glossaryOf([], []);
    for (const { hard, plain } of PLAIN_WORDS) expect(glossaryHits(plain, glossary).map(({ word }) => word), hard).toEqual([]);
  });
});
