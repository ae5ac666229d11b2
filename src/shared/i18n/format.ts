import type { Language } from '../domain/ids.ts';

/**
 * Dates and numbers as Koreans and as English newsrooms write them. ICU's own Korean time says
 * "PM 2:05" in some versions, so the parts are put together here, on a 24-hour clock, in the
 * newsroom's time zone. Reading the clock is the caller's.
 */
/** Reads a written instant; the clock is not asked. */
function millisecondsOf(instant: string): number {
  // oxlint-disable-next-line no-restricted-globals -- parsing a date is pure; the rule is about reading the clock
  return Date.parse(instant);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly weekday: string;
  readonly hour: string;
  readonly minute: string;
}

function partsOf(instant: string, language: Language, timeZone: string): Parts {
  const key = `${language} ${timeZone}`;
  let format = formatters.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-US', {
      timeZone, year: 'numeric', month: language === 'ko' ? 'numeric' : 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
    });
    formatters.set(key, format);
  }
  const part = new Map(format.formatToParts(millisecondsOf(instant)).map(({ type, value }) => [type, value]));
  const get = (type: Intl.DateTimeFormatPartTypes): string => part.get(type) ?? '';
  return { year: get('year'), month: get('month'), day: get('day'), weekday: get('weekday'), hour: get('hour').padStart(2, '0'), minute: get('minute') };
}

/** What a clock on the wall of that zone shows at an instant, as a `datetime-local` field takes it: `2026-11-23T14:05`. */
export function wallTime(instant: string, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return format.format(millisecondsOf(instant)).replace(' ', 'T');
}

/**
 * The instant at which a clock of that zone shows `YYYY-MM-DDTHH:mm`; null for anything else. Where
 * clocks are put forward, a time that is left out becomes the one an hour later or earlier; one that
 * comes twice is the first or the second.
 */
export function instantAt(wall: string, timeZone: string): string | null {
  const asUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) ? millisecondsOf(`${wall}:00Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return null;
  let guess = asUtc;
  // Twice: the first guess may lie on the other side of a change of the clocks.
  for (let round = 0; round < 2; round += 1) guess += asUtc - millisecondsOf(`${wallTime(iso(guess), timeZone)}:00Z`);
  return iso(guess);
}

function iso(milliseconds: number): string {
  // oxlint-disable-next-line no-restricted-globals -- writing a date is pure; the rule is about reading the clock
  return new Date(milliseconds).toISOString();
}

/** `14:05`, in both languages. */
export function formatTime(instant: string, language: Language, timeZone: string): string {
  const { hour, minute } = partsOf(instant, language, timeZone);
  return `${hour}:${minute}`;
}

/** `2026. 11. 23.(월)` · `Mon, Nov 23, 2026`. */
export function formatDate(instant: string, language: Language, timeZone: string): string {
  const { year, month, day, weekday } = partsOf(instant, language, timeZone);
  return language === 'ko' ? `${year}. ${Number.parseInt(month, 10)}. ${day.replace(/\D/g, '')}.(${weekday})` : `${weekday}, ${month} ${day}, ${year}`;
}

/** `2026. 11. 23.(월) 14:05` · `Mon, Nov 23, 2026, 14:05`. */
export function formatDateTime(instant: string, language: Language, timeZone: string): string {
  const between = language === 'ko' ? ' ' : ', ';
  return `${formatDate(instant, language, timeZone)}${between}${formatTime(instant, language, timeZone)}`;
}

/** `11. 23.(월) 14:05` · `Mon, Nov 23, 14:05`, for the current year. */
export function formatShortDateTime(instant: string, now: string, language: Language, timeZone: string): string {
  const at = partsOf(instant, language, timeZone);
  if (at.year !== partsOf(now, language, timeZone).year) return formatDateTime(instant, language, timeZone);
  const clock = `${at.hour}:${at.minute}`;
  return language === 'ko' ? `${Number.parseInt(at.month, 10)}. ${at.day.replace(/\D/g, '')}.(${at.weekday}) ${clock}` : `${at.weekday}, ${at.month} ${at.day}, ${clock}`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * `3분 전` · `3 minutes ago`; within a minute, `방금` · `just now`; past a week, the date. Also
 * for instants ahead (`3분 후`).
 */
export function formatRelative(instant: string, now: string, language: Language, timeZone: string): string {
  const ahead = millisecondsOf(instant) - millisecondsOf(now);
  const distance = Math.abs(ahead);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const round = (unit: number): number => Math.sign(ahead) * Math.floor(distance / unit);
  if (distance < MINUTE) return language === 'ko' ? '방금' : 'just now';
  if (distance < HOUR) return relative.format(round(MINUTE), 'minute');
  if (distance < DAY) return relative.format(round(HOUR), 'hour');
  if (distance < 7 * DAY) return relative.format(round(DAY), 'day');
  return formatDate(instant, language, timeZone);
}

/** Made once: making one takes longer than many a screen takes to draw, and numbers are drawn with each key. */
const NUMBERS: Readonly<Record<Language, Intl.NumberFormat>> = { ko: new Intl.NumberFormat('ko-KR'), en: new Intl.NumberFormat('en-US') };

/** Whole numbers with their thousands parted: `1,204`. */
export function formatNumber(value: number, language: Language): string {
  return NUMBERS[language].format(value);
}
