import fc from 'fast-check';
import type { Block, Blocks, Inline, TextRun } from '#shared/document/blocks.ts';
import { TEXT_BLOCK_TYPES } from '#shared/document/blocks.ts';
import type { VariantContent } from '#shared/domain/content.ts';

const words = fc.constantFrom('서울시는', '예산을', '늘렸다.', 'the', 'city', '👨‍👩‍👧', 'é', '\n', ' ', '  ', '#한빛시', '한글', '<b>&"\'', '각');
const text = fc.array(words, { maxLength: 6 }).map((parts) => parts.join(' '));
const run: fc.Arbitrary<TextRun> = fc.record({ text, bold: fc.boolean() }).map(({ text: value, bold }) => (bold ? { text: value, bold: true } : { text: value }));
const link: fc.Arbitrary<Inline> = fc
  .record({ url: fc.constantFrom('https://example.org/', 'https://example.org/?a=1&b=2', 'mailto:a@example.org'), children: fc.array(run, { minLength: 1, maxLength: 3 }) })
  .map(({ url, children }) => ({ type: 'link', url, children }));
const textBlock: fc.Arbitrary<Block> = fc
  .record({ type: fc.constantFrom(...TEXT_BLOCK_TYPES), children: fc.array(fc.oneof({ weight: 4, arbitrary: run }, { weight: 1, arbitrary: link }), { minLength: 1, maxLength: 4 }) })
  .map(({ type, children }) => ({ type, children }));
const image: fc.Arbitrary<Block> = fc.constantFrom('a', 'b').map((digit) => ({ type: 'image', sha256: digit.repeat(64), alt: '사진', children: [{ text: '' }] }));

/** Documents of every block type, with marks, links, images, line breaks and empty runs. */
export const documents: fc.Arbitrary<Blocks> = fc.array(fc.oneof({ weight: 8, arbitrary: textBlock }, { weight: 1, arbitrary: image }), { minLength: 1, maxLength: 6 });

export function variantContent(changes: Partial<VariantContent>): VariantContent {
  return {
    schema: 1,
    workspace: '018f0000-0000-7000-8000-000000000001',
    story: '018f0000-0000-7000-8000-000000000002',
    variant: '018f0000-0000-7000-8000-000000000003',
    channel: 'blog',
    account: '018f0000-0000-7000-8000-00000000000a',
    language: 'ko',
    title: '제목',
    blocks: [{ type: 'paragraph', children: [{ text: '본문' }] }],
    link: '',
    media: [],
    firstComment: '',
    ...changes,
  };
}
