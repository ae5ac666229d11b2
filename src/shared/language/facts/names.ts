import type { Language } from '../../domain/ids.ts';
import type { TextRange } from '../ranges.ts';

export interface FoundName extends TextRange {
  readonly name: string;
  /** What names of this sort end in (`공원`), or `term` for one that the newsroom has agreed on. */
  readonly ending: string;
}

/** Endings of names of places and offices. Shorter words than three syllables are too often something else. */
const PLACES = /(?<![가-힣A-Za-z])(?<name>[가-힣]{1,8}?(?<ending>시청|구청|군청|도청|공원|광장|도서관|체육관|박물관|미술관|회관|센터|주민센터|복지관|보건소|시장|역|대교|다리|초등학교|중학교|고등학교|대학교))(?=(?:에서|에는|에|으로|로|의|은|는|이|가|을|를|과|와|까지|부터|도|앞)?(?![가-힣]))/gu;
const SHORTEST = 4;

/** Names in a text, by their endings, and the newsroom's own terms. In English only terms: a capital alone tells little. */
export function namesOf(text: string, language: Language, terms: readonly string[]): FoundName[] {
  const own = terms.flatMap((term) => placesOf(text, term.normalize('NFC'))).toSorted((a, b) => a.start - b.start);
  if (language === 'en') return own;
  const places = Array.from(text.matchAll(PLACES), (match): FoundName => {
    const name = match.groups?.['name'] ?? '';
    return { start: match.index, end: match.index + name.length, name, ending: match.groups?.['ending'] ?? '' };
  });
  return [...own, ...places.filter((place) => place.name.length >= SHORTEST && place.name !== place.ending && !own.some((term) => term.start < place.end && place.start < term.end))];
}

function placesOf(text: string, term: string): FoundName[] {
  const found: FoundName[] = [];
  if (term.length < 2) return found;
  for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + term.length)) found.push({ start: at, end: at + term.length, name: term, ending: 'term' });
  return found;
}

/** Whether two names of one length differ in a single character: more likely one name misspelt than two. */
export function nearlySame(a: string, b: string): boolean {
  const [first, second] = [Array.from(a), Array.from(b)];
  return first.length === second.length && first.length >= SHORTEST && first.filter((character, index) => character !== second[index]).length === 1;
}
