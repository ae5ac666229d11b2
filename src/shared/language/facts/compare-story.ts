import type { Language } from '../../domain/ids.ts';
import type { StoryFactKind } from './kinds.ts';
import { nearlySame } from './names.ts';
import { storyFactsOf, type StoryFact } from './story-facts.ts';
import { sameTime } from './times.ts';

/** One place where a story is told: its brief, a common text, a variant. */
export interface StoryText {
  readonly id: string;
  readonly kind: 'brief' | 'common' | 'variant';
  readonly language: Language;
  readonly text: string;
}

export interface FactSide {
  readonly textId: string;
  readonly fact: StoryFact;
}

/** One fact of the story that its texts do not tell alike: every text that tells it, with what it says. */
export interface FactConflict {
  /** The same while the same values stand against each other, wherever they stand: by it a person's "not the same fact" is remembered. */
  readonly key: string;
  readonly kind: StoryFactKind;
  readonly of: string;
  readonly sides: readonly FactSide[];
}

/** Facts of the common text that a variant leaves out: often on purpose. */
export interface FactsLeftOut {
  readonly textId: string;
  readonly from: string;
  readonly facts: readonly StoryFact[];
}

export interface StoryComparison {
  readonly conflicts: readonly FactConflict[];
  readonly leftOut: readonly FactsLeftOut[];
}

interface Told extends StoryText {
  readonly facts: readonly StoryFact[];
}

/** What a newsroom cannot mean both: at most this many times the other, or two amounts are two things. */
const SAME_ORDER = 20;
/** A text shorter than this says nothing by its silence. UTF-16 units. */
const TELLING = 20;

/**
 * Compares what the texts of a story say. A conflict is claimed where two texts tell the same sort of thing once each, differently,
 * and (in one language) in sentences about the same; never because one of them says less. `factsOf` may answer from a cache.
 */
export function compareStory(texts: readonly StoryText[], factsOf: (text: StoryText) => readonly StoryFact[] = (text) => storyFactsOf(text.text, text.language)): StoryComparison {
  const told = texts.filter(({ text }) => text.trim() !== '').map((text): Told => ({ ...text, facts: factsOf(text) }));
  const pairs = told.flatMap((a, index) => told.slice(index + 1).flatMap((b) => conflictsBetween(a, b)));
  return { conflicts: [...grouped(told, pairs), ...cancellations(told)], leftOut: leftOut(told) };
}

type Pair = readonly [StoryFact, StoryFact];

function conflictsBetween(a: Told, b: Told): Pair[] {
  const sorts = new Set(a.facts.map(sortOf));
  return [...sorts].filter((sort) => !sort.startsWith('cancelled')).flatMap((sort) => {
    const [mine, theirs] = [a, b].map(({ facts }) => facts.filter((fact) => sortOf(fact) === sort)) as [StoryFact[], StoryFact[]];
    const [left, right] = [distinct(without(mine, theirs)), distinct(without(theirs, mine))];
    if (left.length === 0 || right.length === 0) return [];
    const possible = left.flatMap((x) => right.filter((y) => rolesMeet(x, y)).map((y): Pair => [x, y]));
    return possible.filter(([x, y]) => {
      const rivals = possible.filter((pair) => pair[0] === x || pair[1] === y);
      return areOneFact({ a, b, x, y, isOnly: rivals.length === 1, alone: distinct(mine).length === 1 && distinct(theirs).length === 1, as: mine.length === theirs.length });
    });
  });
}

interface Candidate {
  readonly a: Told;
  readonly b: Told;
  readonly x: StoryFact;
  readonly y: StoryFact;
  /** Nothing else in either text could be the other's counterpart. */
  readonly isOnly: boolean;
  /** Neither text has another fact of the sort at all. */
  readonly alone: boolean;
  /** Both have as many of the sort. */
  readonly as: boolean;
}

function areOneFact({ a, b, x, y, isOnly, alone, as }: Candidate): boolean {
  const sameLanguage = a.language === b.language;
  const shared = sameLanguage ? [...x.about].filter((word) => y.about.has(word)).length : 0;
  switch (x.kind) {
    case 'date':
      return sameLanguage ? (isOnly && (shared >= 1 || (alone && x.role === y.role && x.role !== ''))) || (shared >= 3 && x.role === y.role && x.role !== '') : isOnly && x.role === y.role;
    case 'time':
      return sameLanguage ? isOnly && shared >= 1 && x.role === y.role : isOnly && as;
    case 'measure': {
      const [low, high] = [Number(x.value), Number(y.value)].toSorted((one, other) => one - other) as [number, number];
      if (low <= 0 || high / low > SAME_ORDER) return false;
      return sameLanguage ? isOnly && shared >= 1 : isOnly && as;
    }
    case 'phone':
    case 'email':
      return alone;
    case 'url':
      return sameLanguage && isOnly && hostOf(x.value) === hostOf(y.value) && isSlip(x.value, y.value);
    case 'name':
      return sameLanguage && nearlySame(x.value, y.value);
    case 'cancelled':
      return false;
  }
}

