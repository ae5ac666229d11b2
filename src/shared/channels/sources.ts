import type { Figure, FigureUnit, MeasuredRate, RateSource } from './types.ts';

/** The day on which the profiles' figures were last read at their sources. */
const CHECKED_AT = '2026-11-23';

/** A figure from the platform's own documentation or code. */
export function documented(value: number, unit: FigureUnit, source: string): Figure {
  return { value, unit, source, checkedAt: CHECKED_AT, confidence: 'documented' };
}

/** A figure from a vendor's page or another tool's code. */
export function secondary(value: number, unit: FigureUnit, source: string): Figure {
  return { value, unit, source, checkedAt: CHECKED_AT, confidence: 'secondary' };
}

/** A figure that is remembered, old or inferred: it may warn and never blocks. */
export function uncertain(value: number, unit: FigureUnit, source: string): Figure {
  return { value, unit, source, checkedAt: CHECKED_AT, confidence: 'low' };
}

/** Where the rates of a city's channels were published. It does not say what the rates were divided by beyond “in-media”. */
const CITY_OF_COMMUNICATION: RateSource = {
  publisher: 'Seoul Metropolitan Government',
  title: 'The City of Communication, Seoul',
  date: '2016-12-22',
};

/** A rate of the article above, in percent. */
export function measured(rate: MeasuredRate['rate'], percent: number): MeasuredRate {
  return { rate, percent, source: CITY_OF_COMMUNICATION };
}
