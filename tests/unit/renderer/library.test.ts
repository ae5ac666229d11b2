import { describe, expect, it } from 'vitest';
import type { EditorialStatus } from '#shared/contract/views.ts';
import { searchTextOf } from '#renderer/features/library/library-state.ts';
import { approvedCount, leadingStatus } from '#renderer/features/library/story-status.ts';

describe('searchTextOf', () => {
  it.each([
    ['발ㅎ', '발'],
    ['청년 월ㅅ', '청년 월'],
    ['청년 ㅇ', '청년'],
    ['ㅊㅇ', 'ㅊㅇ'],
    ['ㅊ', 'ㅊ'],
    ['rent', 'rent'],
    ['  월세  ', '월세'],
    ['월세'.normalize('NFD'), '월세'],
    ['', ''],
  ])('of %s is %s', (typed, expected) => {
    expect(searchTextOf(typed)).toBe(expected);
  });

  it('stays within what the core accepts', () => {
    expect(searchTextOf('가'.repeat(500)).length).toBe(200);
  });
});

describe('the status that speaks for a story', () => {
  const row = (...statuses: EditorialStatus[]) => ({ variants: statuses.map((status, index) => ({ id: String(index), channel: 'x' as const, language: 'ko' as const, status, approvalVoided: false })) });
  it('is what needs someone first', () => {
    expect(leadingStatus(row('draft', 'published', 'failed'))).toBe('failed');
    expect(leadingStatus(row('draft', 'in-review', 'approved'))).toBe('in-review');
    expect(leadingStatus(row('published', 'published'))).toBe('published');
    expect(leadingStatus(row())).toBeNull();
  });

  it('counts as approved what went out as well', () => {
    expect(approvedCount(row('approved', 'scheduled', 'publishing', 'published', 'draft', 'in-review'))).toBe(4);
  });
});
