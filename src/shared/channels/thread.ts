import { type Cuts, cutsOf, lastCharacterWithin, lastWithin } from './cuts.ts';
import { joinPosts, postTexts } from './thread-posts.ts';
import type { ChannelProfile, Count } from './types.ts';

/** Whether parts say which of how many they are, and where. */
export type Numbering = 'none' | 'start' | 'end';

export interface ThreadPart {
  /** The part of the text that this is, with the spaces and line breaks behind it: all sources together are the text. */
  readonly source: string;
  /** Where `source` begins in the text, in UTF-16. */
  readonly start: number;
  /** What is posted: the source without the spaces at its ends, and its number. */
  readonly text: string;
  /** What `text` costs on the channel. */
  readonly count: Count;
}

export type ThreadResult =
  | { readonly kind: 'thread'; readonly parts: readonly ThreadPart[] }
  /** The text is one post, or the channel has no limit or no threads. */
  | { readonly kind: 'not-needed' }
  /** A tag, a mention or an address is longer than a whole post, and is never cut. The range is in the text. */
  | { readonly kind: 'impossible'; readonly start: number; readonly end: number };

/** More posts than this are no thread but a book. */
const MAX_DIGITS = 3;

/** `1/3` as it is written before or behind a part. */
function numberText(position: number | string, total: number | string, numbering: Numbering): string {
  switch (numbering) {
    case 'none':
      return '';
    case 'start':
      return `(${position}/${total}) `;
    case 'end':
      return ` (${position}/${total})`;
  }
}

function withNumber(text: string, number: string, numbering: Numbering): string {
  return numbering === 'start' ? number + text : text + number;
}

/**
 * A text as the posts of one thread: cut at ends of sentences where it can be, each part counted by its channel with its number
 * included. No part is over the limit, no tag, mention or address is cut, and nothing of the text is lost.
 */
export function splitThread(profile: ChannelProfile, text: string, numbering: Numbering): ThreadResult {
  if (!profile.hasThread || (profile.count(text.trim()).remaining ?? 0) >= 0) return { kind: 'not-needed' };
  const cuts = cutsOf(profile, text);
  // A number takes room by how many digits it has, and how many parts there are is known only afterwards.
  for (let digits = 1; digits <= MAX_DIGITS; digits += 1) {
    const widest = numberText('9'.repeat(digits), '9'.repeat(digits), numbering);
    const ends = splitAt(profile, text, cuts, (part) => withNumber(part, widest, numbering), 10 ** digits);
    if (ends === null) continue;
    if (typeof ends !== 'number') return { kind: 'thread', parts: partsOf(profile, text, ends, numbering) };
    const stuck = cuts.entities.find(({ start, end }) => start <= ends && ends < end);
    return { kind: 'impossible', start: stuck?.start ?? ends, end: stuck?.end ?? text.length };
  }
  return { kind: 'impossible', start: 0, end: text.length };
}

/** Where each part ends; the place that cannot be got over; or null where there would be `tooMany` parts. */
function splitAt(profile: ChannelProfile, text: string, cuts: Cuts, written: (part: string) => string, tooMany: number): readonly number[] | number | null {
  const ends: number[] = [];
  let start = 0;
  while (start < text.length) {
    if (text.slice(start).trim() === '') {
      // Spaces at the very end belong to the part before them.
      ends[ends.length - 1] = text.length;
      break;
    }
    const end = partEnd(profile, text, cuts, start, written);
    if (end === null) return firstVisible(text, start);
    ends.push(end);
    if (ends.length >= tooMany) return null;
    start = end;
  }
  return ends;
}

/** The end of the longest good part from `start`; null when not even one unit of text fits. */
function partEnd(profile: ChannelProfile, text: string, cuts: Cuts, start: number, written: (part: string) => string): number | null {
  const fits = (end: number): boolean => (profile.count(written(text.slice(start, end).trim())).remaining ?? 0) >= 0;
  const reach = reachOf(profile, text, start);
  if (reach === text.length && fits(reach)) return reach;
  return (
    lastFitting((upTo) => lastWithin(cuts.sentences, start, upTo), reach, fits, firstVisible(text, start)) ??
    lastFitting((upTo) => lastWithin(cuts.words, start, upTo), reach, fits, firstVisible(text, start)) ??
    lastFitting((upTo) => lastCharacterWithin(text, cuts.entities, start, upTo), reach, fits, firstVisible(text, start))
  );
}

