import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '#shared/document/blocks.ts';
import type { MediaItem, VariantContent } from '#shared/domain/content.ts';
import { compareContents, stepChange, textOf } from '#renderer/features/review/model/compare.ts';

const id = '018f4c00-0000-7000-8000-000000000001';
const paragraph = (text: string): Block => ({ type: 'paragraph', children: [{ text }] });
const image = (digit: string, alt: string, decorative = false): MediaItem => ({ sha256: digit.repeat(64), alt, decorative });
const content = (patch: Partial<VariantContent>): VariantContent => ({
  schema: 1, workspace: id, story: id, variant: id, channel: 'x', account: id, language: 'ko', title: '', blocks: [paragraph('')], link: '', media: [], firstComment: '', ...patch,
});

describe('comparing two revisions', () => {
  it('marks whole 어절 and numbers the changes in the order of the page', () => {
    const diff = compareContents(
      content({ blocks: [paragraph('청년 월세, 11월 23일부터 신청하세요.'), paragraph('매월 지원합니다.')], link: 'https://a.example', media: [image('a', '신청 화면')] }),
      content({ blocks: [paragraph('청년 월세, 11월 24일부터 신청하세요.'), paragraph('매월 12개월 동안 지원합니다.')], link: 'https://b.example', media: [image('a', '월세 신청 화면')] }),
    );
    expect(diff.changes.map(({ where }) => where)).toEqual(['text', 'text', 'media', 'link']);
    expect(diff.changes[0]?.removed.trim()).toMatch(/^23/);
    expect(diff.changes[0]?.added.trim()).toMatch(/^24/);
    expect(diff.changes.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(diff.media[0]).toMatchObject({ kind: 'described', change: 2 });
  });

  it('says that all is new where there is nothing to compare with, without a stop at empty lines', () => {
    const diff = compareContents(null, content({ blocks: [paragraph('하나'), paragraph(''), paragraph('둘')] }));
    expect(diff.lines.map(({ kind }) => kind)).toEqual(['added', 'added']);
    expect(diff.changes).toHaveLength(2);
    expect(compareContents(null, content({})).changes).toEqual([]);
  });

  it('finds no change between a content and itself', () => {
    const same = content({ title: '제목', blocks: [paragraph('하나'), { type: 'image', sha256: 'b'.repeat(64), alt: '그림', children: [{ text: '' }] }], media: [image('a', 'x')], firstComment: '댓글' });
    const diff = compareContents(same, same);
    expect(diff.changes).toEqual([]);
    expect(diff.lines.every((line) => line.kind === 'same' && line.change === null)).toBe(true);
  });

  it('stops at a paragraph of which only the style changed', () => {
    const diff = compareContents(content({ blocks: [paragraph('안내')] }), content({ blocks: [{ type: 'heading-2', children: [{ text: '안내' }] }] }));
    expect(diff.changes).toHaveLength(1);
    expect(diff.lines[0]).toMatchObject({ kind: 'changed', format: 'kind', change: 0 });
    const bold = compareContents(content({ blocks: [paragraph('안내')] }), content({ blocks: [{ type: 'paragraph', children: [{ text: '안내', bold: true }] }] }));
    expect(bold.lines[0]).toMatchObject({ format: 'marks', change: 0 });
  });

  it('flags a word that was replaced by what looks the same', () => {
    const diff = compareContents(content({ blocks: [paragraph('누리집 hanbit 안내')] }), content({ blocks: [paragraph('누리집 hаnbit 안내')] }));
    expect(diff.changes[0]?.hidden).toEqual({ kind: 'look-alike', codes: ['U+0061', 'U+0430'] });
  });

  it('tells an added picture from a moved, a replaced and a removed one', () => {
    const kinds = (before: MediaItem[], after: MediaItem[]): string[] => compareContents(content({ media: before }), content({ media: after })).media.map(({ kind }) => kind);
    const [a, b, c] = [image('a', '가'), image('b', '나'), image('c', '다')];
    expect(kinds([a, b], [b, a])).toEqual(['moved', 'moved']);
    expect(kinds([a, b], [a, c])).toEqual(['same', 'replaced']);
    expect(kinds([a, b], [b])).toEqual(['removed', 'same']);
    expect(kinds([a], [a, c])).toEqual(['same', 'added']);
    expect(compareContents(content({ media: [a] }), content({ media: [{ ...a, decorative: true }] })).media[0]).toMatchObject({ kind: 'described', decorative: 'on' });
  });

  it('gives every word its place in the plain text of its side', () => {
    const block = fc.tuple(fc.constantFrom('paragraph', 'bulleted-item', 'numbered-item', 'quote'), fc.stringMatching(/^[가-힣a-z ]{0,12}$/u)).map(([type, text]) => ({ type, children: [{ text }] }) as Block);
    const blocks = fc.array(block, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(blocks, blocks, (from, to) => {
        const diff = compareContents(content({ blocks: from }), content({ blocks: to }));
        for (const segment of diff.lines.flatMap((line) => line.segments)) {
          if (segment.afterStart !== null) expect(textOf(to).slice(segment.afterStart, segment.afterStart + segment.text.length)).toBe(segment.text);
          if (segment.beforeStart !== null) expect(textOf(from).slice(segment.beforeStart, segment.beforeStart + segment.text.length)).toBe(segment.text);
        }
      }),
    );
  });

  it('walks round the changes', () => {
    expect([stepChange(3, null, 1), stepChange(3, 2, 1), stepChange(3, 0, -1), stepChange(3, null, -1), stepChange(0, null, 1)]).toEqual([0, 0, 2, 2, null]);
  });
});
