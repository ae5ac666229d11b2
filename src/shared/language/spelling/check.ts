import type { Language } from '../../domain/ids.ts';
import type { TextRange } from '../ranges.ts';
import { type Glossary, glossaryHits } from './glossary.ts';
import { isKnownWord, type KnownWords } from './known-words.ts';
import { SPELLING_RULES } from './rules/index.ts';
import type { SpellingFinding, Verdict } from './types.ts';
import { spellingWords } from './words.ts';
import { skippedZones, touches } from './zones.ts';

/** What a text is checked with. */
export interface SpellingMeans {
  readonly languages: ReadonlySet<Language>;
  /** The dictionary's answers so far. */
  readonly verdict: (language: Language, word: string) => Verdict;
  readonly known: KnownWords;
  readonly glossary: Glossary;
  /** Whether plain words are suggested. */
  readonly plainWords: boolean;
  /** Words that the writer wants to be left alone in this text. */
  readonly ignored: ReadonlySet<string>;
}

export interface SpellingResult {
  /** In order, without overlap. */
  readonly findings: readonly SpellingFinding[];
  /** Words that the dictionary has not been asked about yet. */
  readonly unasked: readonly { readonly language: Language; readonly word: string }[];
}

/** A paragraph's result; what has been looked at once with the same means is not looked at again. */
export type ParagraphCache = Map<string, SpellingResult>;

/** More findings than this help nobody: it is a text in another language, and must not fill the list. */
const MAX_FINDINGS = 200;

/** Everything about the language of a text, paragraph by paragraph; no more than 200 findings. */
export function checkSpelling(text: string, means: SpellingMeans, cache: ParagraphCache): SpellingResult {
  const findings: SpellingFinding[] = [];
  const unasked: SpellingResult['unasked'][number][] = [];
  let at = 0;
  for (const paragraph of text.split('\n')) {
    let result = cache.get(paragraph);
    if (result === undefined) {
      result = checkParagraph(paragraph, means);
      // With words unasked it is not the last word.
      if (result.unasked.length === 0) cache.set(paragraph, result);
    }
    for (const finding of result.findings.slice(0, MAX_FINDINGS - findings.length)) findings.push(moved(finding, at));
    unasked.push(...result.unasked);
    at += paragraph.length + 1;
  }
  return { findings, unasked };
}

/** The same of a text without line breaks, without a memory. */
export function checkParagraph(text: string, means: SpellingMeans): SpellingResult {
  if (!/[\p{L}]/u.test(text)) return { findings: [], unasked: [] };
  const zones = skippedZones(text);
  const taken: TextRange[] = [...zones];
  const findings: SpellingFinding[] = [];
  const unasked: SpellingResult['unasked'][number][] = [];
  // A name with a space in it was not written wrong because of a rule about spaces; a word of the glossary may be no word of the dictionary.
  const add = (finding: Omit<SpellingFinding, 'id'>): void => {
    if (findings.length >= MAX_FINDINGS || touches(taken, finding) || means.ignored.has(finding.word)) return;
    taken.push(finding);
    findings.push({ ...finding, id: idOf(finding) });
  };
  const hits = glossaryHits(text, means.glossary).filter(({ entry }) => means.languages.has(entry.language));
  for (const { entry, word, mend, start, end } of hits) {
    if (entry.kind === 'term') add({ kind: 'term', level: 'warning', language: entry.language, word, rule: null, mend, better: entry.better, note: entry.note, start, end });
  }
  for (const rule of SPELLING_RULES) {
    if (!means.languages.has(rule.language)) continue;
    for (const match of text.matchAll(rule.pattern)) {
      const mended = rule.mend(match);
      if (mended === null || mended === match[0]) continue;
      const { start, end } = wholeWords(text, match.index, match.index + match[0].length);
      const word = text.slice(start, end);
      const mend = text.slice(start, match.index) + mended + text.slice(match.index + match[0].length, end);
      add({ kind: 'rule', level: rule.level, language: rule.language, word, rule: rule.id, mend, better: '', note: '', start, end });
    }
  }
  for (const { entry, word, mend, start, end } of hits) {
    if (entry.kind === 'plain' && means.plainWords) add({ kind: 'plain', level: 'hint', language: entry.language, word, rule: null, mend, better: entry.better, note: entry.note, start, end });
  }
  for (const { text: word, language, isNameLike, start, end } of spellingWords(text, zones)) {
    if (!means.languages.has(language) || touches(taken, { start, end }) || means.ignored.has(word) || isKnownWord(word, means.known)) continue;
    const verdict = means.verdict(language, word);
    if (verdict === 'unasked') unasked.push({ language, word });
    if (verdict === 'wrong') add({ kind: 'word', level: isNameLike ? 'hint' : 'warning', language, word, rule: null, mend: null, better: '', note: '', start, end });
  }
  return { findings: findings.toSorted((a, b) => a.start - b.start), unasked };
}

/** What a rule found, widened to the Korean words that it is in: `되` says nothing, `되서` does. */
function wholeWords(text: string, from: number, to: number): TextRange {
  let [start, end] = [from, to];
  while (start > 0 && IN_WORD.test(text.charAt(start)) && IN_WORD.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && IN_WORD.test(text.charAt(end - 1)) && IN_WORD.test(text.charAt(end))) end += 1;
  return { start, end };
}

const IN_WORD = /[가-힣0-9]/u;

function idOf({ kind, word, start }: Pick<SpellingFinding, 'kind' | 'word' | 'start'>): string {
  return `spelling:${kind}:${word}@${String(start)}`;
}

function moved(finding: SpellingFinding, by: number): SpellingFinding {
  if (by === 0) return finding;
  const start = finding.start + by;
  return { ...finding, id: idOf({ ...finding, start }), start, end: finding.end + by };
}
