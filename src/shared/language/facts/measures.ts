import type { Language } from '../../domain/ids.ts';
import type { Fact, NumberFact } from './types.ts';

/**
 * What a number counts, as far as the words beside it say: money, a percentage, an age, a span of time, people, places. One that
 * stands bare, or beside a word that is not known here, has no measure, and nothing is concluded from it.
 */
export interface Measure {
  /** The same in both languages: `money`, `percent`, `age`, `month`, `people`… */
  readonly unit: string;
  /** UTF-16 offsets of the number with its unit, as it would be quoted and replaced. */
  readonly start: number;
  readonly end: number;
}

type Units = readonly (readonly [unit: string, after: RegExp])[];

/** What may follow a unit in Korean: a particle or nothing of the word. */
const END = String.raw`(?![A-Za-z])`;
const ko = (words: string): RegExp => new RegExp(String.raw`^\s?(?:여\s?)?(?:${words})${END}`, 'u');
const en = (words: string): RegExp => new RegExp(String.raw`^[\s-]?(?:${words})\b`, 'iu');

const KOREAN: Units = [
  ['money', ko('원(?![가-힣]*천)(?!형)|달러')],
  ['percent', ko('%|퍼센트|％')],
  ['age', ko('세(?![대기])|살')],
  ['month', ko('개월|달간')],
  ['hour', ko('시간')],
  ['minute', ko('분(?!기|의|야)')],
  ['day', ko('일간')],
  ['week', ko('주간|주일')],
  ['year', ko('년간')],
  ['people', ko('명|인(?![가-힣])')],
  ['place', ko('곳|개소|군데')],
  ['household', ko('가구|세대')],
  ['vehicle', ko('대(?![가-힣]*(?:학|로|표|상|회|비|책|응|중|한))')],
  ['edition', ko('회(?=\\s|$)')],
];

const ENGLISH: Units = [
  ['money', en('(?:Korean\\s)?won|KRW|dollars?')],
  ['percent', /^\s?(?:%|percent\b|per\scent\b)/iu],
  ['age', en('years?[\\s-]old|years?\\sof\\sage')],
  ['month', en('months?')],
  ['hour', en('hours?|hrs?')],
  ['minute', en('minutes?|mins?')],
  ['day', en('days?')],
  ['week', en('weeks?')],
  ['year', en('years?(?!\\s?-?\\s?old)')],
  ['people', en('people|persons?|residents?|participants?|citizens?|seats?|visitors?')],
  ['place', en('places?|sites?|locations?|(?:new\\s)?racks?|stations?|spots?')],
  ['household', en('households?')],
  ['vehicle', en('vehicles?|cars?|buses|bicycles?|bikes?')],
];

const MONEY_BEFORE = /(?:KRW|₩|￦|W(?=\d))\s?$/u;
const AGED_BEFORE = /\b(?:aged?|ages)\s(?:between\s|from\s)?$|만\s?$/iu;
const RANGE = /^\s*(?:[~∼〜–—-]|to|and)\s*/u;

/** The measure of each number; a number at the start of a range has that of its end (`19~34세`). */
export function measuresOf(text: string, facts: readonly Fact[], language: Language): ReadonlyMap<NumberFact, Measure> {
  const found = new Map<NumberFact, Measure>();
  const numbers = facts.filter((fact): fact is NumberFact => fact.kind === 'number');
  for (let index = numbers.length - 1; index >= 0; index -= 1) {
    const number = numbers[index];
    if (number === undefined) continue;
    const measure = measureOf(text, number, language) ?? measureOfRange(text, number, numbers[index + 1], found);
    if (measure !== null) found.set(number, measure);
  }
  // The second number of `ages 19 to 34` is an age as the first is.
  for (const [index, number] of numbers.entries()) {
    const before = numbers[index - 1];
    const unit = before === undefined ? undefined : found.get(before)?.unit;
    if (before === undefined || unit !== 'age' || found.has(number)) continue;
    const between = text.slice(before.end, number.start);
    if (RANGE.exec(between)?.[0] === between) found.set(number, { unit, start: number.start, end: number.end });
  }
  return found;
}

function measureOf(text: string, { start, end }: NumberFact, language: Language): Measure | null {
  const before = text.slice(Math.max(0, start - 16), start);
  const money = MONEY_BEFORE.exec(before);
  if (money !== null) return { unit: 'money', start: start - money[0].length, end };
  const after = text.slice(end, end + 24);
  for (const [unit, pattern] of language === 'ko' ? KOREAN : ENGLISH) {
    const match = pattern.exec(after);
    if (match !== null) return { unit: unit === 'edition' && !before.endsWith('제') ? 'times' : unit, start, end: end + match[0].length };
  }
  return AGED_BEFORE.test(before) && language === 'en' ? { unit: 'age', start, end } : null;
}

function measureOfRange(text: string, number: NumberFact, next: NumberFact | undefined, found: ReadonlyMap<NumberFact, Measure>): Measure | null {
  const measure = next === undefined ? undefined : found.get(next);
  if (next === undefined || measure === undefined) return null;
  const between = text.slice(number.end, measure.start);
  return between !== '' && RANGE.exec(between)?.[0] === between ? { unit: measure.unit, start: number.start, end: number.end } : null;
}
