import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '#shared/domain/ids.ts';
import { compareStory, type StoryText } from '#shared/language/facts/compare-story.ts';
import { storyFactsOf } from '#shared/language/facts/story-facts.ts';
import { wrongWeekdays } from '#shared/language/facts/weekdays.ts';
import { writeFact } from '#shared/language/facts/write-fact.ts';
import { SAMPLE_STORIES } from '../../../../src/main/core/sample/stories.ts';

function told(...texts: readonly (readonly [Language, string])[]): StoryText[] {
  return texts.map(([language, text], index) => ({ id: `t${String(index)}`, kind: 'variant', language, text }));
}

function conflicts(...texts: readonly (readonly [Language, string])[]): string[][] {
  return compareStory(told(...texts)).conflicts.map(({ sides }) => sides.map(({ fact }) => fact.text));
}

function values(text: string, language: Language): string[] {
  return storyFactsOf(text, language).map(({ kind, of, value }) => [kind, of, value].filter((part) => part !== '').join(' '));
}

describe('the facts of a text', () => {
  it.each([
    ['신청 11. 24.(화)부터', 'Apply from Tue, Nov 24', 'date 11-24'],
    ['오후 3시에 만나요', 'Meet at 3 p.m.', 'time 900'],
    ['매월 20만 원', 'KRW 200,000 a month', 'measure money 200000'],
    ['예산 1억 2,000만 원', 'a budget of 120 million won', 'measure money 120000000'],
    ['참가비 5,000원', 'a fee of ₩5,000', 'measure money 5000'],
    ['12개월 동안', 'for 12 months', 'measure month 12'],
    ['시민 300명', '300 residents', 'measure people 300'],
    ['30% 할인', '30 percent off', 'measure percent 30'],
    ['2곳', '2 places', 'measure place 2'],
    ['문의 02-555-0120', 'Call +82-2-555-0120', 'phone 025550120'],
    ['메일 help@hanbit.example.com', 'Mail help@hanbit.example.com', 'email help@hanbit.example.com'],
  ])('%s is %s', (ko, en, value) => {
    expect(values(ko, 'ko')).toContain(value);
    expect(values(en, 'en')).toContain(value);
  });

  it('are the same for composed and decomposed text, at the places of the text as given', () => {
    const text = '청년 월세 11. 24.(화)부터 매월 20만 원, 강변공원에서 오후 3시';
    expect(values(text.normalize('NFD'), 'ko')).toEqual(values(text, 'ko'));
    for (const fact of storyFactsOf(text.normalize('NFD'), 'ko')) expect(text.normalize('NFD').slice(fact.start, fact.end)).toBe(fact.text);
  });

  it('know both ages of a range, and what is no fact', () => {
    expect(values('만 19~34세 청년', 'ko')).toEqual(['measure age 19', 'measure age 34']);
    expect(values('aged 19 to 34', 'en')).toEqual(['measure age 19', 'measure age 34']);
    expect(values('시청 앞 3번 거치대, 2번 출구, 영하 12도, 120으로', 'ko')).toEqual([]);
  });
});

