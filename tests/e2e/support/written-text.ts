import { createAutomaton } from './hangul-automaton.ts';

/** A line's kind in a rich text, as far as these tests make any. */
export type LineKind = 'paragraph' | 'bulleted-item' | 'numbered-item' | 'quote';

interface Line {
  text: string;
  kind: LineKind;
}

/**
 * A text as it must be after what a person did: their own lines before and after three lines that are not theirs, of which
 * somebody else writes the middle one. Nothing here knows of editors; where a key does something else at the edge of a line
 * (an empty item becomes a paragraph), it says what the guide says.
 */
export interface WrittenText {
  readonly lines: () => readonly string[];
  /** How many lines stand before those that are not the writer's own. */
  readonly before: () => number;
  /** A key of the Hangul keyboard, or `Backspace` in mid-syllable. */
  readonly key: (key: string) => void;
  readonly preedit: () => string;
  /** The syllable is what it is: committed by a key, a click or a blur. */
  readonly end: () => void;
  readonly insert: (text: string) => void;
  readonly enter: () => void;
  /** False, and nothing done, where it would reach a line that is not the writer's own. */
  readonly backspace: () => boolean;
  /** One character; false where the writer's own lines end. */
  readonly move: (by: -1 | 1) => boolean;
  readonly goToStart: () => void;
  readonly goToEnd: () => void;
  /** Selects so many characters before the caret, within its line: what comes next replaces them. Answers how many there were. */
  readonly selectBack: (count: number) => number;
  readonly setKind: (kind: LineKind) => void;
  /** Characters in the part of the text that the caret is in. */
  readonly size: () => number;
  /** Somebody else has written the middle line anew. */
  readonly elsewhere: (line: string) => void;
}

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

function lastOf(text: string): string {
  return [...graphemes.segment(text)].at(-1)?.segment ?? '';
}

function firstOf(text: string): string {
  return [...graphemes.segment(text)][0]?.segment ?? '';
}

export function writtenText(start: { readonly head: string; readonly middle: readonly [string, string, string]; readonly tail: string }): WrittenText {
  const automaton = createAutomaton();
  const head: Line[] = [{ text: start.head, kind: 'paragraph' }];
  const tail: Line[] = [{ text: start.tail, kind: 'paragraph' }];
  const middle = [...start.middle];
  let part = tail;
  let row = 0;
  let column = start.tail.length;
  /** How many UTF-16 units before the caret are the syllable under composition, and how many are selected. */
  let composed = 0;
  let selected = 0;

  const line = (): Line => {
    const found = part[row];
    if (found === undefined) throw new Error('The caret is in no line');
    return found;
  };
  /** Puts a text in the place of so many units before the caret. */
  const replace = (units: number, text: string): void => {
    const { text: old } = line();
    line().text = old.slice(0, column - units) + text + old.slice(column);
    column += text.length - units;
  };
  const overSelection = (): void => {
    replace(selected, '');
    selected = 0;
  };
  const end = (): void => {
    automaton.end();
    composed = 0;
  };

  return {
    lines: () => [...head.map(({ text }) => text), ...middle, ...tail.map(({ text }) => text)],
    before: () => head.length,
    key: (key) => {
      overSelection();
      const step = key === 'Backspace' ? automaton.backspace() : automaton.press(key);
      if (step === null) throw new Error('Nothing is being composed');
      replace(composed, step.commit + step.preedit);
      composed = step.preedit.length;
    },
    preedit: automaton.preedit,
    end,
    insert: (text) => {
      end();
      overSelection();
      replace(0, text);
    },
    enter: () => {
      end();
      overSelection();
      const { text, kind } = line();
      if (kind !== 'paragraph' && text === '') {
        line().kind = 'paragraph';
        return;
      }
      part.splice(row, 1, { text: text.slice(0, column), kind }, { text: text.slice(column), kind });
      row += 1;
      column = 0;
    },
    backspace: () => {
      end();
      if (selected > 0) {
        overSelection();
        return true;
      }
      if (column > 0) {
        replace(lastOf(line().text.slice(0, column)).length, '');
        return true;
      }
      if (line().kind !== 'paragraph') {
        line().kind = 'paragraph';
        return true;
      }
      const above = part[row - 1];
      if (above === undefined) return false;
      column = above.text.length;
      // An empty line above goes; else the line joins it, and is of its kind.
      part.splice(row - 1, 2, { text: above.text + line().text, kind: above.text === '' ? 'paragraph' : above.kind });
      row -= 1;
      return true;
    },
    move: (by) => {
      end();
      if (selected > 0) {
        // The caret goes to that end of what is selected.
        if (by < 0) column -= selected;
        selected = 0;
        return true;
      }
      const { text } = line();
      if (by < 0 ? column > 0 : column < text.length) {
        column += by < 0 ? -lastOf(text.slice(0, column)).length : firstOf(text.slice(column)).length;
        return true;
      }
      const next = part[row + by];
      if (next === undefined) return false;
      row += by;
      column = by < 0 ? next.text.length : 0;
      return true;
    },
    goToStart: () => {
      end();
      [part, row, column, selected] = [head, 0, 0, 0];
    },
    goToEnd: () => {
      end();
      [part, row, selected] = [tail, tail.length - 1, 0];
      column = line().text.length;
    },
    selectBack: (count) => {
      end();
      const found = [...graphemes.segment(line().text.slice(0, column))].slice(-count);
      selected = found.reduce((sum, { segment }) => sum + segment.length, 0);
      return found.length;
    },
    setKind: (kind) => {
      end();
      line().kind = line().kind === kind ? 'paragraph' : kind;
    },
    size: () => part.reduce((sum, { text }) => sum + text.length + 1, 0),
    elsewhere: (text) => {
      middle[1] = text;
    },
  };
}
