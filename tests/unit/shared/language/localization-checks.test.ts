import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channelProfile } from '#shared/channels/registry.ts';
import { createI18n } from '#shared/i18n/index.ts';
import { weekdayOfDate } from '#shared/language/facts/dates.ts';
import { factsOf } from '#shared/language/facts/index.ts';
import { checkTranslation, type LocalizationFinding } from '#shared/language/localization-checks.ts';

const YEAR = 2026;

function koToEn(ko: string, en: string): LocalizationFinding[] {
  return checkTranslation({ source: { language: 'ko', text: ko }, target: { language: 'en', text: en }, year: YEAR, targetProfile: null });
}

function enToKo(en: string, ko: string): LocalizationFinding[] {
  return checkTranslation({ source: { language: 'en', text: en }, target: { language: 'ko', text: ko }, year: YEAR, targetProfile: null });
}

function said(findings: readonly LocalizationFinding[]): string[] {
  return findings.map(({ key, values }) => ('text' in values ? `${key} ${values['text']}` : key)).toSorted();
}

/** Pairs that say the same. Nothing may be said of them, whichever is the source. */
const SAME: readonly (readonly [ko: string, en: string])[] = [
  ['청년 월세, 11. 24.(화)부터 신청하세요.', 'Apply for youth rent support from Tue, Nov 24.'],
  ['2026년 11월 23일(월) 오후 2시에 시작합니다.', 'It starts at 2 p.m. on Monday, November 23, 2026.'],
  ['11월 23일~25일, 시청 앞 광장', 'Nov 23–25, in front of City Hall'],
  ['11월 23~25일, 시청 앞 광장', '23–25 November, in front of City Hall'],
  ['11. 23.(월)~25.(수) 접수', 'Applications: Nov. 23 (Mon) to 25 (Wed)'],
  ['11월 23일과 25일에 열립니다.', 'It is held on November 23 and 25.'],
  ['7.1.(수) 개장', 'Opens July 1 (Wed)'],
  ['2026. 7. 1. 시행', 'In force from 1 July 2026'],
  ['2026-07-01 시행', 'In force from 2026-07-01'],
  ['11/24(화) 마감', 'Deadline: Nov 24 (Tue)'],
  ['오전 10시~오후 6시 운영', 'Open 10 a.m.–6 p.m.'],
  ['오후 2~4시', '2–4 p.m.'],
  ['오후 2:30부터', 'from 2:30 pm'],
  ['14:05에 출발', 'departs at 14:05'],
  ['저녁 7시 반 공연', 'The show is at 7:30 p.m.'],
  ['정오부터 자정까지', 'from noon to midnight'],
  ['매주 월·수요일 휴관', 'Closed on Mondays and Wednesdays'],
  ['월~금요일', 'Monday to Friday'],
  ['시민 1만 5천 명이 참여했습니다.', '15,000 citizens took part.'],
  ['예산 3억 2,000만 원', 'A budget of 320 million won'],
  ['1.5만 명', '15,000 people'],
  ['5천만 원', '50 million won'],
  ['3조 원 규모', 'worth 3 trillion won'],
  ['제3조 개정', 'Article 3 amended'],
  ['제3회 시민 축제', 'The 3rd Citizens’ Festival'],
  ['두 번째 공연', 'The second concert'],
  ['세 명에게 드립니다.', 'For 3 people.'],
  ['3명에게 드립니다.', 'For three people.'],
  ['공유율 65%, 공감률 78.8%', 'A sharing rate of 65% and a sympathy rate of 78.8 percent'],
  ['문의: 02-120', 'Call +82-2-120'],
  ['문의 02-1234-5678, 010-1234-5678', 'Call 02-1234-5678 or 010-1234-5678'],
  ['자세히 https://seoul.go.kr/news/1을 보세요', 'See https://seoul.go.kr/news/1.'],
  ['@seoul 님이 알려 주셨습니다', 'Thanks to @seoul'],
  ['#서울 #2026서울 소식', '#Seoul news'],
  ['코로나19 백신', 'COVID-19 vaccine'],
  ['3시간 동안', 'for 3 hours'],
  ['11월에 만나요', 'See you in November'],
  ['따릉이 200만 대여', 'Ttareungyi (따릉이): 2 million rentals'],
  ['따릉이 200만 대여', 'Ttareungyi: two million rentals'],
  ['5K 달리기', 'A 5K run'],
  ['아침 8시 30분', '8:30 a.m.'],
];

