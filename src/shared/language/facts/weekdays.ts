import type { Language } from '../../domain/ids.ts';
import { composed } from '../composed.ts';
import type { TextRange } from '../ranges.ts';
import { weekdayOfDate } from './dates.ts';
import { factsOf } from './index.ts';
import type { DateFact } from './types.ts';
import { writeWeekday } from './write-fact.ts';

export interface WrongWeekday extends TextRange {
  readonly text: string;
  readonly year: number;
  /** The date with the weekday that it has. */
  readonly right: string;
}

/**
 * Dates whose weekday is another in the year that is meant: the one written, else the one that brings the day nearest to when the text
 * was `written` (ISO 8601). A day that fits this year or that nearest one is right. Offsets are those of the text as given.
 */
export function wrongWeekdays(given: string, language: Language, written: string): WrongWeekday[] {
  const { text, toGiven } = composed(given);
  return factsOf(text, language).facts.flatMap((fact): WrongWeekday[] => {
    if (fact.kind !== 'date' || fact.weekday === null || fact.day === null) return [];
    const { weekday, month, day } = fact;
    const thisYear = Number(written.slice(0, 4));
    const years = fact.year === null ? [...new Set([nearestYear(fact, written), thisYear])] : [fact.year];
    const [year = thisYear] = years;
    const real = weekdayOfDate(year, month, day);
    if (real === null || years.some((each) => weekdayOfDate(each, month, day) === weekday)) return [];
    const [start, end] = [toGiven(fact.start), toGiven(fact.end)];
    return [{ start, end, text: given.slice(start, end), year, right: writeWeekday(fact.text, real) }];
  });
}

/** By months of equal length: the nearest of three years is never a matter of days. */
function nearestYear({ month, day }: DateFact, written: string): number {
  const [year = 0, thisMonth = 1, today = 1] = written.slice(0, 10).split('-').map(Number);
  const distance = (each: number): number => Math.abs((each - year) * 372 + (month - thisMonth) * 31 + ((day ?? 1) - today));
  return [year, year - 1, year + 1].reduce((best, each) => (distance(each) < distance(best) ? each : best), year);
}
