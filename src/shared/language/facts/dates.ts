import type { Scan } from './scan.ts';
import type { DateFact, WeekdayFact } from './types.ts';

/** Dates and weekdays as Koreans and English speakers write them. Other calendars and spelled-out days are not read. */

const KOREAN_WEEKDAYS = '일월화수목금토';
const ENGLISH_WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const WD_KO = String.raw`(?:\s?[(（]\s*(?<wd>[월화수목금토일])(?:요일)?\s*[)）]|\s(?<wdLong>[월화수목금토일])요일)`;
const WD_EN = String.raw`(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs?(?:day)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)\.?`;
const MONTH_EN = String.raw`(?<mon>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?`;
const TO = String.raw`\s*[~∼〜–—-]\s*`;
const ORDINAL = String.raw`(?:st|nd|rd|th)?`;

interface DateForm {
  readonly first: RegExp;
  /** What may follow at once and takes the month from before: the end of a range, another day. */
  readonly next: RegExp | null;
}

const ISO: DateForm = { first: new RegExp(String.raw`(?<![\d-])(?<y>\d{4})[-/](?<m>\d{1,2})[-/](?<d>\d{1,2})(?!\d)${WD_KO}?`, 'gu'), next: null };
const SLASHED: DateForm = { first: new RegExp(String.raw`(?<![\d/])(?<m>\d{1,2})/(?<d>\d{1,2})(?![\d/])${WD_KO}?`, 'gu'), next: null };

const KOREAN: readonly DateForm[] = [
  {
    first: new RegExp(String.raw`(?:(?<y>\d{4})년\s*)?(?<![\d])(?<m>\d{1,2})월\s*(?<d>\d{1,2})(?:일(?!간)|(?=\s*[~∼〜–·,-]\s*\d{1,2}일))${WD_KO}?`, 'gu'),
    next: new RegExp(String.raw`^\s*[~∼〜–—·,-]\s*(?:(?<m>\d{1,2})월\s*)?(?<d>\d{1,2})일(?!간)${WD_KO}?`, 'u'),
  },
  {
    first: new RegExp(String.raw`(?<![\d.])(?<y>\d{4})\.\s?(?<m>\d{1,2})\.\s?(?<d>\d{1,2})(?!\d)\.?${WD_KO}?`, 'gu'),
    next: new RegExp(String.raw`^${TO}(?:(?<m>\d{1,2})\.\s?)?(?<d>\d{1,2})\.(?!\d)${WD_KO}?`, 'u'),
  },
  {
    // Two numbers with dots are a date when a space stands between them, or a weekday or the end of a range follows.
    first: new RegExp(String.raw`(?<![\d.])(?<m>\d{1,2})\.(?:\s(?<d>\d{1,2})\.(?!\d)${WD_KO}?|(?<d2>\d{1,2})\.?(?:${WD_KO.replaceAll('<wd', '<x')}|(?=${TO}\d{1,2}\.)))`, 'gu'),
    next: new RegExp(String.raw`^${TO}(?:(?<m>\d{1,2})\.\s?)?(?<d>\d{1,2})\.?(?!\d)${WD_KO}?`, 'u'),
  },
  SLASHED,
  { first: /(?<!\d)(?<m>\d{1,2})월(?!요일|간)/gu, next: null },
];

const ENGLISH: readonly DateForm[] = [
  {
    first: new RegExp(String.raw`(?:\b(?<before>${WD_EN}),?\s+)?\b${MONTH_EN}\s+(?<d>\d{1,2})${ORDINAL}(?![\d:])(?:\s*\((?<wdEn>${WD_EN})\))?(?:,?\s+(?<y>(?:19|20)\d{2})(?!\d))?`, 'gu'),
    next: new RegExp(
      String.raw`^(?:${TO}|\s+(?:to|through|until)\s+|\s+(?:and|&)\s+(?=\d{1,2}\w{0,2}(?:$|[.,;:!?)(]|\s+(?:at|in|from|on)\b)))(?:(?<before>${WD_EN}),?\s+)?(?<d>\d{1,2})${ORDINAL}(?![\d:%]|,\d|\s*[ap]\.?m\b)(?:\s*\((?<wdEn>${WD_EN})\))?(?:,?\s+(?<y>(?:19|20)\d{2})(?!\d))?`,
      'u',
    ),
  },
  {
    first: new RegExp(String.raw`(?:\b(?<before>${WD_EN}),?\s+)?(?<!\d)(?:(?<from>\d{1,2})${ORDINAL}${TO})?(?<d>\d{1,2})${ORDINAL}\s+(?:of\s+)?${MONTH_EN}(?:\s*\((?<wdEn>${WD_EN})\))?(?:,?\s+(?<y>(?:19|20)\d{2})(?!\d))?`, 'gu'),
    next: null,
  },
  SLASHED,
  // A month alone; "May" and "March" begin other sentences too, and are left.
  { first: new RegExp(String.raw`\b(?!May\b|Mar(?:ch)?\b)(?:${MONTH_EN})|(?<=\b(?:in|of|for|by|until|from|since|early|late|mid|every|this|next|last)[ -])(?<may>May|March)\b`, 'gu'), next: null },
];

