import type { Amending, AmendWay, Figure, FigureUnit, MeasuredRate, Publishing, RateSource } from './types.ts';

/** The day on which the profiles' figures were last read at their sources. */
const CHECKED_AT = '2026-11-23';

/** A figure from the platform's own documentation or code. `source` is an address. */
export function documented(value: number, unit: FigureUnit, source: string, note = ''): Figure {
  return { value, unit, source, checkedAt: CHECKED_AT, confidence: 'documented', note };
}

/** A figure from a vendor's page or another tool's code. */
export function secondary(value: number, unit: FigureUnit, source: string, note = ''): Figure {
  return { value, unit, source, checkedAt: CHECKED_AT, confidence: 'secondary', note };
}

/** A figure that is remembered, old or inferred: it may warn and never blocks. `source` is where it ought to be found; `note` says what was. */
export function uncertain(value: number, unit: FigureUnit, source: string, note: string): Figure {
  return { value, unit, source, checkedAt: CHECKED_AT, confidence: 'low', note };
}

/** The platform offers programs a way to post, as its documentation says. */
export function byApi(source: string, note = ''): Publishing {
  return { way: 'api', source, checkedAt: CHECKED_AT, confidence: 'documented', note };
}

/** A person posts. `note` says why no program does. */
export function byHand(source: string, note: string, confidence: 'documented' | 'low' = 'documented'): Publishing {
  return { way: 'by-hand', source, checkedAt: CHECKED_AT, confidence, note };
}

/** Pages that several profiles were read from. */
export const PAGES = {
  folds: 'https://posttruncate.com/en/platform-limits',
  firstComments: 'https://developers.buffer.com/guides/character-limits.md',
  postiz: 'https://github.com/gitroomhq/postiz-app/tree/74b01ad/libraries/nestjs-libraries/src/integrations/social',
} as const;

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

/** A way to amend a post once it is out, from the platform's own documentation unless said otherwise. */
export function amended(by: AmendWay['by'], source: string, note = '', confidence: AmendWay['confidence'] = 'documented'): AmendWay {
  return { by, source, checkedAt: '2026-11-27', confidence, note };
}

/** A channel on which a person does everything: edit, reply and remove in its own editor. */
export function amendedByHand(source: string, note: string): Amending {
  const hand = amended('hand', source, note, 'low');
  return { edit: { ...hand, reach: 'post' }, reply: hand, remove: hand };
}
