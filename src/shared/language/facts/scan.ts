import type { TextRange } from '../ranges.ts';

/** A character that stands for text already read: neither letter, digit, space nor punctuation. */
const READ = '\ue000';

/**
 * A text that is read by one kind after the other: what one has taken (an address, a date) the next does not see,
 * while every offset stays.
 */
export class Scan {
  readonly text: string;
  #rest: string;

  constructor(text: string) {
    this.text = text;
    this.#rest = text;
  }

  /** What is left to read, with the same offsets. */
  get rest(): string {
    return this.#rest;
  }

  /** Hides ranges, in order of place, from those who read later. Two facts may share one range (both ends of `2–4 p.m.`). */
  take(ranges: readonly TextRange[]): void {
    let done = 0;
    let left = '';
    for (const { start, end } of ranges) {
      if (end <= done) continue;
      const from = Math.max(start, done);
      left += this.#rest.slice(done, from) + READ.repeat(end - from);
      done = end;
    }
    this.#rest = left + this.#rest.slice(done);
  }

  /**
   * Every match of a global expression in what is left; `read` makes facts of it, in order of place, or returns null to leave it.
   * The search goes on after the last fact, which may lie beyond the match. What is made is taken.
   */
  each<T extends TextRange>(pattern: RegExp, read: (match: RegExpExecArray, end: number) => readonly T[] | null): T[] {
    const found: T[] = [];
    const expression = new RegExp(pattern.source, pattern.flags);
    for (let match = expression.exec(this.#rest); match !== null; match = expression.exec(this.#rest)) {
      const end = match.index + match[0].length;
      const facts = read(match, end) ?? [];
      found.push(...facts);
      expression.lastIndex = Math.max(match.index + 1, end, facts.at(-1)?.end ?? 0);
    }
    this.take(found);
    return found;
  }
}