/** Takes the dates of a text, of both ends of a range as well. */
export function takeDates(scan: Scan, language: 'ko' | 'en'): DateFact[] {
  return [ISO, ...(language === 'ko' ? KOREAN : ENGLISH)].flatMap((form) => scan.each(form.first, (match, end) => readForm(scan, form, match, end)));
}

function readForm(scan: Scan, form: DateForm, match: RegExpExecArray, end: number): DateFact[] | null {
  const first = readDate(scan.text, match, match.index, end, null);
  if (first === null || (form === SLASHED && !plainlySlashed(first))) return null;
  const facts = [...rangeStart(match, first), first];
  let last = first;
  let at = end;
  for (let next = form.next?.exec(scan.rest.slice(at)); next !== null && next !== undefined; next = form.next?.exec(scan.rest.slice(at))) {
    const lead = /^(?:\s|[~∼〜–—·,&-]|to|through|until|and)*/u.exec(next[0])?.[0].length ?? 0;
    const fact = readDate(scan.text, next, at + lead, at + next[0].length, last);
    if (fact === null) break;
    facts.push(fact);
    last = fact;
    at += next[0].length;
  }
  return facts;
}

/** `1/2` is a half, and `11/24` a day. */
function plainlySlashed({ day, weekday }: DateFact): boolean {
  return weekday !== null || (day ?? 0) > 12;
}

/** The first day of `23–25 November`. */
function rangeStart(match: RegExpExecArray, { month, year, start, end, text }: DateFact): DateFact[] {
  const day = Number(match.groups?.['from'] ?? 0);
  return day >= 1 && day <= 31 ? [{ kind: 'date', year, month, day, weekday: null, start, end, text }] : [];
}

function readDate(text: string, match: RegExpExecArray, start: number, end: number, before: DateFact | null): DateFact | null {
  const groups = match.groups ?? {};
  const month = monthOf(groups) ?? before?.month ?? 0;
  const dayText = groups['d'] ?? groups['d2'];
  const day = dayText === undefined ? null : Number(dayText);
  if (month < 1 || month > 12 || (day !== null && (day < 1 || day > 31))) return null;
  const year = groups['y'] === undefined ? (before?.year ?? null) : Number(groups['y']);
  return { kind: 'date', year, month, day, weekday: weekdayOf(groups), start, end, text: text.slice(start, end) };
}

type Groups = Readonly<Record<string, string | undefined>>;

function monthOf(groups: Groups): number | null {
  if (groups['m'] !== undefined) return Number(groups['m']);
  const name = groups['mon'] ?? groups['may'];
  return name === undefined ? null : ENGLISH_MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function weekdayOf(groups: Groups): number | null {
  const korean = groups['wd'] ?? groups['wdLong'] ?? groups['x'] ?? groups['xLong'];
  if (korean !== undefined) return KOREAN_WEEKDAYS.indexOf(korean);
  const english = groups['wdEn'] ?? groups['before'];
  return english === undefined ? null : ENGLISH_WEEKDAYS.indexOf(english.slice(0, 3).toLowerCase());
}

const WEEKDAY_KO = /(?<![가-힣])(?<days>[월화수목금토일](?:\s?[·,~∼〜–-]\s?[월화수목금토일])*)요일/gu;
const WEEKDAY_EN = /\b(?<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b/gu;

/** Takes the weekdays that stand without a date. Short English forms (Sun, Sat, Wed) are words of their own and are left. */
export function takeWeekdays(scan: Scan, language: 'ko' | 'en'): WeekdayFact[] {
  return scan.each(language === 'ko' ? WEEKDAY_KO : WEEKDAY_EN, (match, end) => {
    const range = { start: match.index, end, text: match[0] };
    const english = match.groups?.['day'];
    if (english !== undefined) return [{ kind: 'weekday', weekday: ENGLISH_WEEKDAYS.indexOf(english.slice(0, 3).toLowerCase()), ...range }];
    return Array.from(match.groups?.['days'] ?? '')
      .filter((character) => KOREAN_WEEKDAYS.includes(character))
      .map((character): WeekdayFact => ({ kind: 'weekday', weekday: KOREAN_WEEKDAYS.indexOf(character), ...range }));
  });
}

/** The weekday of a day in the Gregorian calendar, 0 Sunday to 6 Saturday; null for a day that does not exist. By arithmetic: nothing here may read a clock. */
export function weekdayOfDate(year: number, month: number, day: number): number | null {
  if (day < 1 || day > daysIn(year, month)) return null;
  // Sakamoto's method: the year begins with March, so that the leap day comes last.
  const shifted = month < 3 ? year - 1 : year;
  const offset = MONTH_OFFSETS[month - 1] ?? 0;
  return (shifted + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400) + offset + day) % 7;
}

const MONTH_OFFSETS = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return (MONTH_LENGTHS[month - 1] ?? 0) + (leap && month === 2 ? 1 : 0);
}
