import type { Language } from '../../domain/ids.ts';
import { weekdayOfDate } from './dates.ts';
import type { StoryFact } from './story-facts.ts';
import type { DateFact } from './types.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const WEEKDAYS_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const WEEKDAYS_KO = '일월화수목금토';
const NUMBER = /\d+(?:,\d{3})*(?:\.\d+)?/u;

/**
 * `right`'s value in the place and the manner of `place`, which is of `language`: the month's name long or short as it was, 만 where it
 * was. Null where that cannot be done by rule (then a person writes it).
 */
export function writeFact(right: StoryFact, place: StoryFact, language: Language): string | null {
  if (right.kind !== place.kind || right.of !== place.of) return null;
  switch (right.kind) {
    case 'date':
      return right.fact?.kind === 'date' && place.fact?.kind === 'date' ? writeDate(right.fact, place.fact, place.text) : null;
    case 'time':
      return right.fact?.kind === 'time' ? writeTime(right.fact.minutes, place.text, language) : null;
    case 'measure':
      return writeMeasure(Number(right.value), place.text, language);
    case 'phone':
    case 'email':
    case 'url':
    case 'name':
      return right.text;
    case 'cancelled':
      return null;
  }
}

function writeDate(right: DateFact, place: DateFact, text: string): string | null {
  if (right.day === null || place.day === null) return null;
  const year = right.year ?? place.year;
  const known = right.weekday ?? (year === null ? null : weekdayOfDate(year, right.month, right.day));
  // The weekday of a day that is not known cannot be written.
  if (place.weekday !== null && known === null) return null;
  const withMonth = text.replace(/\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*/u, (name) => inLength(MONTHS[right.month - 1] ?? '', name));
  const named = withMonth !== text || /[A-Za-z]{3}/u.test(text);
  const wanted = [...(place.year !== null && /^\s*\d{4}/u.test(text) ? [right.year ?? place.year] : []), ...(named ? [right.day] : [right.month, right.day])];
  let index = 0;
  const written = withMonth.replace(/\d+/gu, (digits) => {
    const next = wanted[index];
    index += 1;
    if (next === undefined || next === null) return digits;
    return String(next).padStart(digits.startsWith('0') ? digits.length : 0, '0');
  });
  // `~29일` takes its month from before: it cannot be given another one in its place.
  if (index < wanted.length) return null;
  return place.weekday === null || known === null ? written : writeWeekday(written, known);
}

/** The same date with another weekday, in the manner in which the one there is written. */
export function writeWeekday(text: string, weekday: number): string {
  const korean = WEEKDAYS_KO.charAt(weekday);
  return text
    .replace(/(?<=[(（]\s*)[월화수목금토일](?=(?:요일)?\s*[)）])|(?<=\s)[월화수목금토일](?=요일)/u, korean)
    .replace(/\b(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*/u, (name) => inLength(WEEKDAYS_EN[weekday] ?? '', name));
}

function inLength(name: string, like: string): string {
  return like.length > 4 || (like === 'May' && name.length <= 4) ? name : name.slice(0, 3);
}

function writeTime(minutes: number, text: string, language: Language): string | null {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  const digits = String(minute).padStart(2, '0');
  if (/^\d{1,2}:\d{2}$/u.test(text)) return `${/^0\d/u.test(text) ? String(hour).padStart(2, '0') : String(hour)}:${digits}`;
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  if (language === 'ko' && /^(?:오전|오후)\s?\d{1,2}시(?:\s?\d{1,2}분|\s?반)?$/u.test(text)) return `${hour < 12 ? '오전' : '오후'} ${String(twelve)}시${minute === 0 ? '' : ` ${String(minute)}분`}`;
  const end = /^\d{1,2}(?::\d{2})?\s?(?<half>[ap]\.?m\.?)$/iu.exec(text)?.groups?.['half'];
  return end === undefined ? null : `${String(twelve)}${minute === 0 ? '' : `:${digits}`} ${end.replace(/^[ap]/iu, hour < 12 ? 'a' : 'p')}`;
}

/** The number in its place, with its scale where it has one that the value divides by. */
function writeMeasure(value: number, text: string, language: Language): string | null {
  const first = NUMBER.exec(text);
  if (first === null) return null;
  const scaled = /^(?<n>\d[\d,.]*)\s?(?:(?:[십백천]?[만억조])\s?(?:\d[\d,.]*[십백천]?[만억조]?\s?)*|[십백천]|hundred|thousand|million|billion|K|M)/iu.exec(text.slice(first.index));
  const length = scaled === null ? first[0].length : scaled[0].trimEnd().length;
  const after = text.slice(first.index + length);
  const number = scaled !== null && language === 'ko' ? inTenThousands(value) : value.toLocaleString('en-US');
  return `${text.slice(0, first.index)}${number}${after}`;
}

/** 20만, 1억 2,000만: as an amount is written in a Korean sentence. */
function inTenThousands(value: number): string {
  const parts = [
    { count: Math.floor(value / 1e8), scale: '억' },
    { count: Math.floor((value % 1e8) / 1e4), scale: '만' },
    { count: value % 1e4, scale: '' },
  ].filter(({ count }) => count > 0);
  return parts.map(({ count, scale }) => `${count.toLocaleString('en-US')}${scale}`).join(' ');
}
