/** One replaced stretch between two texts: `removed` characters at `start` gave way to `inserted` ones. UTF-16 units. */
export interface TextChange {
  readonly start: number;
  readonly removed: number;
  readonly inserted: number;
}

/** The smallest single stretch in which two texts differ. Linear in their length. */
export function changeBetween(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let tail = 0;
  while (tail < shorter - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail += 1;
  return { start, removed: before.length - start - tail, inserted: after.length - start - tail };
}

/** Where a caret of the text before stands in the text after: at its words, or behind what replaced them. */
export function shiftOffset(change: TextChange, offset: number): number {
  if (offset <= change.start) return offset;
  if (offset >= change.start + change.removed) return offset + change.inserted - change.removed;
  return change.start + change.inserted;
}

/**
 * A marked range after a change. Typing at its very edges does not widen it, typing inside does;
 * null when nothing of it is left.
 */
export function shiftRange<R extends { readonly start: number; readonly end: number }>(change: TextChange, range: R): R | null {
  const changeEnd = change.start + change.removed;
  const delta = change.inserted - change.removed;
  if (range.end <= change.start) return range;
  if (range.start >= changeEnd) return { ...range, start: range.start + delta, end: range.end + delta };
  const start = Math.min(range.start, change.start);
  const end = range.end > changeEnd ? range.end + delta : change.start + (range.start < change.start && range.end === changeEnd ? change.inserted : 0);
  return end > start ? { ...range, start, end } : null;
}
