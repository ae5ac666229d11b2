import type { Language } from '../../domain/ids.ts';
import { findHashtags, findUrls } from '../text-entities.ts';
import { takeDates, takeWeekdays } from './dates.ts';
import { takeNumbers } from './numbers.ts';
import { Scan } from './scan.ts';
import { takeTimes } from './times.ts';
import type { Fact, LiteralFact } from './types.ts';

export type { DateFact, Fact, NumberFact } from './types.ts';

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;
const MENTION = /(?<![\p{L}\p{N}_.@])@[A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?/gu;
/** With an area or service code; a lone 120 is a number, and is carried over as one. */
const PHONE = /(?<![\d-])(?:\+82[-\s]?\(?0?\)?\d{1,2}|0\d{1,2}|1[5-9]\d{2})-\d{3,4}(?:-\d{4})?(?![\d-])/gu;

export interface Facts {
  /** In order of place. */
  readonly facts: readonly Fact[];
  /** The text without addresses, mentions, hashtags and facts; offsets stay. What is left is language. */
  readonly rest: string;
}

/** All that a translation has to carry over as it is. `language` says how dates, times and scales are written. */
export function factsOf(text: string, language: Language): Facts {
  const scan = new Scan(text);
  const urls = findUrls(text).map((found): LiteralFact => ({ kind: 'url', key: found.text, ...found }));
  scan.take(urls);
  const emails = scan.each(EMAIL, (match, end) => [literal('mention', match, end, match[0].toLowerCase())]);
  const mentions = scan.each(MENTION, (match, end) => [literal('mention', match, end, match[0].toLowerCase())]);
  // A hashtag is translated or not as its readers search: it is no fact.
  scan.take(findHashtags(scan.rest));
  const phones = scan.each(PHONE, (match, end) => [literal('phone', match, end, match[0].replace(/^\+82[-\s]?\(?0?\)?/u, '0').replace(/\D/gu, ''))]);
  const dates = takeDates(scan, language);
  const weekdays = takeWeekdays(scan, language);
  const times = takeTimes(scan, language);
  const numbers = takeNumbers(scan, language);
  const facts = [...urls, ...emails, ...mentions, ...phones, ...dates, ...weekdays, ...times, ...numbers];
  return { facts: facts.toSorted((a, b) => a.start - b.start), rest: scan.rest };
}

function literal(kind: LiteralFact['kind'], match: RegExpExecArray, end: number, key: string): LiteralFact {
  return { kind, key, start: match.index, end, text: match[0] };
}
