import type { DateFact, Fact, NumberFact } from './facts/index.ts';
import { sameTime } from './facts/times.ts';

/**
 * Something that one text has and the other has not. `missing`: the source's `fact` has no answer in the target; `added`: the target's has
 * none in the source; `more-in-source` and `more-in-target`: a number that both have, and that one has more often (`other` is one of the other's).
 */
export type FactDifference =
  | { readonly difference: 'missing' | 'added'; readonly fact: Fact; readonly other: null }
  | { readonly difference: 'more-in-source' | 'more-in-target'; readonly fact: NumberFact; readonly other: Fact };

/** Pairs up what answers what, the surest pairs first, and tells what is left over on either side. */
export function compareFacts(source: readonly Fact[], target: readonly Fact[]): FactDifference[] {
  const freeSource = new Set(source);
  const freeTarget = new Set(target);
  for (const same of [identical, likely, byNumber]) {
    for (const fact of freeSource) {
      const answer = firstIn(freeTarget, (candidate) => same(fact, candidate));
      if (answer === undefined) continue;
      freeSource.delete(fact);
      freeTarget.delete(answer);
    }
  }
  return [
    ...[...freeSource].flatMap((fact) => leftOver(fact, target, 'missing', 'more-in-source')),
    ...[...freeTarget].flatMap((fact) => leftOver(fact, source, 'added', 'more-in-target')),
  ];
}

function firstIn(facts: ReadonlySet<Fact>, wanted: (fact: Fact) => boolean): Fact | undefined {
  for (const fact of facts) if (wanted(fact)) return fact;
  return undefined;
}

function leftOver(fact: Fact, others: readonly Fact[], absent: 'missing' | 'added', more: 'more-in-source' | 'more-in-target'): FactDifference[] {
  if (!isRequired(fact)) return [];
  const other = others.find((candidate) => identical(fact, candidate) || likely(fact, candidate) || byNumber(fact, candidate));
  if (other === undefined) return [{ difference: absent, fact, other: null }];
  // A date, a name or an address said twice and translated once is style; a number that is there once less may be a lost figure.
  return fact.kind === 'number' && other.kind === 'number' && !other.soft ? [{ difference: more, fact, other }] : [];
}

/** A number in words may answer one in digits, and is otherwise a matter of wording. */
function isRequired(fact: Fact): boolean {
  return fact.kind !== 'number' || !fact.soft;
}

/** The same kind and the same value, with nothing left open. */
function identical(a: Fact, b: Fact): boolean {
  switch (a.kind) {
    case 'date':
      return b.kind === 'date' && sameDay(a, b) && a.weekday === b.weekday;
    case 'weekday':
      return b.kind === 'weekday' && a.weekday === b.weekday;
    case 'time':
      return b.kind === 'time' && a.minutes === b.minutes && a.ambiguous === b.ambiguous;
    case 'number':
      return b.kind === 'number' && a.soft === b.soft && a.values[0] === b.values[0];
    case 'phone':
    case 'url':
    case 'mention':
      return b.kind === a.kind && a.key === b.key;
  }
}

/** The same as far as both say: a date without its weekday, a time without its half of the day, 5K for 5,000, a number in words. */
function likely(a: Fact, b: Fact): boolean {
  if (a.kind === 'date' && b.kind === 'date') return sameDay(a, b) && (a.weekday === null || b.weekday === null || a.weekday === b.weekday);
  if (a.kind === 'time' && b.kind === 'time') return sameTime(a, b);
  if (a.kind === 'number' && b.kind === 'number') return a.values.some((value) => b.values.includes(value));
  if (a.kind === 'weekday' && b.kind === 'date') return a.weekday === b.weekday;
  if (a.kind === 'date' && b.kind === 'weekday') return a.weekday === b.weekday;
  return false;
}

/** `23일과 25일` and `Nov 23 and 25`: a day that only one side writes with its month. */
function byNumber(a: Fact, b: Fact): boolean {
  if (a.kind === 'date' && b.kind === 'number') return a.day !== null && b.values.includes(a.day);
  if (a.kind === 'number' && b.kind === 'date') return b.day !== null && a.values.includes(b.day);
  return false;
}

/** The year counts only where both write it. */
function sameDay(a: DateFact, b: DateFact): boolean {
  return a.month === b.month && a.day === b.day && (a.year === null || b.year === null || a.year === b.year);
}
