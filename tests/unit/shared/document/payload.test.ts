import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '#shared/document/canonical.ts';
import { toHtml } from '#shared/document/html.ts';
import { assetsOf, payloadBytes, payloadOf } from '#shared/document/payload.ts';
import { documents, variantContent } from './_content.ts';

describe('toHtml', () => {
  it('writes each kind of block, and neighbouring items as one list', () => {
    expect(
      toHtml([
        { type: 'heading-2', children: [{ text: '제목' }] },
        { type: 'paragraph', children: [{ text: '굵은 ' }, { text: '글', bold: true }, { text: ' 줄\n바꿈 ' }, { type: 'link', url: 'https://e.org/?a=1&b=2', children: [{ text: '링크' }] }] },
        { type: 'bulleted-item', children: [{ text: '하나' }] },
        { type: 'bulleted-item', children: [{ text: '둘' }] },
        { type: 'numbered-item', children: [{ text: '첫째' }] },
        { type: 'quote', children: [{ text: '말' }] },
        { type: 'image', sha256: 'a'.repeat(64), alt: '"사진"', children: [{ text: '' }] },
      ]),
    ).toBe(
      [
        '<h2>제목</h2>',
        '<p>굵은 <strong>글</strong> 줄<br>바꿈 <a href="https://e.org/?a=1&amp;b=2" rel="noopener noreferrer">링크</a></p>',
        '<ul>',
        '<li>하나</li>',
        '<li>둘</li>',
        '</ul>',
        '<ol>',
        '<li>첫째</li>',
        '</ol>',
        '<blockquote>말</blockquote>',
        `<figure><img src="asset:${'a'.repeat(64)}" alt="&quot;사진&quot;"></figure>`,
      ].join('\n'),
    );
  });

  it('never lets text become markup, nor a bad address a link', () => {
    const html = toHtml([
      { type: 'paragraph', children: [{ text: '<script>alert("1")</script>&\'' }, { type: 'link', url: 'javascript:alert(1)', children: [{ text: '<b>' }] }] },
      { type: 'image', sha256: 'x', alt: '" onerror="x', children: [{ text: '' }] },
    ], () => '"><script>');
    expect(html).toBe('<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;&lt;b&gt;</p>\n<figure><img src="&quot;&gt;&lt;script&gt;" alt="&quot; onerror=&quot;x"></figure>');
  });
});

describe('payloadOf', () => {
  it('is equal, byte for byte, for contents with one hash', () => {
    fc.assert(
      fc.property(documents, (blocks) => {
        const content = variantContent({ blocks });
        const other = variantContent({ blocks: blocks.map((block) => (block.type === 'image' ? block : { ...block, children: [...block.children, { text: '' }] })), title: '제목'.normalize('NFD') });
        expect(contentHash(other)).toBe(contentHash(content));
        expect(payloadBytes(payloadOf(other))).toEqual(payloadBytes(payloadOf(content)));
      }),
      { seed: 4 },
    );
  });

  it('gives a thread its posts, and a single post the bytes of ever', () => {
    const blocks = ['하나', '>>>', '둘', '', '>>>', '셋'].map((text) => ({ type: 'paragraph' as const, children: [{ text }] }));
    expect(payloadOf(variantContent({ blocks, channel: 'x' }))).toMatchObject({ text: '하나', thread: ['둘', '셋'] });
    // Where there are no threads it is a line like any other.
    expect(payloadOf(variantContent({ blocks, channel: 'facebook' }))).toMatchObject({ text: '하나\n>>>\n둘\n\n>>>\n셋' });
    expect(Object.keys(payloadOf(variantContent({ channel: 'x' })))).not.toContain('thread');
  });

  it('gives the blog HTML and the others plain text only', () => {
    const blocks = [{ type: 'bulleted-item' as const, children: [{ text: '물', bold: true as const }] }];
    expect(payloadOf(variantContent({ blocks }))).toMatchObject({ text: '• 물', html: '<ul>\n<li><strong>물</strong></li>\n</ul>' });
    expect(payloadOf(variantContent({ blocks, channel: 'x' }))).toMatchObject({ text: '• 물', html: null });
  });

  it('says nothing beside a picture that is decorative, and names every asset once', () => {
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
    const content = variantContent({
      media: [{ sha256: b, alt: '무늬', decorative: true }],
      blocks: [
        { type: 'image', sha256: a, alt: '', children: [{ text: '' }] },
        { type: 'image', sha256: b, alt: '', children: [{ text: '' }] },
      ],
    });
    expect(payloadOf(content).media).toEqual([{ sha256: b, alt: '' }]);
    expect(assetsOf(content)).toEqual([b, a]);
  });
});