function lastFitting(candidate: (upTo: number) => number | null, reach: number, fits: (end: number) => boolean, first: number): number | null {
  for (let end = candidate(reach); end !== null && end > first; end = candidate(end - 1)) {
    if (fits(end)) return end;
  }
  return null;
}

/** No part from `start` can end behind this place: the first overflow of a stretch of text, and the spaces there. */
function reachOf(profile: ChannelProfile, text: string, start: number): number {
  const begin = firstVisible(text, start);
  const limit = profile.count('').limit ?? 0;
  for (let size = limit * 4 + 256; ; size *= 4) {
    const window = text.slice(begin, begin + size);
    const { overflowAt } = profile.count(window);
    // An address that the window cuts may cost more than it does as a whole: the overflow has to lie well inside.
    if (overflowAt !== null && (overflowAt < size / 2 || begin + size >= text.length)) return skipSpace(text, begin + overflowAt);
    if (begin + size >= text.length) return text.length;
  }
}

export type ThreadText =
  | { readonly kind: 'thread'; readonly text: string; readonly posts: number }
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'impossible' };

/**
 * A text, or a thread that has grown, as the text of a thread (thread-posts.ts): breaks that are there stay where they are,
 * posts that are too long are cut, and numbers that all posts carry already are written anew. Every post ends up within the limit.
 */
export function threadText(profile: ChannelProfile, text: string, numbering: Numbering): ThreadText {
  if (!profile.hasThread) return { kind: 'not-needed' };
  const sources = withoutNumbers(postTexts(text));
  if (sources.length <= 1 && (profile.count(text.trim()).remaining ?? 0) >= 0) return { kind: 'not-needed' };
  for (let digits = 1; digits <= MAX_DIGITS; digits += 1) {
    const widest = numberText('9'.repeat(digits), '9'.repeat(digits), numbering);
    const written = (part: string): string => withNumber(part, widest, numbering);
    const posts: string[] = [];
    for (const source of sources) {
      const ends = splitAt(profile, source, cutsOf(profile, source), written, 10 ** digits);
      if (typeof ends === 'number') return { kind: 'impossible' };
      if (ends === null) break;
      posts.push(...ends.map((end, index) => source.slice(ends[index - 1] ?? 0, end).trim()));
    }
    if (posts.length < 10 ** digits && joinsUp(sources, posts)) {
      const numbered = posts.map((post, index) => withNumber(post, numberText(index + 1, posts.length, numbering), numbering));
      return { kind: 'thread', text: joinPosts(numbered), posts: numbered.length };
    }
  }
  return { kind: 'impossible' };
}

/** Whether nothing of the sources is missing in the posts, spaces aside: a source that was given up leaves a gap. */
function joinsUp(sources: readonly string[], posts: readonly string[]): boolean {
  const bare = (texts: readonly string[]): string => texts.join('').replace(/\s+/gu, '');
  return bare(sources) === bare(posts);
}

/**
 * The posts without `(1/3)`: what an earlier division has written, wherever it stands now that posts were written on, added or taken
 * away. Numbers that do not count up to the same total from 1 are the writer's own.
 */
function withoutNumbers(posts: readonly string[]): readonly string[] {
  const total = /\(1\/(\d{1,3})\)/u.exec(posts[0] ?? '')?.[1];
  if (posts.length < 2 || total === undefined) return posts;
  const number = new RegExp(`[^\\S\\n]*\\((\\d{1,3})/${total}\\)[^\\S\\n]*`, 'u');
  const found = posts.flatMap((post) => number.exec(post)?.[1] ?? []).map(Number);
  if (found.length < 2 || found.some((each, index) => index > 0 && each <= (found[index - 1] ?? 0))) return posts;
  return posts.map((post) => post.replace(number, ' ').trim());
}

function firstVisible(text: string, start: number): number {
  return skipSpace(text, start);
}

function skipSpace(text: string, index: number): number {
  let at = index;
  while (at < text.length && /\s/u.test(text.charAt(at))) at += 1;
  return at;
}

function partsOf(profile: ChannelProfile, text: string, ends: readonly number[], numbering: Numbering): ThreadPart[] {
  return ends.map((end, index) => {
    const start = ends[index - 1] ?? 0;
    const source = text.slice(start, end);
    const number = numberText(index + 1, ends.length, numbering);
    const posted = withNumber(source.trim(), number, numbering);
    return { source, start, text: posted, count: profile.count(posted) };
  });
}
