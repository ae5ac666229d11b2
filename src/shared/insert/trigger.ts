/** What opens the list of things to insert: `/` for all of them, `@` for people and departments, `#` for groups of hashtags. */
export type TriggerSign = '/' | '@' | '#';

export interface Trigger {
  readonly sign: TriggerSign;
  /** Where the sign stands in the line: UTF-16 units. It reaches to the caret. */
  readonly start: number;
  /** What is written behind the sign. */
  readonly query: string;
}

/** A sign at the beginning of a line or behind a space, and what is written behind it up to the caret. */
const BEFORE_CARET = /(?<=^|\s)(?:\/(?<all>[^\s/]*)|@(?<mention>[^\s/@#]*)|#(?<tag>[^\s/@#]*))$/u;
/** In UTF-16 units; who has written more than this behind a sign is writing a text. */
const QUERY_MAX = 40;

/**
 * What a line that ends at the caret asks for; null where it asks for nothing. A sign within a word (`3/4`, `a@b`) never does,
 * nor does one with a space behind it: a space ends the question, so names are asked for without theirs.
 */
export function triggerIn(line: string): Trigger | null {
  const found = BEFORE_CARET.exec(line);
  if (found === null) return null;
  const query = found.groups?.['all'] ?? found.groups?.['mention'] ?? found.groups?.['tag'] ?? '';
  if (query.length > QUERY_MAX) return null;
  return { sign: found[0].charAt(0) as TriggerSign, start: found.index, query };
}

export function isTriggerSign(character: string): character is TriggerSign {
  return character === '/' || character === '@' || character === '#';
}