/** Facts of one sort may be compared: dates with dates, money with money. */
function sortOf({ kind, of }: StoryFact): string {
  return `${kind}|${of}`;
}

function rolesMeet(x: StoryFact, y: StoryFact): boolean {
  return x.role === y.role || x.role === '' || y.role === '';
}

/** Those that the other text does not say. */
function without(facts: readonly StoryFact[], others: readonly StoryFact[]): StoryFact[] {
  return facts.filter((fact) => !others.some((other) => isSame(fact, other)));
}

function isSame(x: StoryFact, y: StoryFact): boolean {
  if (x.fact?.kind === 'time' && y.fact?.kind === 'time') return sameTime(x.fact, y.fact);
  if (x.fact?.kind === 'date' && y.fact?.kind === 'date' && x.fact.year !== null && y.fact.year !== null && x.fact.year !== y.fact.year) return false;
  if (x.fact?.kind === 'number' && y.fact?.kind === 'number') return x.fact.values.some((value) => y.fact?.kind === 'number' && y.fact.values.includes(value));
  return x.value === y.value;
}

/** A fact that a text says twice is one. */
function distinct(facts: readonly StoryFact[]): StoryFact[] {
  return facts.filter((fact, index) => facts.findIndex((other) => isSame(fact, other)) === index);
}

function hostOf(address: string): string {
  return address.split('/')[0]?.toLowerCase() ?? '';
}

/** One character more, less or other: a slip of the hand. Another page is another word. */
function isSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const changed = `${a.slice(head, a.length - tail)}${b.slice(head, b.length - tail)}`;
  return Math.max(a.length, b.length) - head - tail <= 1 && !/\d/u.test(changed);
}

/** Pairs that share a value are one conflict; texts that say one of its values are sides of it too. */
function grouped(told: readonly Told[], pairs: readonly Pair[]): FactConflict[] {
  const groups: { readonly sort: string; readonly facts: StoryFact[] }[] = [];
  for (const pair of pairs) {
    const meeting = groups.filter(({ sort, facts }) => sort === sortOf(pair[0]) && facts.some((fact) => pair.some((one) => isSame(one, fact) && rolesMeet(one, fact))));
    const [first] = meeting;
    if (first === undefined) groups.push({ sort: sortOf(pair[0]), facts: [...pair] });
    else first.facts.push(...pair, ...meeting.slice(1).flatMap(({ facts }) => facts));
    for (const other of meeting.slice(1)) groups.splice(groups.indexOf(other), 1);
  }
  return groups.map(({ sort, facts }) => {
    const values = distinct(facts);
    const sides = told.flatMap((text): FactSide[] => {
      const fact = text.facts.find((each) => sortOf(each) === sort && values.some((value) => isSame(value, each) && rolesMeet(value, each)));
      return fact === undefined ? [] : [{ textId: text.id, fact }];
    });
    const [{ kind, of } = { kind: 'measure', of: '' } as const] = values;
    return { key: `${sort}|${[...new Set(values.map(({ value }) => value))].toSorted().join('|')}`, kind, of, sides };
  });
}

/** Called off in one text and not in another: the one thing that nobody leaves out for brevity. */
function cancellations(told: readonly Told[]): FactConflict[] {
  const said = told.flatMap((text): FactSide[] => {
    const fact = text.facts.find(({ kind }) => kind === 'cancelled');
    return fact === undefined ? [] : [{ textId: text.id, fact }];
  });
  const silent = told.filter(({ id, kind, text }) => kind !== 'brief' && text.trim().length >= TELLING && said.every(({ textId }) => textId !== id));
  if (said.length === 0 || silent.length === 0) return [];
  const sides = silent.map(({ id, text }): FactSide => {
    const start = text.length - text.trimStart().length;
    const line = text.slice(start).split('\n')[0] ?? '';
    return { textId: id, fact: { kind: 'cancelled', of: '', role: '', text: line, value: '', start, end: start + line.length, fact: null, about: new Set() } };
  });
  return [{ key: `cancelled|${said.map(({ fact }) => fact.text).toSorted().join('|')}`, kind: 'cancelled', of: '', sides: [...said, ...sides] }];
}

const WORTH_SAYING: ReadonlySet<StoryFactKind> = new Set(['date', 'time', 'measure', 'phone', 'url', 'email']);

function leftOut(told: readonly Told[]): FactsLeftOut[] {
  return told.filter(({ kind }) => kind === 'variant').flatMap((variant) => {
    const common = told.find(({ kind, language }) => kind === 'common' && language === variant.language);
    if (common === undefined) return [];
    // What stands there with another value has been told as a conflict.
    const facts = distinct(common.facts.filter(({ kind }) => WORTH_SAYING.has(kind))).filter((fact) => !variant.facts.some((each) => sortOf(each) === sortOf(fact)));
    return facts.length === 0 ? [] : [{ textId: variant.id, from: common.id, facts }];
  });
}
