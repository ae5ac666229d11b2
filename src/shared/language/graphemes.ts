/**
 * What a reader calls one character: Intl.Segmenter's extended grapheme cluster. The cut is the
 * same for every locale, so one segmenter serves; making one is slow, so it is made once.
 */
const SEGMENTER = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Every code unit of it is a grapheme of its own, whatever stands beside it (CR LF is the one pair of ASCII that is not). */
const SIMPLE = /^[\n\x20-\x7e\uac00-\ud7a3]*$/u;

/** How far before an index a segmenter has to start to see the cluster that the index is in. Longer clusters do not occur in writing. */
const CONTEXT = 256;

/** The characters as a reader sees them, in order. */
export function graphemes(text: string): string[] {
  if (SIMPLE.test(text)) return text.split('');
  return Array.from(SEGMENTER.segment(text), (part) => part.segment);
}

/** How many characters a reader sees. */
export function countGraphemes(text: string): number {
  if (SIMPLE.test(text)) return text.length;
  let count = 0;
  for (const _ of SEGMENTER.segment(text)) count += 1;
  return count;
}

/** The last grapheme boundary at or before `index` (UTF-16; below 0 and past the end are taken as the ends). */
export function graphemeStart(text: string, index: number): number {
  if (index <= 0) return 0;
  if (index >= text.length) return text.length;
  const from = contextStart(text, index);
  const part = SEGMENTER.segment(text.slice(from, index + CONTEXT)).containing(index - from);
  return part === undefined ? index : from + part.index;
}

/** The end of the grapheme that `index` is in; `index` itself where it is a boundary. */
export function graphemeEnd(text: string, index: number): number {
  const start = graphemeStart(text, index);
  if (start === index) return index;
  const from = contextStart(text, index);
  const part = SEGMENTER.segment(text.slice(from, index + CONTEXT)).containing(index - from);
  return part === undefined ? index : from + part.index + part.segment.length;
}

/** The UTF-16 index after the first `count` characters that a reader sees; the length of the text where it has fewer. */
export function indexOfGrapheme(text: string, count: number): number {
  if (count <= 0) return 0;
  if (SIMPLE.test(text.slice(0, count + 1))) return Math.min(count, text.length);
  let seen = 0;
  for (const part of SEGMENTER.segment(text)) {
    if (seen === count) return part.index;
    seen += 1;
  }
  return text.length;
}

/** A line feed ends a cluster on both sides (unless CR stands before it), so it is the best place to start reading. */
function contextStart(text: string, index: number): number {
  const earliest = Math.max(0, index - CONTEXT);
  const line = text.lastIndexOf('\n', index - 1);
  if (line > earliest && text.charAt(line - 1) !== '\r') return line;
  // Not in the middle of a surrogate pair.
  return earliest > 0 && isLowSurrogate(text.charCodeAt(earliest)) ? earliest + 1 : earliest;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
