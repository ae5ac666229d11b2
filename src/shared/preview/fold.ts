import { graphemeStart, graphemes } from '../language/graphemes.ts';

/** Where a reader sees “more”: after so many characters as the channel's figure tells, and after so many lines. */
export interface LineFold {
  /** Lines that are shown; null where only characters count. */
  readonly lines: number | null;
  /** How many half-width letters go on a line; a Hangul syllable is as wide as two. */
  readonly columns: number;
}

/** Hangul, Han, kana, full-width forms and emoji: as wide as two Latin letters. */
const WIDE = /[\u1100-\u11ff\u2e80-\u303e\u3040-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/**
 * UTF-16 index at which the view is cut, at a grapheme boundary: `characters` (null for no such fold) or the end of the last
 * line that is shown, whichever comes first. Null when all is shown. Lines are reckoned from the widths of letters: an estimate.
 */
export function foldIndex(text: string, characters: number | null, { lines, columns }: LineFold): number | null {
  const byLines = lines === null ? null : endOfLines(text, lines, columns);
  const cuts = [characters, byLines].filter((index) => index !== null && index < text.length);
  return cuts.length === 0 ? null : graphemeStart(text, Math.min(...(cuts as number[])));
}

function endOfLines(given: string, lines: number, columns: number): number | null {
  // What nobody sees at the end opens no fold.
  const text = given.trimEnd();
  let line = 1;
  let width = 0;
  let at = 0;
  // Enough for the lines, and not all of a long text.
  const enough = graphemeStart(text, Math.min(text.length, lines * columns * 16));
  for (const grapheme of graphemes(text.slice(0, enough))) {
    if (grapheme === '\n' || grapheme === '\r\n') {
      if (line === lines) return at;
      line += 1;
      width = 0;
    } else {
      const cost = WIDE.test(grapheme) ? 2 : 1;
      if (width + cost > columns) {
        if (line === lines) return at;
        line += 1;
        width = 0;
      }
      width += cost;
    }
    at += grapheme.length;
  }
  return at < text.length ? at : null;
}
