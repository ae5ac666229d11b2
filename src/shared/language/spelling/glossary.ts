import type { Language } from '../../domain/ids.ts';
import type { TextRange } from '../ranges.ts';
import { PLAIN_WORDS } from './plain-words.ts';
import { adaptedParticle, fitsAsParticle } from './word-particles.ts';

/** A form that is looked for in texts, and what should stand there. */
export interface GlossaryEntry {
  readonly kind: 'plain' | 'term';
  readonly form: string;
  readonly better: string;
  readonly language: Language;
  readonly note: string;
}

export interface GlossaryHit extends TextRange {
  readonly entry: GlossaryEntry;
  /** The form with its particle. */
  readonly word: string;
  /** What goes in its place, particle and capital fitted; null where a person has to write the sentence anew (`제고하다`). */
  readonly mend: string | null;
}

export interface Glossary {
  readonly byForm: ReadonlyMap<string, GlossaryEntry>;
  /** Null for an empty glossary. */
  readonly pattern: RegExp | null;
}

/** A newsroom's own plain words: `plain` empty takes a word of the built-in list away. */
export interface OwnPlainWord {
  readonly hard: string;
  readonly plain: string;
  readonly note: string;
}

/** A name or term in the form that the newsroom uses, and forms of it that it does not. */
export interface OwnTerm {
  readonly term: string;
  readonly wrong: readonly string[];
  readonly note: string;
}

/** The built-in list with the newsroom's words over it, and its terms over both. */
export function glossaryOf(plain: readonly OwnPlainWord[], terms: readonly OwnTerm[], builtIn: readonly { readonly hard: string; readonly plain: string; readonly language: Language }[] = PLAIN_WORDS): Glossary {
  const byForm = new Map<string, GlossaryEntry>();
  for (const { hard, plain: better, language } of builtIn) byForm.set(keyOf(hard), { kind: 'plain', form: hard, better, language, note: '' });
  for (const { hard, plain: better, note } of plain) {
    if (better === '') byForm.delete(keyOf(hard));
    else byForm.set(keyOf(hard), { kind: 'plain', form: hard, better, language: languageOf(hard), note });
  }
  for (const { term, wrong, note } of terms) {
    for (const form of wrong) if (form !== term && form.trim() !== '') byForm.set(termKeyOf(form), { kind: 'term', form, better: term, language: languageOf(form), note });
  }
  // A longer form is tried first: `유관 기관` before `유관`.
  const forms = [...byForm.values()].map(({ form }) => form).toSorted((a, b) => b.length - a.length);
  if (forms.length === 0) return { byForm, pattern: null };
  return { byForm, pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms.map(escaped).join('|')})`, 'giu') };
}

/** Every form of the glossary in a text, with the particle behind it. */
export function glossaryHits(text: string, { byForm, pattern }: Glossary): GlossaryHit[] {
  if (pattern === null) return [];
  const hits: GlossaryHit[] = [];
  for (const match of text.matchAll(pattern)) {
    const [found] = match;
    const entry = byForm.get(termKeyOf(found)) ?? byForm.get(keyOf(found));
    if (entry === undefined || entry.better === found) continue;
    const start = match.index;
    const end = start + found.length;
    const rest = /^[\p{L}\p{M}\p{N}]*/u.exec(text.slice(end, end + 30))?.[0] ?? '';
    // The right term may hold the wrong form: 한강 of 한강공원.
    if (text.startsWith(entry.better, start)) continue;
    const hit = hitOf(entry, found, rest, start, end);
    if (hit !== null) hits.push(hit);
  }
  return hits;
}

const VERB = /^(?:하|되|한|할|해|했|합|함|시키|시킨|시킬|될|된|됩|돼|됐)/u;

function hitOf(entry: GlossaryEntry, found: string, rest: string, start: number, end: number): GlossaryHit | null {
  const koreanFollows = /^[가-힣]/u.test(rest);
  if (rest !== '' && !koreanFollows) return null;
  if (fitsAsParticle(found, rest)) {
    const better = entry.language === 'en' && /^[A-Z][a-z]/u.test(found) ? entry.better.charAt(0).toUpperCase() + entry.better.slice(1) : entry.better;
    return { entry, word: found + rest, mend: better + adaptedParticle(rest, better), start, end: end + rest.length };
  }
  return entry.kind === 'plain' && VERB.test(rest) ? { entry, word: found + rest, mend: null, start, end: end + rest.length } : null;
}

/** Plain words are found with any capitals; a form of a term exactly as it is, since capitals may be what is wrong with it. */
const keyOf = (form: string): string => form.toLowerCase();
const termKeyOf = (form: string): string => `=${form}`;

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`);
}

function languageOf(form: string): Language {
  return /[가-힣]/u.test(form) ? 'ko' : 'en';
}
