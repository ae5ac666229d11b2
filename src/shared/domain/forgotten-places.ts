import { NOT_OUT_YET, type PublicationState } from '../sync/publication-machine.ts';
import type { Id } from './ids.ts';

/** What a server said of where a publication stands; without a number where the server has lost it since. */
export interface PlaceWord {
  readonly publication: Id;
  readonly state: PublicationState;
  readonly seq: number | null;
}

/**
 * The words that count no more: a place in the queue of a server that has forgotten it is worth nothing once the
 * request was called off here. Where the last word is that something may be out, all of them stay, for a person to judge.
 *
 * @param words of one subject, in the order of the log
 * @param calledOff publications whose requests were called off here
 */
export function forgottenPlaces<Word extends PlaceWord>(words: readonly Word[], calledOff: ReadonlySet<Id>): ReadonlySet<Word> {
  const last = new Map(words.map((word) => [word.publication, word]));
  return new Set(
    words.filter(({ publication }) => {
      const word = last.get(publication);
      return calledOff.has(publication) && word !== undefined && word.seq === null && NOT_OUT_YET.includes(word.state);
    }),
  );
}
