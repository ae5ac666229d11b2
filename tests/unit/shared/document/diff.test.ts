import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countChanges, diffBlocks, diffWords } from '#shared/document/diff.ts';
import type { DiffPart } from '#shared/document/diff.ts';
import { blocksFromText } from '#shared/document/plain-text.ts';
import { documents } from './_content.ts';

function spell(parts: readonly DiffPart[], without: DiffPart['kind']): string {
  return parts.filter((part) => part.kind !== without).map((part) => part.text).join('');
}

const words = fc.array(fc.constantFrom('서울시는 ', '예산을', ' ', '\n', '늘렸다.', 'BTS의 ', '2026년 ', '(가)', '👍🏽', 'a'), { maxLength: 25 }).map((parts) => parts.join(''));

describe('diffWords', () => {
  it('spells both texts exactly, and has no change exactly for equal ones', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const parts = diffWords(before, after, 'ko');
        expect(spell(parts, 'added')).toBe(before);
        expect(spell(parts, 'removed')).toBe(after);
        expect(countChanges(parts) === 0).toBe(before === after);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('takes an 어절 with its particle, and a number with its unit, as one', () => {
    expect(diffWords('서울시는 2025년 BTS의 공연을 연다', '서울시가 2026년 BTS와 공연을 연다', 'ko')).toEqual([
      { kind: 'removed', text: '서울시는 2025년 BTS의 ' },
      { kind: 'added', text: '서울시가 2026년 BTS와 ' },
      { kind: 'same', text: '공연을 연다' },
    ]);
  });

  it.each([
    ['23일부터 받습니다', '24일부터 받습니다', '23일부터 ', '24일부터 '],
    ['11. 24.(화)부터 신청', '11. 25.(수)부터 신청', '24.(화)부터 ', '25.(수)부터 '],
    ['모두 10:00~22:00 통제', '모두 10:00~21:00 통제', '10:00~22:00 ', '10:00~21:00 '],
    ['매월 20만원을 지원', '매월 25만원을 지원', '20만원을 ', '25만원을 '],
    ['X에서 알립니다', 'SNS에서 알립니다', 'X에서 ', 'SNS에서 '],
    ['‘한빛시’의 겨울', '‘다온시’의 겨울', '한빛시’의 ', '다온시’의 '],
  ])('cuts %j and %j between 어절', (before, after, removed, added) => {
    const changed = diffWords(before, after, 'ko').filter((part) => part.kind !== 'same');
    expect(changed).toEqual([{ kind: 'removed', text: removed }, { kind: 'added', text: added }]);
  });

  it('finds the words of a text without spaces', () => {
    expect(diffWords('東京都庁舎', '大阪都庁舎', 'ja')).toContainEqual({ kind: 'same', text: '都庁舎' });
  });

  it('shows only what was added at the end, and punctuation apart from its word', () => {
    expect(diffWords('비가 온다', '비가 온다 내일', 'ko')).toEqual([{ kind: 'same', text: '비가 온다' }, { kind: 'added', text: ' 내일' }]);
    expect(diffWords('It rains', 'It rains!', 'en')).toEqual([{ kind: 'same', text: 'It rains' }, { kind: 'added', text: '!' }]);
  });

  it('shows texts as replaced where little is left of the first', () => {
    const before = Array.from({ length: 3_000 }, (_, index) => `가${index}`).join(' ');
    const after = Array.from({ length: 3_000 }, (_, index) => `나${index}`).join(' ');
    expect(diffWords(before, after, 'ko')).toEqual([{ kind: 'removed', text: before }, { kind: 'added', text: after }]);
  });
});

describe('diffBlocks', () => {
  it('has every block of both documents once and in order', () => {
    fc.assert(
      fc.property(documents, documents, (before, after) => {
        const { rows, changes } = diffBlocks(before, after, 'ko');
        const types = (side: 'before' | 'after'): string[] => rows.flatMap((row) => row[side]?.type ?? []);
        expect(types('before')).toEqual(before.map((block) => block.type));
        expect(types('after')).toEqual(after.map((block) => block.type));
        expect(changes === 0).toBe(rows.every((row) => row.kind === 'same'));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('puts a changed paragraph beside its old form, and a new one beside nothing', () => {
    const { rows, changes } = diffBlocks(blocksFromText('하나 둘 셋\n넷 다섯\n여섯'), blocksFromText('하나 둘 셋\n새로 쓴 문단\n넷 일곱\n여섯'), 'ko');
    expect(rows.map((row) => row.kind)).toEqual(['same', 'added', 'changed', 'same']);
    expect(rows[2]?.parts).toEqual([{ kind: 'same', text: '넷 ' }, { kind: 'removed', text: '다섯' }, { kind: 'added', text: '일곱' }]);
    expect(changes).toBe(2);
  });

  it('counts a change of format as one, with the words unchanged', () => {
    const [before, after] = [blocksFromText('가 나'), [{ type: 'quote' as const, children: [{ text: '가 나' }] }]];
    expect(diffBlocks(before, after, 'ko')).toEqual({ rows: [{ kind: 'changed', before: before[0], after: after[0], parts: [{ kind: 'same', text: '가 나' }] }], changes: 1 });
  });
});
