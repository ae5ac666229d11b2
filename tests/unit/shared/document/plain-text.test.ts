import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Blocks } from '#shared/document/blocks.ts';
import { EMPTY_BLOCKS } from '#shared/document/blocks.ts';
import { blocksFromText, offsetToPoint, plainText, pointToOffset, rangeToPoints } from '#shared/document/plain-text.ts';
import type { Point } from '#shared/document/plain-text.ts';
import { documents } from './_content.ts';

function textAt(blocks: Blocks, point: Point): string | undefined {
  let node: unknown = { children: blocks };
  for (const index of point.path) node = (node as { readonly children: readonly unknown[] }).children[index];
  return (node as { readonly text?: string }).text;
}

const LIST: Blocks = [
  { type: 'paragraph', children: [{ text: '준비물' }] },
  { type: 'bulleted-item', children: [{ text: '물' }] },
  { type: 'numbered-item', children: [{ text: '온다' }] },
  { type: 'numbered-item', children: [{ text: '' }, { type: 'link', url: 'https://e.org/', children: [{ text: '본다' }] }, { text: '' }] },
  { type: 'image', sha256: 'a'.repeat(64), alt: '사진', children: [{ text: '' }] },
  { type: 'numbered-item', children: [{ text: '다시 ' }, { text: '센다', bold: true }] },
];

describe('plainText', () => {
  it('joins blocks with line feeds and marks list items', () => {
    expect(plainText(LIST)).toBe('준비물\n• 물\n1. 온다\n2. 본다\n\n1. 다시 센다');
  });

  it('gives back a text that was cut into paragraphs, with one kind of line end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(plainText(blocksFromText(text))).toBe(text.replaceAll(/\r\n?/gu, '\n'));
      }),
      { seed: 1 },
    );
    expect(blocksFromText('')).toEqual(EMPTY_BLOCKS);
    expect(blocksFromText('가\r\n나\r다\n')).toHaveLength(4);
  });
});

describe('offsetToPoint and pointToOffset', () => {
  it('lead from every offset to a place and back, but inside a list marker', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom('before' as const, 'after' as const), (blocks, bias) => {
        const text = plainText(blocks);
        for (let offset = 0; offset <= text.length; offset += 1) {
          const point = offsetToPoint(blocks, offset, bias);
          expect(textAt(blocks, point)?.length ?? -1).toBeGreaterThanOrEqual(point.offset);
          const back = pointToOffset(blocks, point);
          if (back !== offset) expect(text.slice(text.lastIndexOf('\n', offset - 1) + 1, back)).toMatch(/^(?:• |\d+\. )$/u);
        }
      }),
      { seed: 2, numRuns: 150 },
    );
  });

  it('choose the run on the side asked for, and never an empty one beside a link', () => {
    expect(offsetToPoint(LIST, 27, 'before')).toEqual({ path: [5, 0], offset: 3 });
    expect(plainText(LIST).slice(27)).toBe('센다');
    expect(offsetToPoint(LIST, 27, 'after')).toEqual({ path: [5, 1], offset: 0 });
    expect(offsetToPoint(LIST, 18)).toEqual({ path: [3, 1, 0], offset: 1 });
    expect(offsetToPoint(LIST, 5)).toEqual({ path: [1, 0], offset: 0 });
  });

  it('clamp what lies outside', () => {
    expect(offsetToPoint(LIST, -5)).toEqual({ path: [0, 0], offset: 0 });
    expect(offsetToPoint(LIST, 9_999)).toEqual({ path: [5, 1], offset: 2 });
    expect(pointToOffset(LIST, { path: [0, 0], offset: 99 })).toBe(3);
    expect(pointToOffset(LIST, { path: [9, 0], offset: 0 })).toBe(plainText(LIST).length);
    expect(offsetToPoint([], 3)).toEqual({ path: [0, 0], offset: 0 });
  });

  it('make a range that hugs its words', () => {
    expect(rangeToPoints(LIST, { start: 27, end: 29 })).toEqual({ anchor: { path: [5, 1], offset: 0 }, focus: { path: [5, 1], offset: 2 } });
    expect(rangeToPoints(LIST, { start: 27, end: 27 })).toEqual({ anchor: { path: [5, 0], offset: 3 }, focus: { path: [5, 0], offset: 3 } });
  });
});
