import type { Language } from '../../domain/ids.ts';
import { composed } from '../composed.ts';
import type { TextRange } from '../ranges.ts';
import { sentenceEnds } from '../sentences.ts';
import { factsOf } from './index.ts';
import type { StoryFactKind } from './kinds.ts';
import { measuresOf } from './measures.ts';
import { namesOf } from './names.ts';
import type { Fact } from './types.ts';

/** A statement of a text that has to be the same wherever the story is told. Offsets are those of the text as given. */
export interface StoryFact extends TextRange {
  readonly kind: StoryFactKind;
  /** What facts must share to be one at all: of a measure its unit, of a name its ending. */
  readonly of: string;
  /** From when, until when, or merely when: a start is never compared with an end. Empty for other kinds. */
  readonly role: 'start' | 'end' | '';
  /** As written. */
  readonly text: string;
  /** Equal values are written the same, whatever the language: `11-24`, `900`, `200000`. */
  readonly value: string;
  readonly fact: Fact | null;
  /** The words of its sentence, cut to their stems, without numbers: what it is about. */
  readonly about: ReadonlySet<string>;
}

const START_KO = /^\s?(?:[(（][^)）]{1,4}[)）]\s?)?(?:부터|에\s?시작|시작|개막|개시)/u;
const END_KO = /^\s?(?:[(（][^)）]{1,4}[)）]\s?)?(?:까지|마감|종료|이내|에\s?끝)/u;
const START_EN = /(?:from|starting|starts?|opens?|begins?|beginning|since)(?:\s(?:on|at))?\s$/iu;
const END_EN = /(?:to|until|till|by|through|ends?|closes?|before|deadline:?)(?:\s(?:on|at))?\s$/iu;
const DASH_AFTER = /^\s*[~∼〜–—-]\s*\S/u;
const DASH_BEFORE = /\S\s*[~∼〜–—-]\s*$/u;

const CANCELLED = {
  ko: /(?:취소|연기|중단|휴관|휴장)(?:합니다|됩니다|되었|됐|했습니다|하기로|돼|된다|한다)/gu,
  en: /\b(?:is|are|was|were|been|be|has|have)\s(?:now\s)?(?:cancell?ed|postponed|suspended|called\soff)\b/giu,
} as const;

const STOP_WORDS = new Set(['and', 'the', 'for', 'from', 'until', 'with', 'you', 'your', 'are', 'will', 'that', 'this', 'have', 'has', '있습', '합니', '입니', '하세', '주세', '해주', '부터', '까지']);

/** The facts of a text, in order of place, with what each is about. Any string; composed and decomposed forms give the same values. */
export function storyFactsOf(given: string, language: Language, terms: readonly string[] = []): StoryFact[] {
  const { text, toGiven } = composed(given);
  const { facts } = factsOf(text, language);
  const measures = measuresOf(text, facts, language);
  const sentences = [0, ...sentenceEnds(text), text.length];
  const aboutAt = new Map<number, ReadonlySet<string>>();
  const about = (start: number): ReadonlySet<string> => {
    const index = sentences.findLastIndex((end) => end <= start);
    const known = aboutAt.get(index);
    if (known !== undefined) return known;
    const words = stemsOf(text.slice(sentences[index] ?? 0, sentences[index + 1] ?? text.length));
    aboutAt.set(index, words);
    return words;
  };
  const make = (kind: StoryFactKind, range: TextRange, value: string, more: Partial<Pick<StoryFact, 'of' | 'role' | 'fact'>> = {}): StoryFact => ({
    kind, of: '', role: '', fact: null, ...more, value, about: about(range.start),
    start: toGiven(range.start), end: toGiven(range.end), text: given.slice(toGiven(range.start), toGiven(range.end)),
  });
  const found = facts.flatMap((fact): StoryFact[] => {
    switch (fact.kind) {
      case 'date':
        return fact.day === null ? [] : [make('date', trimmed(text, fact), `${String(fact.month)}-${String(fact.day)}`, { fact, role: roleOf(text, fact, language) })];
      case 'time':
        return [make('time', trimmed(text, fact), String(fact.minutes), { fact, role: roleOf(text, fact, language) })];
      case 'number': {
        const measure = measures.get(fact);
        return measure === undefined || fact.soft ? [] : [make('measure', trimmed(text, measure), String(fact.values.at(-1) ?? 0), { of: measure.unit, fact })];
      }
      case 'phone':
        return [make('phone', fact, fact.key, { fact })];
      case 'url':
        return [make('url', fact, plainAddress(fact.key), { fact })];
      case 'mention':
        return fact.key.startsWith('@') ? [] : [make('email', fact, fact.key, { fact })];
      case 'weekday':
        return [];
    }
  });
  const cancelled = Array.from(text.matchAll(CANCELLED[language]), (match) => make('cancelled', { start: match.index, end: match.index + match[0].length }, 'cancelled'));
  const names = namesOf(text, language, terms).map(({ ending, name, ...range }) => make('name', range, name, { of: ending }));
  return [...found, ...cancelled, ...names].toSorted((a, b) => a.start - b.start);
}

function trimmed(text: string, { start, end }: TextRange): TextRange {
  const part = text.slice(start, end);
  return { start: start + part.length - part.trimStart().length, end: end - (part.length - part.trimEnd().length) };
}

function roleOf(text: string, { start, end }: TextRange, language: Language): StoryFact['role'] {
  const before = text.slice(Math.max(0, start - 24), start);
  const after = text.slice(end, end + 16);
  if (language === 'ko' && START_KO.test(after)) return 'start';
  if (language === 'ko' && END_KO.test(after)) return 'end';
  if (language === 'en' && START_EN.test(before)) return 'start';
  if (language === 'en' && END_EN.test(before)) return 'end';
  if (DASH_BEFORE.test(before)) return 'end';
  return DASH_AFTER.test(after) ? 'start' : '';
}

/** An address without what differs between channels on purpose: how it is fetched, what counts its readers, a slash at its end. */
function plainAddress(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/iu, '').replace(/[?#].*$/u, '').replace(/\/+$/u, '');
}

function stemsOf(sentence: string): ReadonlySet<string> {
  const words = sentence.replaceAll(/https?:\S+|\S*\d\S*/gu, ' ').toLowerCase().match(/[가-힣]{2,}|[a-z]{3,}/gu) ?? [];
  // Two syllables of a Korean word are its stem more often than not, whatever particle follows.
  return new Set(words.map((word) => (/[가-힣]/u.test(word) ? word.slice(0, 2) : word.replace(/(?:ing|ed|s)$/u, ''))).filter((word) => !STOP_WORDS.has(word)));
}