describe('the facts of a story', () => {
  it('agree however they are written, in either language', () => {
    expect(conflicts(['ko', '11. 24.(화) 오후 3시, 참가비 20만 원'], ['en', 'Tue, Nov 24 at 3 p.m., KRW 200,000'], ['ko', '11월 24일 15:00, 200,000원'])).toEqual([]);
  });

  it.each([
    [['ko', '매월 최대 20만 원을 12개월 동안 지원합니다.'], ['en', 'Up to KRW 250,000 a month for 12 months.'], [['20만 원', 'KRW 250,000']]],
    [['ko', '11. 24.(화)부터 신청하세요.'], ['en', 'Apply from Wed, Nov 25.'], [['11. 24.(화)', 'Wed, Nov 25']]],
    [['ko', '축제는 오후 3시에 강변공원에서 시작합니다.'], ['en', 'The festival starts at 4 p.m. in Riverside Park.'], [['오후 3시', '4 p.m.']]],
    [['ko', '도서관 앞 거치대 2곳을 이용해 주세요.'], ['ko', '도서관 앞 거치대 3곳을 이용해 주세요.'], [['2곳', '3곳']]],
    [['ko', '문의: 청년정책과 02-555-0120'], ['en', 'Call 02-555-0121 for help.'], [['02-555-0120', '02-555-0121']]],
    [['ko', '공연은 강변공원에서 엽니다.'], ['ko', '공연은 강번공원에서 엽니다.'], [['강변공원', '강번공원']]],
    [['ko', '신청: https://hanbit.example.com/rent'], ['ko', '신청: https://hanbit.example.com/rant'], [['https://hanbit.example.com/rent', 'https://hanbit.example.com/rant']]],
    [['ko', '11월 24일부터 12월 11일까지 받습니다.'], ['en', 'Open from November 24 until December 12.'], [['12월 11일', 'December 12']]],
  ] as const)('conflict: %j and %j', (a, b, expected) => {
    expect(conflicts(a, b)).toEqual(expected);
  });

  it.each([
    ['a start and an end', ['ko', '11. 24.(화)부터 신청하세요.'], ['ko', '12. 11.(금)까지 신청하세요.']],
    ['a part of the facts', ['ko', '11. 24.(화)~12. 11.(금), 매월 최대 20만 원'], ['ko', '매월 최대 20만 원']],
    ['other sums', ['ko', '매월 최대 20만 원을 드립니다.'], ['ko', '시는 올해 예산 36억 원을 마련했습니다.']],
    ['other pages', ['ko', 'https://hanbit.example.com/rent?utm=x'], ['ko', 'http://www.hanbit.example.com/rent/']],
    ['another page', ['ko', 'https://hanbit.example.com/rent'], ['en', 'https://hanbit.example.com/en/rent']],
    ['another place', ['ko', '강변공원에서 출발합니다.'], ['ko', '한빛공원에서 출발합니다.']],
    ['a threshold and a forecast', ['ko', '영하 10도 아래로 내려가면 얼 수 있습니다.'], ['ko', '내일 아침 영하 12도까지 내려갑니다.']],
    ['a noun with 취소', ['ko', '신청 취소는 누리집에서 할 수 있습니다.'], ['ko', '신청은 누리집에서 할 수 있습니다. 많은 참여 바랍니다.']],
    ['another number of other things', ['ko', '부스 30곳이 문을 엽니다.'], ['ko', '주차장은 2곳 있습니다.']],
  ] as const)('no conflict: %s', (_name, a, b) => {
    expect(conflicts(a, b)).toEqual([]);
  });

  it('tell of a cancellation that one text leaves out', () => {
    expect(conflicts(['ko', '비가 와서 오늘 공연을 취소합니다.'], ['en', 'The concert is at 3 p.m. in Riverside Park.'])).toEqual([['취소합니다', 'The concert is at 3 p.m. in Riverside Park.']]);
    expect(conflicts(['ko', '오늘 공연을 취소합니다.'], ['en', 'The concert has been cancelled.'])).toEqual([]);
  });

  it('quietly say what a variant leaves out of its common text', () => {
    const { leftOut, conflicts: none } = compareStory([
      { id: 'common', kind: 'common', language: 'ko', text: '11. 24.(화)부터 매월 20만 원' },
      { id: 'x', kind: 'variant', language: 'ko', text: '11. 24.(화)부터 신청하세요.' },
    ]);
    expect(none).toEqual([]);
    expect(leftOut.map(({ textId, facts }) => [textId, facts.map(({ text }) => text)])).toEqual([['x', ['20만 원']]]);
  });

  it('do not depend on the order of the texts', () => {
    const texts = told(['ko', '매월 20만 원, 11. 24.(화)부터'], ['en', 'KRW 250,000 from Nov 25'], ['ko', '매월 25만 원, 11. 24.부터'], ['en', 'from Nov 24, KRW 200,000']);
    const keys = (order: readonly StoryText[]): string[] => compareStory(order).conflicts.map(({ key }) => key).toSorted();
    fc.assert(
      fc.property(fc.shuffledSubarray(texts, { minLength: texts.length }), (order) => {
        expect(keys(order)).toEqual(keys(texts));
      }),
      { seed: 3, numRuns: 24 },
    );
  });

  it('of the sample newsroom raise one alarm, for the one slip that is in it', () => {
    const found = SAMPLE_STORIES.map(({ brief, common, variants }) => {
      const texts: StoryText[] = [
        { id: 'brief', kind: 'brief', language: 'ko', text: brief },
        { id: 'ko', kind: 'common', language: 'ko', text: common.ko },
        { id: 'en', kind: 'common', language: 'en', text: common.en },
        ...variants.filter(({ standing }) => standing !== 'linked').map(({ channel, language, text, standing, after }, index): StoryText => ({ id: `${channel}${String(index)}`, kind: 'variant', language, text: standing === 'edited-after-approval' ? (after ?? text) : text })),
      ];
      return compareStory(texts).conflicts.map(({ sides }) => sides.map(({ textId, fact }) => `${textId}: ${fact.text}`));
    });
    expect(found.flat()).toEqual([['brief: 2곳', 'x0: 3곳', 'x1: 2 new racks']]);
    for (const { brief, common, variants } of SAMPLE_STORIES) {
      for (const text of [brief, common.ko, ...variants.filter(({ language }) => language === 'ko').map(({ text: own }) => own)]) expect(wrongWeekdays(text, 'ko', '2026-11-26T00:00:00Z')).toEqual([]);
      for (const text of [common.en, ...variants.filter(({ language }) => language === 'en').map(({ text: own }) => own)]) expect(wrongWeekdays(text, 'en', '2026-11-26T00:00:00Z')).toEqual([]);
    }
  });
});

