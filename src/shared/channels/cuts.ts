import { graphemeStart } from '../language/graphemes.ts';
import { sentenceEnds } from '../language/sentences.ts';
import type { ChannelProfile, Entity } from './types.ts';

/**
 * Where a text may be cut. Best at the end of a sentence (or line), else between two words, else between two characters;
 * never inside a tag, a mention or an address.
 */
export interface Cuts {
  /** Behind a sentence and the spaces after it; ascending. */
  readonly sentences: readonly number[];
  /** Behind a word and the spaces after it; ascending. */
  readonly words: readonly number[];
  readonly entities: readonly Entity[];
}

export function cutsOf(profile: ChannelProfile, text: string): Cuts {
  const entities = profile.entities(text);
  const free = (index: number): boolean => index > 0 && index < text.length && !isInside(entities, index);
  return {
    sentences: sentenceEnds(text).filter(free),
    words: Array.from(text.matchAll(/\s+/gu), (match) => match.index + match[0].length).filter(free),
    entities,
  };
}

/** The last place in `places` that is above `after` and not above `upTo`; null when there is none. */
export function lastWithin(places: readonly number[], after: number, upTo: number): number | null {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) <= upTo) low = middle + 1;
    else high = middle;
  }
  const found = places[low - 1];
  return found === undefined || found <= after ? null : found;
}

/** The last place between two characters that is above `after` and not above `upTo`, outside every entity; null when there is none. */
export function lastCharacterWithin(text: string, entities: readonly Entity[], after: number, upTo: number): number | null {
  let index = graphemeStart(text, upTo);
  const around = entities.find((entity) => entity.start < index && index < entity.end);
  if (around !== undefined) index = around.start;
  return index > after ? index : null;
}

function isInside(entities: readonly Entity[], index: number): boolean {
  let low = 0;
  let high = entities.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entities[middle]?.end ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  const found = entities[low];
  return found !== undefined && found.start < index;
}
