import type { ChannelProfile } from '../channels/registry.ts';
import type { FindingLevel } from '../channels/types.ts';
import type { Language } from '../domain/ids.ts';
import type { CheckKey } from '../i18n/en/checks.ts';
import { compareFacts, type FactDifference } from './compare-facts.ts';
import { weekdayOfDate } from './facts/dates.ts';
import { factsOf, type Fact, type Facts } from './facts/index.ts';
import type { TextRange } from './ranges.ts';

/** What is wrong between a text and its translation. A side without a range is the one where something is missing. */
export interface LocalizationFinding {
  readonly id: string;
  readonly level: FindingLevel;
  /** A key of the `checks` namespace, and what it interpolates. */
  readonly key: CheckKey;
  readonly values: Readonly<Record<string, string | number>>;
  /** UTF-16 offsets in the source text, and in the target text. */
  readonly source: TextRange | null;
  readonly target: TextRange | null;
}

export interface TranslationInput {
  readonly source: { readonly language: Language; readonly text: string };
  readonly target: { readonly language: Language; readonly text: string };
  /** The year of dates that have none, in the newsroom's time zone. */
  readonly year: number;
  /** Where the translation goes, for its length; null for a part of a text. */
  readonly targetProfile: ChannelProfile | null;
}

/**
 * Compares a translation with its source, in either direction between Korean and English: numbers (만, 억, million, ordinals), dates,
 * weekdays, times, telephone numbers, addresses, mentions; what was left untranslated; the length on the target's channel. A source
 * without text is not compared. What is spelled out (`이틀`, `a dozen`) is not judged, so that silence is no proof.
 */
export function checkTranslation(input: TranslationInput): LocalizationFinding[] {
  const { source, target } = input;
  if (source.text.trim() === '') return [];
  if (target.text.trim() === '') return [localization('error', 'translation-empty', {}, { start: 0, end: source.text.length }, null)];
  const from = factsOf(source.text, source.language);
  const to = factsOf(target.text, target.language);
  return [
    ...checkUntranslated(input, from, to),
    ...checkLength(input),
    ...checkWeekdays(from.facts, input.year, 'source'),
    ...checkWeekdays(to.facts, input.year, 'target'),
    ...compareFacts(from.facts, to.facts).map(differenceFinding),
  ];
}

function localization(
  level: FindingLevel,
  key: CheckKey,
  values: Readonly<Record<string, string | number>>,
  source: TextRange | null,
  target: TextRange | null,
): LocalizationFinding {
  const place = [source === null ? '' : `source:${source.start}`, target === null ? '' : `target:${target.start}`].filter(Boolean).join('/');
  return { id: `${key}@${place}${'text' in values ? `:${values['text']}` : ''}`, level, key, values, source, target };
}

/** An address often has a page of its own in another language, and a number repeated may be a matter of style. */
const WARNINGS: ReadonlySet<CheckKey> = new Set(['url-missing', 'url-added', 'number-count']);

function differenceFinding({ fact, difference, other }: FactDifference): LocalizationFinding {
  const place = { start: fact.start, end: fact.end };
  const elsewhere = other === null ? null : { start: other.start, end: other.end };
  const key = keyOf(fact, difference);
  const inSource = difference === 'missing' || difference === 'more-in-source';
  const [source, target] = inSource ? [place, elsewhere] : [elsewhere, place];
  return localization(WARNINGS.has(key) ? 'warning' : 'error', key, { text: fact.text }, source, target);
}

function keyOf(fact: Fact, difference: FactDifference['difference']): CheckKey {
  switch (difference) {
    case 'missing':
    case 'added':
      return `${fact.kind}-${difference}`;
    case 'more-in-source':
    case 'more-in-target':
      return 'number-count';
  }
}

/** A weekday beside a date that falls on another: a mistake on its side, whatever the other side says. */
function checkWeekdays(facts: readonly Fact[], defaultYear: number, side: 'source' | 'target'): LocalizationFinding[] {
  return facts.flatMap((fact) => {
    if (fact.kind !== 'date' || fact.weekday === null || fact.day === null) return [];
    const year = fact.year ?? defaultYear;
    const real = weekdayOfDate(year, fact.month, fact.day);
    if (real === fact.weekday) return [];
    const place = { start: fact.start, end: fact.end };
    return [localization('error', 'weekday-wrong', { text: fact.text, year }, side === 'source' ? place : null, side === 'target' ? place : null)];
  });
}

function checkLength({ target, targetProfile: profile }: TranslationInput): LocalizationFinding[] {
  if (profile === null) return [];
  const { remaining, limit, overflowAt } = profile.count(target.text);
  if (remaining === null || limit === null || overflowAt === null) return [];
  const level = profile.limit?.confidence === 'low' ? 'warning' : 'error';
  return [localization(level, 'translation-over-limit', { count: -remaining, limit }, null, { start: overflowAt, end: target.text.length })];
}

const HANGUL_RUN = /[가-힣]+(?:[ ·]+[가-힣]+)*/gu;
const HANGUL = /[가-힣]/u;
const LATIN_WORD = /[A-Za-z]{2,}/gu;

function checkUntranslated({ source, target }: TranslationInput, from: Facts, to: Facts): LocalizationFinding[] {
  if (source.language === target.language) return [];
  const whole = { start: 0, end: target.text.length };
  const hasLanguage = source.language === 'ko' ? HANGUL.test(from.rest) : (from.rest.match(LATIN_WORD) ?? []).length > 1;
  if (!hasLanguage) return [];
  if (source.text.trim() === target.text.trim()) return [localization('error', 'translation-same', {}, { start: 0, end: source.text.length }, whole)];
  if (target.language === 'ko') return HANGUL.test(to.rest) ? [] : [localization('error', 'translation-no-korean', {}, null, whole)];
  return hangulLeft(to.rest, target.text);
}

/** Hangul in English, but for a gloss in brackets after a Latin word: `Ttareungyi (따릉이)`. */
function hangulLeft(rest: string, text: string): LocalizationFinding[] {
  return Array.from(rest.matchAll(HANGUL_RUN))
    .filter((match) => !/[A-Za-z][^\n()[\]]{0,3}[([][^()[\]\n]*$/u.test(rest.slice(Math.max(0, match.index - 60), match.index)))
    .map((match) => {
      const range = { start: match.index, end: match.index + match[0].length };
      return localization('error', 'translation-hangul-left', { text: text.slice(range.start, range.end) }, null, range);
    });
}
