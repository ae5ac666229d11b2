import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeBetween, shiftOffset, shiftRange } from '../../../../src/renderer/editor/text-change.ts';
import { marksFor } from '../../../../src/renderer/editor/marks/text-marks.ts';

describe('a change between two texts', () => {
  test('says exactly what to replace', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (before, after) => {
      const { start, removed, inserted } = changeBetween(before, after);
      expect(before.slice(0, start) + after.slice(start, start + inserted) + before.slice(start + removed)).toBe(after);
    }));
  });

  test('a caret keeps its words', () => {
    const change = changeBetween('청년 월세 지원', '한빛시 청년 월세 지원');
    expect(shiftOffset(change, 3)).toBe(7);
    expect(shiftOffset(change, 0)).toBe(0);
    expect(shiftOffset(changeBetween('청년 월세 지원', '청년 지원'), 9)).toBe(6);
  });

  test('a caret never leaves the text', () => {
    fc.assert(fc.property(fc.string(), fc.string(), fc.nat(), (before, after, seed) => {
      const offset = seed % (before.length + 1);
      const shifted = shiftOffset(changeBetween(before, after), offset);
      expect(shifted).toBeGreaterThanOrEqual(0);
      expect(shifted).toBeLessThanOrEqual(after.length);
    }));
  });
});

describe('a mark after a change', () => {
  test('moves with the words before it, widens with those inside, and goes with its own', () => {
    expect(shiftRange(changeBetween('a #tag b', 'aa #tag b'), { start: 2, end: 6 })).toEqual({ start: 3, end: 7 });
    expect(shiftRange(changeBetween('a #tag b', 'a #tXag b'), { start: 2, end: 6 })).toEqual({ start: 2, end: 7 });
    expect(shiftRange(changeBetween('a #tag b', 'a  b'), { start: 2, end: 6 })).toBeNull();
    expect(shiftRange(changeBetween('#tag', '#tag more'), { start: 0, end: 4 })).toEqual({ start: 0, end: 4 });
  });

  test('stays within the text whatever was changed', () => {
    fc.assert(fc.property(fc.string(), fc.string(), fc.nat(), fc.nat(), (before, after, a, b) => {
      const [start = 0, end = 0] = [a % (before.length + 1), b % (before.length + 1)].toSorted((x, y) => x - y);
      const marks = marksFor(after, { text: before, marks: [{ kind: 'hashtag', start, end }] });
      for (const mark of marks) {
        expect(mark.start).toBeGreaterThanOrEqual(0);
        expect(mark.end).toBeLessThanOrEqual(after.length);
        expect(mark.start).toBeLessThanOrEqual(mark.end);
      }
    }));
  });
});
