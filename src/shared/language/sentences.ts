import type { TextRange } from './ranges.ts';
import { findHashtags, findUrls } from './text-entities.ts';

/**
 * Ends of sentences in Korean and English, by rules of our own: the platform's segmenter differs between versions, cuts
 * `11. 24.(화)` and `Mr. Kim`, and does not know `했어요~ 그래서`. An end that is missed leaves a sentence long, one
 * that is invented cuts a thought: in doubt there is none.
 */

/** What ends a sentence, with brackets and quotes that close after it. */
const STOP = /[.!?。！？…‥]+[)\]}"'”’」』》〉）]*/gu;
/** `했어요~ 그래서`, `감사합니다 😊 다음`: an ending without a stop, and a wave or emoji in its place. */
const SOFT_STOP = /(?<=[가-힣])[다요죠](?:[~∼～]+|\s?\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d)*)(?=\s)/gu;
/** Quotes and brackets on one line: nothing ends inside them. */
const ENCLOSED = /“[^”\n]{0,300}”|‘[^’\n]{0,300}’|「[^」\n]{0,300}」|『[^』\n]{0,300}』|《[^》\n]{0,300}》|\([^)\n]{0,300}\)|（[^）\n]{0,300}）|"[^"\n]{0,300}"/gu;
const ABBREVIATION = /(?:^|[\s(“‘"'])(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|No|Nos|vs|etc|e\.g|i\.e|cf|a\.m|p\.m|approx|dept|Dept|Gov|Sen|Rep|Ave|Blvd|Rd|Fig|fig|p|pp|Vol|vol|[A-Z](?:\.[A-Z])*|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)$/u;
/** `11. 24.`, `1. 제목`, `3.5`: a number before the dot. */
const NUMBER_BEFORE = /\d$/u;
/** `1.` at the start of a line. */
const LIST_NUMBER = /(?:^|\n)[^\S\n]*\d{1,3}$/u;
const SPACE = /\s/u;
/** `"…했다."라고 말했다`: the quote goes on in the sentence around it. */
const GOES_ON = /^(?:라고|라며|라는|라면서|란|이라고|이라며|고|하고|며)/u;

/**
 * The places after which a sentence has ended, ascending, never 0 and never the text's length. Each lies behind the spaces and
 * line breaks that follow the sentence, so that cutting at all of them loses nothing. Offsets are UTF-16. A line break ends a
 * sentence; tags that follow one on its line belong to it.
 */
export function sentenceEnds(text: string): number[] {
  const closed = [...rangesOf(text, ENCLOSED), ...findUrls(text)].toSorted((a, b) => a.start - b.start);
  const ends = new Set<number>();
  for (const match of text.matchAll(/\n+/gu)) ends.add(afterSpace(text, match.index));
  for (const pattern of [STOP, SOFT_STOP]) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (endsHere(text, match.index, end, closed)) ends.add(afterSpace(text, end));
    }
  }
  ends.delete(0);
  ends.delete(text.length);
  const tags = findHashtags(text);
  return [...ends].filter((end) => text.charAt(end - 1) === '\n' || !startsTagRow(text, end, tags)).toSorted((a, b) => a - b);
}

function endsHere(text: string, start: number, end: number, closed: readonly TextRange[]): boolean {
  const next = text.charAt(end);
  const korean = /[다요죠까]/u.test(text.charAt(start - 1)) && /[가-힣]/u.test(next) && !GOES_ON.test(text.slice(end, end + 4));
  if (next !== '' && !SPACE.test(next) && !korean) return false;
  if (isInside(closed, start, end)) return false;
  if (text.charAt(start) !== '.') return true;
  const before = text.slice(Math.max(0, start - 12), start);
  if (ABBREVIATION.test(before)) return false;
  // A year or a count ends an English sentence often enough; before a digit, and in Korean, it is a date or a list.
  return !NUMBER_BEFORE.test(before) || (/^\s+[A-Z]/u.test(text.slice(end, end + 8)) && !LIST_NUMBER.test(before));
}

/** Whether a stop stands inside a closed range; one that is the range's own last sign, with the bracket, is outside. */
function isInside(closed: readonly TextRange[], start: number, end: number): boolean {
  return closed.some((range) => range.start < start && end < range.end);
}

function startsTagRow(text: string, end: number, tags: readonly TextRange[]): boolean {
  let at = end;
  let seen = false;
  for (const tag of tags) {
    if (tag.start < at) continue;
    if (text.slice(at, tag.start).trim() !== '' || text.slice(at, tag.start).includes('\n')) break;
    at = tag.end;
    seen = true;
  }
  if (!seen) return false;
  const next = text.charAt(afterSpace(text, at));
  return next === '' || text.slice(at, afterSpace(text, at)).includes('\n');
}

function afterSpace(text: string, index: number): number {
  let end = index;
  while (end < text.length && SPACE.test(text.charAt(end))) end += 1;
  return end;
}

function rangesOf(text: string, pattern: RegExp): TextRange[] {
  return Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }));
}