describe.each(SAME)('%s ⇄ %s', (ko, en) => {
  test('nothing to say, both ways', () => {
    expect(said(koToEn(ko, en))).toEqual([]);
    expect(said(enToKo(en, ko))).toEqual([]);
  });
});

test.each<[ko: string, en: string, findings: readonly string[]]>([
  // Numbers
  ['시민 1만 5천 명', '1,500 citizens', ['number-added 1,500', 'number-missing 1만 5천']],
  ['예산 3억 원', 'A budget of 3 million won', ['number-added 3 million', 'number-missing 3억']],
  ['제3회 축제', 'The 4th festival', ['number-added 4th', 'number-missing 3']],
  ['공유율 65%', 'The sharing rate', ['number-missing 65']],
  ['참가비 없음', 'Free for 20 people', ['number-added 20']],
  ['10명씩 10팀', '10 people', ['number-count 10']],
  // Dates, weekdays, times
  ['11월 24일 마감', 'Deadline: Nov 23', ['date-added Nov 23', 'date-missing 11월 24일']],
  ['11. 24.(화) 마감', 'Deadline: Tue, Nov 23', ['date-added Tue, Nov 23', 'date-missing 11. 24.(화)', 'weekday-wrong Tue, Nov 23']],
  ['11. 23.(화) 마감', 'Deadline: Nov 23', ['weekday-wrong 11. 23.(화)']],
  ['11월 23일~25일', 'Nov 23', ['date-missing 25일']],
  ['매주 월요일', 'Every Tuesday', ['weekday-added Tuesday', 'weekday-missing 월요일']],
  ['오후 2시', '2 a.m.', ['time-added 2 a.m.', 'time-missing 오후 2시']],
  ['14:05 출발', 'departs at 14:50', ['time-added 14:50', 'time-missing 14:05']],
  ['정오에 시작', 'Starts at midnight', ['time-added midnight', 'time-missing 정오']],
  // Addresses, names, telephone numbers
  ['https://a.co/1 참고', 'See https://a.co/2', ['url-added https://a.co/2', 'url-missing https://a.co/1']],
  ['@seoul 소식', 'News from Seoul', ['mention-missing @seoul']],
  ['문의: 02-120', 'Call 02-121', ['phone-added 02-121', 'phone-missing 02-120']],
  // Left as it was
  ['서울의 축제', '', ['translation-empty']],
  ['서울의 축제', '서울의 축제', ['translation-same']],
  ['서울의 축제', 'A festival of 서울', ['translation-hangul-left 서울']],
])('%s → %s', (ko, en, expected) => expect(said(koToEn(ko, en))).toEqual(expected));

test('into Korean', () => {
  expect(said(enToKo('A festival for everyone', 'A festival for everybody'))).toEqual(['translation-no-korean']);
  expect(said(enToKo('320 million won on Nov 23', '11월 24일 3억 원'))).toEqual(['date-added 11월 24일', 'date-missing Nov 23', 'number-added 3억', 'number-missing 320 million']);
});

test('addresses and names may stand alone', () => {
  expect(koToEn('https://a.co @seoul #서울', 'https://a.co @seoul #서울')).toEqual([]);
  expect(koToEn('', '')).toEqual([]);
});

test('places are those of each text', () => {
  const ko = '축제는 11월 24일(화) 오후 2시';
  const en = 'The festival: Nov 24, 3 p.m.';
  const findings = koToEn(ko, en);
  const texts = findings.map(({ key, source, target }) => [key, source === null ? null : ko.slice(source.start, source.end), target === null ? null : en.slice(target.start, target.end)]);
  expect(texts).toEqual([
    ['time-missing', '오후 2시', null],
    ['time-added', null, '3 p.m.'],
  ]);
  expect(findings.every(({ level }) => level === 'error')).toBe(true);
});

test('the length is the target channel’s, in its own count', () => {
  const check = (text: string) => checkTranslation({ source: { language: 'en', text: 'Hello citizens' }, target: { language: 'ko', text }, year: YEAR, targetProfile: channelProfile('x') });
  expect(check('가'.repeat(140))).toEqual([]);
  expect(check('가'.repeat(141))).toMatchObject([{ key: 'translation-over-limit', level: 'error', values: { count: 2, limit: 280 }, target: { start: 140, end: 141 } }]);
});

