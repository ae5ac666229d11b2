import { choseongOf, isChoseong } from './hangul.ts';

/**
 * Search in Korean from one syllable. SQLite's own tokenizers find 11 % (unicode61) or nothing (trigram) of two-syllable
 * words; so the text is cut into pairs of neighbours here, and FTS5 (`unicode61`, `detail=none`) gets the pairs as words.
 * Pairs in one text need not be neighbours, so that a hit is confirmed with `instr(foldText(text), needle)`.
 */

const COMBINING = /\p{Mn}+/gu;
const LATIN_WITH_MARK = /[\u00c0-\u024f\u1e00-\u1eff]/gu;
const FULL_WIDTH = /[\uff01-\uff5e]/gu;

/**
 * What text and query are compared in: composed, lower-case, full-width Latin made plain, accents off, runs of white space
 * one space. Not NFKC, which would turn the jamo of ㅋㅋ and ㄸㄹㅇ into ones that join with their neighbours.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFC')
    .replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .toLowerCase()
    .replace(LATIN_WITH_MARK, (character) => character.normalize('NFD').replace(COMBINING, ''))
    .replace(COMBINING, '')
    .replaceAll('ς', 'σ')
    .replace(/\s+/gu, ' ')
    .trim()
    .normalize('NFC');
}

/** Letters and digits that stand together. */
const RUN = /[\p{L}\p{N}]+/gu;

/** Scripts that SQLite's unicode61 (Unicode 6.1) surely takes for letters, after folding. */
const PLAIN_LETTER = /^[0-9a-zß-öø-ÿα-ωа-яぁ-んァ-ヶ一-鿋ㄱ-ㆎ가-힣]$/u;

/** One character as FTS5 may see it: a letter that some version of its tables may not know is spelled out, so that no token is ever cut in two. */
function tokenCharacter(character: string): string {
  return PLAIN_LETTER.test(character) ? character : `u${(character.codePointAt(0) ?? 0).toString(16)}z`;
}

/** The pairs of one run, and its last character by itself: so that a one-character prefix finds every character. */
function tokensOfRun(run: string): string[] {
  const characters = Array.from(run, tokenCharacter);
  return characters.map((character, index) => character + (characters[index + 1] ?? ''));
}

function runsOf(folded: string): string[] {
  return Array.from(folded.matchAll(RUN), ([run]) => run);
}

/** What goes into the index for a text: tokens with a space between them. Empty for a text without letters and digits. */
export function indexTokens(text: string): string {
  return runsOf(foldText(text)).flatMap(tokensOfRun).join(' ');
}

/** Runs of syllables only: a search by initials is for names, and mixed runs would fill the index. */
const SYLLABLES = /[가-힣]+/gu;

/** The tokens by which a title is found by its initial consonants (ㄸㄹㅇ for 따릉이); to be indexed beside `indexTokens`. */
export function choseongTokens(text: string): string {
  return Array.from(foldText(text).matchAll(SYLLABLES), ([run]) => choseongOf(run))
    .flatMap(tokensOfRun)
    .join(' ');
}

/** One word of a query, folded. */
interface SearchNeedle {
  readonly text: string;
  /** Only initial consonants: to be looked for in `choseongOf(foldText(title))` as well as in the text itself. */
  readonly choseong: boolean;
}

export interface SearchQuery {
  /** For `MATCH`; null when the query has no letter or digit (an emoji), and only a scan for the needles can answer. */
  readonly match: string | null;
  /** All of them have to be found. Empty for an empty query. */
  readonly needles: readonly SearchNeedle[];
}

/** Enough for any query that a person types; FTS5 refuses an expression that is too deep. */
const MAX_QUERY_LENGTH = 200;
const MAX_TERMS = 64;

/**
 * A query as an FTS5 expression: every pair as a quoted term, all joined by AND; a single character as a prefix.
 * Any string gives valid syntax, as a term holds letters and digits only.
 */
export function queryTokens(query: string): SearchQuery {
  const folded = foldText(Array.from(query).slice(0, MAX_QUERY_LENGTH).join(''));
  const needles = folded === '' ? [] : folded.split(' ').map((text) => ({ text, choseong: isChoseong(text) }));
  const terms = [...new Set(runsOf(folded).flatMap(termsOfRun))].slice(0, MAX_TERMS);
  return { match: terms.length === 0 ? null : terms.join(' AND '), needles };
}

function termsOfRun(run: string): string[] {
  const tokens = tokensOfRun(run);
  if (tokens.length === 1) return tokens.map((token) => `"${token}"*`);
  return tokens.slice(0, -1).map((token) => `"${token}"`);
}

/** Whether a text (and its title, by initials) has every word of a query: the check after `MATCH`, for those that hold the text. */
export function matchesQuery(query: SearchQuery, text: string, title = ''): boolean {
  const folded = foldText(text);
  const foldedTitle = foldText(title);
  const initials = choseongOf(foldedTitle);
  return query.needles.every(({ text: needle, choseong }) => folded.includes(needle) || foldedTitle.includes(needle) || (choseong && initials.includes(needle)));
}
