/**
 * What a channel does with the line breaks of a post. `kept`: shown as written. `one-empty-line`: however many lines were
 * left empty, one is shown.
 */
export type LineBreaks = 'kept' | 'one-empty-line';

/** Three breaks or more with nothing to be seen between them. Possessive by construction: what stands between breaks is never a break. */
const MORE_THAN_ONE_EMPTY = /\n(?:[^\S\n]*\n){2,}/gu;

/** The text as the channel breaks it into lines. What is left of it is in the order in which it was. */
export function shownLines(text: string, rule: LineBreaks): string {
  return rule === 'kept' ? text : text.replaceAll(MORE_THAN_ONE_EMPTY, '\n\n');
}
