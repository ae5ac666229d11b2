/**
 * Maps places between a text and its composed form (NFC). macOS file names and some input methods
 * give Hangul as separate jamo (NFD): a channel counts the composed text, and a mark has to be put on the text as given.
 */
const SEGMENTER = new Intl.Segmenter('und', { granularity: 'grapheme' });

export interface Composed {
  readonly text: string;
  /** The index in the given text of the grapheme that holds `index` of the composed text. */
  readonly toGiven: (index: number) => number;
}

/** The composed form of a text. Composition never crosses a grapheme boundary in Hangul and Latin, so the map goes by graphemes. */
export function composed(given: string): Composed {
  const text = given.normalize('NFC');
  if (text === given) return { text, toGiven: (index) => index };
  let places: Places | null = null;
  return {
    text,
    toGiven: (index) => {
      places ??= placesOf(given);
      return index >= text.length ? given.length : (places.given[lastAtOrBefore(places.composed, index)] ?? 0);
    },
  };
}

interface Places {
  /** Where each grapheme starts in the composed text, and in the given one. */
  readonly composed: readonly number[];
  readonly given: readonly number[];
}

function placesOf(given: string): Places {
  const inComposed: number[] = [];
  const inGiven: number[] = [];
  let at = 0;
  for (const part of SEGMENTER.segment(given)) {
    inComposed.push(at);
    inGiven.push(part.index);
    at += part.segment.normalize('NFC').length;
  }
  return { composed: inComposed, given: inGiven };
}

/** The position of the last number that is not above `value`, in ascending numbers of which the first is 0. */
function lastAtOrBefore(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  return low;
}
