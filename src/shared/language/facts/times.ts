import type { Scan } from './scan.ts';
import type { TimeFact } from './types.ts';

/** Times of day. Hours of work and durations (`3시간`, `3 hours`) are numbers, not times. */

const PERIOD = '오전|오후|새벽|아침|낮|저녁|밤';
const TO = String.raw`\s*[~∼〜–—-]\s*`;
/** What may follow 시 when it is an hour: not `3시간`, `2시즌`. */
const AFTER_HOUR = String.raw`(?=$|[^가-힣]|에|부터|까지|경|쯤|정각|이|가|은|는|를|을|와|과|의|로|전|후|반|입|이전|이후)`;

const KOREAN_HOUR = new RegExp(
  String.raw`(?:(?<p0>${PERIOD})\s?)?(?:(?<!\d)(?<h0>\d{1,2})${TO})?(?:(?<p>${PERIOD})\s?)?(?<!\d)(?<h>\d{1,2})시(?!간|즌)(?:\s?(?<min>\d{1,2})분|\s?(?<half>반))?${AFTER_HOUR}`,
  'gu',
);
const KOREAN_CLOCK = new RegExp(String.raw`(?:(?<p>${PERIOD})\s?)?(?<![\d:])(?<h>\d{1,2}):(?<min>\d{2})(?![\d:])`, 'gu');
const KOREAN_NAMED = /(?<![가-힣])(?:(?<noon>정오)|(?<midnight>자정))/gu;

const AM_PM = String.raw`(?<ap>[ap])\.?m\b\.?`;
const ENGLISH_HOUR = new RegExp(
  String.raw`(?:(?<![\d:.,])(?<h0>\d{1,2})(?::(?<m0>\d{2}))?(?:${TO}|\s+to\s+))?(?<![\d:.,])(?<h>\d{1,2})(?::(?<min>\d{2}))?\s?${AM_PM}`,
  'giu',
);
const ENGLISH_CLOCK = /(?<![\d:])(?<h>\d{1,2}):(?<min>\d{2})(?![\d:])/gu;
const ENGLISH_OCLOCK = /(?<!\d)(?<h>\d{1,2})\s?o[’']clock\b/giu;
const ENGLISH_NAMED = /(?:\b12\s+)?\b(?:(?<noon>noon)|(?<midnight>midnight))\b/giu;

/** Takes the times of a text; of a range, both. */
export function takeTimes(scan: Scan, language: 'ko' | 'en'): TimeFact[] {
  const patterns = language === 'ko' ? [KOREAN_HOUR, KOREAN_CLOCK, KOREAN_NAMED] : [ENGLISH_HOUR, ENGLISH_CLOCK, ENGLISH_OCLOCK, ENGLISH_NAMED];
  return patterns.flatMap((pattern) => scan.each(pattern, readTimes));
}

function readTimes(match: RegExpExecArray, end: number): TimeFact[] | null {
  const groups: Groups = match.groups ?? {};
  const place = { kind: 'time', start: match.index, end, text: match[0].trim() } as const;
  if (groups['noon'] !== undefined) return [{ ...place, minutes: 720, ambiguous: false }];
  if (groups['midnight'] !== undefined) return [{ ...place, minutes: 0, ambiguous: false }];
  const period = groups['p'] ?? groups['p0'] ?? groups['ap'];
  const time = minutesOf(groups['h'], groups['half'] === undefined ? groups['min'] : '30', period);
  if (time === null) return null;
  // The first of `10–12 p.m.` may be in the morning.
  const opening = groups['h0'] === undefined ? null : minutesOf(groups['h0'], groups['m0'], groups['p0']);
  return [...(opening === null ? [] : [{ ...place, ...opening }]), { ...place, ...time }];
}

type Groups = Readonly<Record<string, string | undefined>>;
type Time = Pick<TimeFact, 'minutes' | 'ambiguous'>;

function minutesOf(hourText: string | undefined, minuteText: string | undefined, period: string | undefined): Time | null {
  const hour = Number(hourText);
  const minute = Number(minuteText ?? 0);
  if (hour > 24 || minute > 59) return null;
  const at = (hours: number, ambiguous = false): Time => ({ minutes: (hours % 24) * 60 + minute, ambiguous });
  if (period === undefined) return at(hour, hour >= 1 && hour <= 12);
  // 오후 14시 is written, and means 14시.
  return at(hour > 12 ? hour : hourOfPeriod(hour, period.toLowerCase()));
}

function hourOfPeriod(hour: number, period: string): number {
  switch (period) {
    case '오후':
    case '저녁':
    case 'p':
      return (hour % 12) + 12;
    case '낮':
      return hour >= 10 ? hour : hour + 12;
    case '밤':
      // 밤 9시 is 21, 밤 12시 and 1시 belong to the next day.
      return hour >= 6 && hour < 12 ? hour + 12 : hour % 12;
    default:
      return hour % 12;
  }
}

/** Whether two times may be the same: to the minute, or twelve hours apart where one of them leaves that open. */
export function sameTime(a: TimeFact, b: TimeFact): boolean {
  return a.minutes === b.minutes || ((a.ambiguous || b.ambiguous) && a.minutes % 720 === b.minutes % 720);
}
