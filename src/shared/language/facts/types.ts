import type { TextRange } from '../ranges.ts';

/** What a translation has to carry over, as found in one text. `text` is as written. */
interface Found extends TextRange {
  readonly text: string;
}

export interface DateFact extends Found {
  readonly kind: 'date';
  readonly year: number | null;
  /** 1 to 12 */
  readonly month: number;
  /** 1 to 31; null for a month alone. */
  readonly day: number | null;
  /** 0 Sunday to 6 Saturday; null where none is written with the date. */
  readonly weekday: number | null;
}

export interface WeekdayFact extends Found {
  readonly kind: 'weekday';
  /** 0 Sunday to 6 Saturday. */
  readonly weekday: number;
}

export interface TimeFact extends Found {
  readonly kind: 'time';
  /** Minutes since midnight, 0 to 1,439. */
  readonly minutes: number;
  /** Written without a half of the day, and it could be either: `2시`, `2:30`. */
  readonly ambiguous: boolean;
}

export interface NumberFact extends Found {
  readonly kind: 'number';
  /** What it may mean: `5K` is 5,000, or the run of that name. */
  readonly values: readonly number[];
  /** A number in words (`두 번째`, `two`): may answer one in digits, and need not be answered. */
  readonly soft: boolean;
}

export interface LiteralFact extends Found {
  readonly kind: 'phone' | 'url' | 'mention';
  /** What has to be equal in both texts. */
  readonly key: string;
}

export type Fact = DateFact | WeekdayFact | TimeFact | NumberFact | LiteralFact;