describe('a fact of any value', () => {
  const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  it('is equal in Korean and English, and written into the other text it is equal there', () => {
    const day = fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) });
    fc.assert(
      fc.property(day, day, fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 0, max: 23 }), (one, other, tens, hour) => {
        const money = tens * 10_000;
        const ko = `행사: ${String(one.month)}월 ${String(one.day)}일 ${hour < 12 ? '오전' : '오후'} ${String(hour % 12 === 0 ? 12 : hour % 12)}시, 참가비 ${tens.toLocaleString('en-US')}만 원`;
        const en = `Event: ${months[one.month - 1] ?? ''} ${String(one.day)} at ${String(hour % 12 === 0 ? 12 : hour % 12)} ${hour < 12 ? 'a' : 'p'}.m., KRW ${money.toLocaleString('en-US')}`;
        expect(conflicts(['ko', ko], ['en', en])).toEqual([]);
        const [date] = storyFactsOf(`on ${months[other.month - 1] ?? ''} ${String(other.day)}`, 'en');
        const [place] = storyFactsOf(ko, 'ko');
        if (date === undefined || place === undefined) throw new Error('no date');
        const written = writeFact(date, place, 'ko') ?? '';
        expect(storyFactsOf(written, 'ko')[0]?.value).toBe(date.value);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it.each([
    ['20만 원', 'KRW 250,000', 'en', 'KRW 200,000'],
    ['KRW 1,250,000', '매월 20만 원', 'ko', '125만 원'],
    ['Tue, Nov 24', '11월 25일(수)', 'ko', '11월 24일(화)'],
    ['11. 24.(화)', 'Wednesday, December 2', 'en', 'Tuesday, November 24'],
    ['오후 3시', '4 p.m.', 'en', '3 p.m.'],
    ['3 p.m.', '16:00', 'ko', '15:00'],
  ] as const)('%s in the place of %s', (right, place, language, expected) => {
    const of = (text: string) => storyFactsOf(text, text === place ? language : language === 'ko' ? 'en' : 'ko')[0];
    const [a, b] = [of(right), of(place)];
    expect(a === undefined || b === undefined ? null : writeFact(a, b, language)).toBe(expected);
  });
});

describe('a weekday', () => {
  it('that its date does not have is wrong, in the nearest year', () => {
    expect(wrongWeekdays('11. 24.(수)부터', 'ko', '2026-11-20T00:00:00Z')).toEqual([{ start: 0, end: 10, text: '11. 24.(수)', year: 2026, right: '11. 24.(화)' }]);
    expect(wrongWeekdays('from Wed, Nov 24', 'en', '2026-11-20T00:00:00Z')).toMatchObject([{ text: 'Wed, Nov 24', right: 'Tue, Nov 24' }]);
    expect(wrongWeekdays('1. 5.(화)', 'ko', '2026-12-20T00:00:00Z')).toEqual([]);
    expect(wrongWeekdays('2026년 11월 24일 화요일', 'ko', '2025-01-01T00:00:00Z')).toEqual([]);
  });
});
