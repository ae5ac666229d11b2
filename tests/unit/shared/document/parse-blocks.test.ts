import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Blocks, EMPTY_BLOCKS, MAX_BLOCKS } from '#shared/document/blocks.ts';
import { normalizeBlocks, parseBlocks } from '#shared/document/normalize.ts';
import { plainText } from '#shared/document/plain-text.ts';
import { isSafeUrl } from '#shared/document/url.ts';
import { documents } from './_content.ts';

const RICH = { richText: true };
const PLAIN = { richText: false };

function nested(depth: number): unknown {
  let node: unknown = { text: 'deep' };
  for (let level = 0; level < depth; level += 1) node = { type: 'paragraph', children: [node] };
  return [node];
}

describe('parseBlocks', () => {
  it('gives a valid document for any value at all', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 6, withNullPrototype: true, withSparseArray: true, withTypedArray: true, withMap: true, withDate: true, withBigInt: true }), fc.boolean(), (value, richText) => {
        const blocks = parseBlocks(value, { richText });
        expect(Blocks.safeParse(blocks).success).toBe(true);
        expect(normalizeBlocks(blocks)).toEqual(blocks);
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it('gives a valid document for fragments that look right and are not', () => {
    const leaf = fc.record({ text: fc.oneof(fc.string(), fc.constant(7), fc.constant(null)), bold: fc.anything(), onclick: fc.string() }, { requiredKeys: [] });
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        fc.record({ type: fc.constantFrom('paragraph', 'quote', 'link', 'image', 'script', 'ul', 'bulleted-item', 7), url: fc.constantFrom('javascript:alert(1)', 'https://example.org/', ' https://example.org', 'data:text/html,x'), sha256: fc.constantFrom('a'.repeat(64), '../etc/passwd'), children: fc.array(tie('node'), { maxLength: 4 }) }, { requiredKeys: ['type'] }),
      ),
    }));
    fc.assert(
      fc.property(fc.array(node, { maxLength: 5 }), fc.boolean(), (value, richText) => {
        const blocks = parseBlocks(value, { richText });
        expect(Blocks.safeParse(blocks).success).toBe(true);
        expect(JSON.stringify(blocks)).not.toMatch(/javascript:|data:text|onclick|passwd/u);
        if (!richText) expect(blocks.every((block) => block.type === 'paragraph' && block.children.every((child) => !('type' in child) && child.bold === undefined))).toBe(true);
      }),
      { seed: 2, numRuns: 400 },
    );
  });

  it('takes our own documents as they are', () => {
    fc.assert(
      fc.property(documents, (blocks) => {
        expect(parseBlocks(blocks, RICH)).toEqual(normalizeBlocks(blocks));
      }),
      { seed: 3 },
    );
  });

  it('turns unknown elements into paragraphs with their text, and keeps known ones inside them', () => {
    const fragment = [
      { type: 'table', rows: 3, children: [{ type: 'row', children: [{ text: '하나' }] }, { type: 'row', children: [{ text: '둘' }] }] },
      { type: 'bulleted-list', children: [{ type: 'bulleted-item', children: [{ type: 'paragraph', children: [{ text: '셋' }] }] }] },
      { type: 'quote', children: [{ type: 'paragraph', children: [{ text: '넷' }] }] },
      { text: '다섯' },
    ];
    expect(parseBlocks(fragment, RICH).map((block) => [block.type, plainText([block])])).toEqual([
      ['paragraph', '하나'],
      ['paragraph', '둘'],
      ['bulleted-item', '• 셋'],
      ['quote', '넷'],
      ['paragraph', '다섯'],
    ]);
  });

  it('keeps a link text when the address is refused, and nothing rich for a plain channel', () => {
    const fragment = [{ type: 'heading-2', children: [{ text: '보기 ', bold: true }, { type: 'link', url: 'javascript:alert(1)', children: [{ text: '여기' }] }, { type: 'link', url: 'https://example.org/', children: [{ text: '저기' }] }] }];
    expect(parseBlocks(fragment, RICH)).toEqual([{ type: 'heading-2', children: [{ text: '보기 ', bold: true }, { text: '여기' }, { type: 'link', url: 'https://example.org/', children: [{ text: '저기' }] }] }]);
    expect(parseBlocks(fragment, PLAIN)).toEqual([{ type: 'paragraph', children: [{ text: '보기 여기저기' }] }]);
  });

  it('caps depth, blocks and text, and survives a cycle', () => {
    expect(parseBlocks(nested(30), RICH)).toEqual([{ type: 'paragraph', children: [{ text: 'deep' }] }]);
    expect(() => parseBlocks(nested(50_000), RICH)).not.toThrow();
    const many = Array.from({ length: MAX_BLOCKS + 50 }, () => ({ type: 'paragraph', children: [{ text: 'x' }] }));
    expect(parseBlocks(many, RICH)).toHaveLength(MAX_BLOCKS);
    expect(plainText(parseBlocks([{ text: 'x'.repeat(5_000_000) }], RICH)).length).toBe(2_000_000);
    const cycle: { type: string; children: unknown[] } = { type: 'paragraph', children: [] };
    cycle.children.push(cycle, cycle, { text: 'x' });
    expect(() => parseBlocks([cycle], RICH)).not.toThrow();
    expect(parseBlocks(undefined, RICH)).toEqual(EMPTY_BLOCKS);
  });

  it('does not reach through a prototype', () => {
    const node: unknown = Object.create({ text: 'inherited' });
    expect(parseBlocks([node], RICH)).toEqual(EMPTY_BLOCKS);
    expect(parseBlocks(JSON.parse('[{"__proto__":{"text":"x"},"children":[{"text":"own"}]}]'), RICH)).toEqual([{ type: 'paragraph', children: [{ text: 'own' }] }]);
  });
});

describe('isSafeUrl', () => {
  it('lets http, https and mailto pass', () => {
    for (const url of ['https://example.org', 'HTTP://example.org/a?b#c', 'https://한글.kr/경로', 'mailto:a@example.org']) expect(isSafeUrl(url), url).toBe(true);
  });

  it('refuses every other scheme, and what hides one', () => {
    const refused = ['', 'example.org', '//example.org', '/a', 'javascript:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'vbscript:x', 'https:', 'https://', 'https:///x', 'https://a b', 'https://a\u0000b', 'https://a\u202eb', 'https://a"onclick=', 'mailto:', `https://${'a'.repeat(5_000)}`];
    for (const url of refused) expect(isSafeUrl(url), url).toBe(false);
  });
});