test('weekdays are those of the calendar', () => {
  expect(weekdayOfDate(2026, 11, 23)).toBe(1);
  expect(weekdayOfDate(2024, 2, 29)).toBe(4);
  expect(weekdayOfDate(2026, 2, 29)).toBeNull();
  expect(weekdayOfDate(1900, 2, 29)).toBeNull();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200_000 }), (days) => {
      const date = new Date(days * 86_400_000);
      expect(weekdayOfDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(date.getUTCDay());
    }),
  );
});

describe('numbers as both write them', () => {
  const value = (text: string, language: 'ko' | 'en') => factsOf(text, language).facts.flatMap((fact) => (fact.kind === 'number' && !fact.soft ? [fact.values[0]] : []));

  test('a Korean number is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), fc.nat(9_999), fc.nat(9_999), (eok, man, rest) => {
        const text = `${eok}억${man === 0 ? '' : ` ${man.toLocaleString('en-US')}만`}${rest === 0 ? '' : ` ${rest}`}`;
        expect(value(`예산 ${text} 원`, 'ko')).toEqual([eok * 1e8 + man * 1e4 + rest]);
      }),
    );
  });

  test('an English number is read back', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (number) => {
        expect(value(`about ${number.toLocaleString('en-US')} people`, 'en')).toEqual([number]);
        expect(value(`about ${number} people`, 'en')).toEqual([number]);
      }),
    );
  });
});

test('any two texts can be compared; ranges lie in their texts and ids are distinct', () => {
  const piece = fc.constantFrom('11월 23일', '(월)', '~', '25일', '오후 2', '시', ':', '30', ' ', '\n', '1만 5천', '억', 'Nov', ' 23', '–25', ' p.m.', 'Mon, ', 'two ', 'million', 'https://a.co/', '@a', '#가', '02-120', '.', '제3조', '가나', '2026', '.', '/', '-', '😊');
  const text = fc.oneof(fc.array(piece, { maxLength: 20 }).map((parts) => parts.join('')), fc.string({ unit: 'binary', maxLength: 60 }));
  fc.assert(
    fc.property(text, text, fc.constantFrom('ko' as const, 'en' as const), fc.constantFrom('ko' as const, 'en' as const), (a, b, from, to) => {
      const findings = checkTranslation({ source: { language: from, text: a }, target: { language: to, text: b }, year: YEAR, targetProfile: channelProfile('x') });
      expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
      for (const { source, target } of findings) {
        if (source !== null) expect(a.slice(source.start, source.end)).not.toBe('');
        if (target !== null) expect(b.slice(target.start, target.end)).not.toBe('');
      }
    }),
    { numRuns: 1_000 },
  );
});

test('a text is what it says: compared with itself nothing is missing', () => {
  const piece = fc.constantFrom('11월 23일(월) ', '25일 ', '오후 2시 ', '14:30 ', '1만 5천 명 ', 'https://a.co/b ', '@seoul ', '02-120 ', '월요일 ', '3회 ');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (parts) => {
      const ko = parts.join('');
      expect(checkTranslation({ source: { language: 'ko', text: ko }, target: { language: 'ko', text: ko }, year: YEAR, targetProfile: null })).toEqual([]);
    }),
  );
});

test.each(['ko', 'en'] as const)('every finding can be said in %s', (language) => {
  const { t } = createI18n(language);
  const findings = [
    ...koToEn('11. 24.(월) 오후 2시 3명 3명 https://a.co @a 02-120 월요일', 'Fri, Nov 25, 3 p.m., 3 and 9, https://b.co @b 02-121 Tuesday 서울'),
    ...koToEn('서울의 축제', ''),
    ...koToEn('서울의 축제', '서울의 축제'),
    ...enToKo('A festival for all', 'A party for all'),
    ...checkTranslation({ source: { language: 'en', text: 'Hello citizens' }, target: { language: 'ko', text: '가'.repeat(200) }, year: YEAR, targetProfile: channelProfile('x') }),
  ];
  expect(new Set(findings.map(({ key }) => key)).size).toBeGreaterThanOrEqual(18);
  for (const { key, values } of findings) {
    const words = t(`checks:${key}` as 'checks:empty', values);
    expect(words).not.toContain('{{');
    expect(words).not.toBe(key);
  }
});
