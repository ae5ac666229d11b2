import type { Language } from '../domain/ids.ts';
import { countGraphemes } from './graphemes.ts';
import { sentenceEnds } from './sentences.ts';
import { findUrls } from './text-entities.ts';

/** How long a text is, in what a writer counts. */
export interface TextMeasures {
  /** As a reader sees them, with spaces and line breaks. */
  readonly characters: number;
  /** Between spaces: words in English, 어절 in Korean. Signs alone are none. */
  readonly words: number;
  /** A line without a stop is one as well: a heading, an item of a list. */
  readonly sentences: number;
  /** Lines with something on them. */
  readonly paragraphs: number;
  /** For a grown-up who reads silently, in seconds, not rounded. */
  readonly readingSeconds: number;
}

/**
 * Korean, read silently, in characters a minute without spaces: 588. From 202.3 어절 a minute on sentences of 18.9 characters
 * and 6.5 어절 (42 adults; Song, Kim & Hyung 2016, J Korean Ophthalmol Soc 57(4):642, doi:10.3341/jkos.2016.57.4.642, read
 * 2026-11-27). The readers differed much (± 88.4 어절), so that a time made of it is a rough one.
 */
const KOREAN_CHARACTERS_PER_MINUTE = 588;

/**
 * English non-fiction, read silently, in words a minute: 238, most adults between 175 and 300 (190 studies, 18,573 readers;
 * Brysbaert 2019, Journal of Memory and Language 109:104047, doi:10.1016/j.jml.2019.104047, read 2026-11-27).
 */
const ENGLISH_WORDS_PER_MINUTE = 238;

const SPOKEN = /[\p{L}\p{N}]/u;
const SPACES = /\s+/u;

export function measureText(text: string, language: Language): TextMeasures {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return {
    characters: countGraphemes(text),
    words: wordsIn(text),
    sentences: pieces(text).filter((piece) => SPOKEN.test(piece)).length,
    paragraphs: lines.length,
    readingSeconds: readingSeconds(text, language),
  };
}

function wordsIn(text: string): number {
  return text.split(SPACES).filter((word) => SPOKEN.test(word)).length;
}

function pieces(text: string): string[] {
  const ends = [...sentenceEnds(text), text.length];
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
}

/** An address is looked at and not read, however long: in English it is one word, in Korean none. */
function readingSeconds(text: string, language: Language): number {
  const urls = findUrls(text);
  const read = urls.reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text);
  if (language === 'en') return ((wordsIn(read) + urls.length) * 60) / ENGLISH_WORDS_PER_MINUTE;
  return (countGraphemes(read.replaceAll(/\s/gu, '')) * 60) / KOREAN_CHARACTERS_PER_MINUTE;
}

/** A reading time as it is told: to five seconds below a minute, to a minute above; null where there is nothing to read. */
export function toldReadingTime(seconds: number): { readonly unit: 'seconds' | 'minutes'; readonly count: number } | null {
  if (seconds <= 0) return null;
  const rounded = Math.ceil(seconds / 5) * 5;
  return rounded < 60 ? { unit: 'seconds', count: rounded } : { unit: 'minutes', count: Math.max(1, Math.round(seconds / 60)) };
}
