import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignSegments } from '#shared/language/segments.ts';

describe('alignSegments', () => {
  test('only what changed is changed', () => {
    const before = ['청년 월세 지원', '신청은 11월 23일부터입니다.', '문의: 02-120'];
    const after = ['청년 월세 지원', '신청은 11월 24일부터입니다.', '문의: 02-120'];
    expect(alignSegments(before, after)).toEqual({
      changes: [
        { kind: 'unchanged', from: 0, moved: false },
        { kind: 'changed', from: 1 },
        { kind: 'unchanged', from: 2, moved: false },
      ],
      deleted: [],
    });
  });

  test('a line in between is new, one taken out is deleted, and the others stay', () => {
    expect(alignSegments(['가나다', '라마바'], ['가나다', '완전히 새로운 줄', '라마바'])).toMatchObject({ changes: [{ kind: 'unchanged' }, { kind: 'new' }, { kind: 'unchanged', from: 1 }], deleted: [] });
    expect(alignSegments(['가나다', '라마바', '사아자'], ['가나다', '사아자'])).toMatchObject({ changes: [{ from: 0 }, { from: 2 }], deleted: [1] });
  });

  test('an unrelated line in the place of another is new, not changed', () => {
    expect(alignSegments(['오늘 축제가 열립니다.'], ['Call 120 for help'])).toEqual({ changes: [{ kind: 'new' }], deleted: [0] });
  });

  test('a changed line is found beside a new one', () => {
    const { changes } = alignSegments(['축제는 10시에 시작합니다.'], ['비가 와도 열립니다!', '축제는 11시에 시작합니다.']);
    expect(changes).toEqual([{ kind: 'new' }, { kind: 'changed', from: 0 }]);
  });

  test('a line that moved keeps its translation', () => {
    const { changes, deleted } = alignSegments(['하나', '둘', '셋'], ['셋', '하나', '둘']);
    expect(changes).toEqual([
      { kind: 'unchanged', from: 2, moved: true },
      { kind: 'unchanged', from: 0, moved: false },
      { kind: 'unchanged', from: 1, moved: false },
    ]);
    expect(deleted).toEqual([]);
  });

  const line = fc.constantFrom('하나', '둘', '셋', '넷 다섯 여섯', '넷 다섯 일곱', '아홉', '');
  const lines = fc.array(line, { maxLength: 14 });

  test('every old line is used once or deleted; what is unchanged is equal; as many stay in order as can', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const { changes, deleted } = alignSegments(before, after);
        expect(changes).toHaveLength(after.length);
        const used = changes.flatMap((change) => (change.kind === 'new' ? [] : [change.from]));
        expect([...used, ...deleted].toSorted((a, b) => a - b)).toEqual(before.map((_, index) => index));
        changes.forEach((change, index) => {
          if (change.kind === 'unchanged') expect(before[change.from]).toBe(after[index]);
          if (change.kind === 'changed') expect(before[change.from]).not.toBe(after[index]);
        });
        const kept = changes.flatMap((change) => (change.kind === 'unchanged' && !change.moved ? [change.from] : []));
        expect(kept).toEqual(kept.toSorted((a, b) => a - b));
        expect(kept).toHaveLength(longest(before, after));
      }),
      { numRuns: 500 },
    );
  });

  test('the same source has nothing to look at', () => {
    fc.assert(fc.property(lines, (same) => {
      expect(alignSegments(same, same).changes.every((change, index) => change.kind === 'unchanged' && change.from === index && !change.moved)).toBe(true);
    }));
  });

  test('two long texts without a common line are compared', () => {
    const many = (prefix: string) => Array.from({ length: 2_000 }, (_, index) => `${prefix} ${index}`);
    expect(alignSegments(many('가나다'), many('라마바')).changes).toHaveLength(2_000);
  });
});

/** The length of a longest common subsequence, by its definition. */
function longest(before: readonly string[], after: readonly string[]): number {
  const table = before.map(() => after.map(() => 0));
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = table[i];
      if (row !== undefined) row[j] = before[i] === after[j] ? 1 + at(i + 1, j + 1) : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at(0, 0);
}
