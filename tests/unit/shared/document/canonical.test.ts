import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Blocks, Inline } from '#shared/document/blocks.ts';
import { Blocks as BlocksSchema } from '#shared/document/blocks.ts';
import { canonicalJson, contentHash, sha256Hex } from '#shared/document/canonical.ts';
import { normalizeBlocks, normalizeContent } from '#shared/document/normalize.ts';
import { plainText } from '#shared/document/plain-text.ts';
import { StoryContent, VariantContent } from '#shared/domain/content.ts';
import { documents, variantContent } from './_content.ts';

describe('canonicalJson', () => {
  it('writes the example of RFC 8785, section 3.2.3', () => {
    const value = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' };
    expect(Object.values(JSON.parse(canonicalJson(value)) as Record<string, string>)).toHaveLength(7);
    expect(canonicalJson(value)).toBe('{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}');
    expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 1e-27])).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27]');
  });

  it('does not depend on the order in which keys were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), (value) => {
        const shuffled = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
      }),
      { seed: 1 },
    );
  });

  it('refuses what JSON cannot carry', () => {
    for (const value of [undefined, { a: Number.NaN }, { a: Number.POSITIVE_INFINITY }, { a: '\ud800' }]) expect(() => canonicalJson(value)).toThrow();
  });
});

describe('sha256Hex', () => {
  it('gives the test vectors of FIPS 180-4, and takes text as UTF-8', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Hex(new Uint8Array())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256Hex('한')).toBe(sha256Hex(new Uint8Array([0xed, 0x95, 0x9c])));
  });
});

/** The same document to a reader, written in another way: runs cut, empty ones put in, NFD, Windows line ends. */
function otherForm(blocks: Blocks, cuts: readonly number[]): Blocks {
  let next = 0;
  const cutAt = (length: number): number => (length === 0 ? 0 : (cuts[next++ % cuts.length] ?? 0) % (length + 1));
  const runs = (child: { readonly text: string; readonly bold?: true }) => {
    const text = child.text.normalize('NFD').replaceAll('\n', '\r\n');
    const at = cutAt(text.length);
    return [{ text: '' }, { ...child, text: text.slice(0, at) }, { ...child, text: text.slice(at) }, { text: '', bold: true as const }];
  };
  return blocks.map((block) => {
    if (block.type === 'image') return { ...block, alt: block.alt.normalize('NFD') };
    const children = block.children.flatMap((child): Inline[] =>
      'type' in child ? [{ text: '' }, ...child.children.map((run): Inline => ({ type: 'link', url: child.url, children: runs(run) })), { type: 'link', url: 'https://nowhere.example/', children: [{ text: '' }] }] : runs(child),
    );
    return { type: block.type, children };
  });
}

describe('contentHash', () => {
  it('is the same for every form of what a reader sees', () => {
    fc.assert(
      fc.property(documents, fc.array(fc.nat(40), { minLength: 1 }), (blocks, cuts) => {
        const content = variantContent({ blocks, title: '제목 é' });
        const other = { ...variantContent({ blocks: otherForm(blocks, cuts), title: '제목 é'.normalize('NFD') }), stray: 'property' };
        expect(contentHash(other)).toBe(contentHash(content));
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('differs for each thing that a reader could see', () => {
    const base = variantContent({});
    const others = [
      { ...base, title: '다른 제목' },
      { ...base, language: 'en' as const },
      { ...base, link: 'https://example.org/' },
      { ...base, firstComment: '댓글' },
      { ...base, media: [{ sha256: 'a'.repeat(64), alt: '', decorative: true }] },
      { ...base, media: [{ sha256: 'a'.repeat(64), alt: '', decorative: false }] },
      { ...base, account: '018f0000-0000-7000-8000-00000000000b' },
      { ...base, blocks: [{ type: 'paragraph' as const, children: [{ text: '본문 ' }] }] },
      { ...base, blocks: [{ type: 'quote' as const, children: [{ text: '본문' }] }] },
      { ...base, blocks: [{ type: 'paragraph' as const, children: [{ text: '본문', bold: true as const }] }] },
    ];
    expect(new Set([base, ...others].map(contentHash)).size).toBe(others.length + 1);
  });

  it('stays what it was: the hash of a known content never changes', () => {
    expect(contentHash(variantContent({}))).toBe('cdec20bdf7f441e37f3aca5d7c6af4362d13059dacc09ad59d80f6ba46978ffb');
  });
});

describe('normalizeContent', () => {
  it('is idempotent, keeps to the schema, trims nothing and changes no visible text', () => {
    fc.assert(
      fc.property(documents, (blocks) => {
        const once = normalizeContent(variantContent({ blocks, firstComment: '  앞뒤 빈칸 ' }));
        expect(normalizeContent(once)).toEqual(once);
        expect(VariantContent.safeParse(once).success).toBe(true);
        expect(once.firstComment).toBe('  앞뒤 빈칸 ');
        expect(plainText(once.blocks)).toBe(plainText(blocks).normalize('NFC'));
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('replaces what no store or wire can carry, so that a hash can always be taken', () => {
    const content = normalizeContent(variantContent({ title: 'a\ud800b', blocks: [{ type: 'paragraph', children: [{ text: 'nul\u0000 bell\u0007 tab\t\r\nend' }] }], link: 'https://e.org/\udc00' }));
    expect(content.title).toBe('a\ufffdb');
    expect(plainText(content.blocks)).toBe('nul bell tab\t\nend');
    expect(content.link).toBe('https://e.org/\ufffd');
    expect(() => contentHash(content)).not.toThrow();
  });

  it('joins jamo that were cut into two runs', () => {
    expect(normalizeBlocks([{ type: 'paragraph', children: [{ text: '\u1112' }, { text: '' }, { text: '\u1161\u11ab' }] }])).toEqual([{ type: 'paragraph', children: [{ text: '한' }] }]);
  });

  it('gives a story one form too', () => {
    const story: StoryContent = {
      schema: 1,
      workspace: '018f0000-0000-7000-8000-000000000001',
      story: '018f0000-0000-7000-8000-000000000002',
      title: '제목',
      brief: '줄\n바꿈',
      kind: 'administration',
      purpose: 'information',
      labels: ['축제'],
      due: null,
      common: { ko: [{ type: 'paragraph', children: [{ text: '공통' }] }], en: [] },
    };
    const other = { ...story, title: '제목'.normalize('NFD'), brief: '줄\r\n바꿈', labels: ['축제'.normalize('NFD')] };
    expect(contentHash(other)).toBe(contentHash(story));
    expect(StoryContent.safeParse(normalizeContent(other)).success).toBe(true);
    expect(BlocksSchema.safeParse(normalizeContent(story).common.en).success).toBe(true);
  });
});
