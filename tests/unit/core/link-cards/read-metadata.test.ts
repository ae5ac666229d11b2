import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageText, readMetadata } from '../../../../src/main/core/link-cards/read-metadata.ts';

const page = (head: string): string => `<!doctype html><html><head>${head}</head><body><meta property="og:title" content="본문"><title>본문</title></body></html>`;

test('Open Graph comes before Twitter, and both before the page itself', () => {
  const all = '<title>쪽</title><meta name="twitter:title" content="트위터"><meta property="og:title" content="오픈 그래프"><meta name="description" content="설명">';
  expect(readMetadata(page(all)).title).toBe('오픈 그래프');
  expect(readMetadata(page('<title> 쪽\n 제목 </title>')).title).toBe('쪽 제목');
  expect(readMetadata(page('<meta name="twitter:title" content="트위터"><title>쪽</title>')).title).toBe('트위터');
  expect(readMetadata(page(all)).description).toBe('설명');
  expect(readMetadata(page('<base href="/a/"><meta property="og:image" content="b.png">'))).toMatchObject({ picture: 'b.png', base: '/a/' });
});

test('only the head counts, the first of a name, and no direction or control characters', () => {
  expect(readMetadata(page('')).title).toBe('');
  expect(readMetadata(page('<meta property="og:title" content="하나"><meta property="og:title" content="둘">')).title).toBe('하나');
  expect(readMetadata(page('<meta property="og:title" content="a\u202eb\u0007c">')).title).toBe('abc');
  expect(readMetadata(page(`<title>${'가'.repeat(2_000)}</title>`)).title).toHaveLength(300);
  expect(readMetadata(page('<meta property="og:title" content="&lt;b&gt;굵게 &amp; 얇게">')).title).toBe('<b>굵게 & 얇게');
});

test('an old page in EUC-KR is read, whoever says so', () => {
  // 시청
  const bytes = Uint8Array.from([0xbd, 0xc3, 0xc3, 0xbb]);
  expect(pageText(bytes, 'text/html; charset=euc-kr')).toBe('시청');
  const meta = new TextEncoder().encode('<meta http-equiv="Content-Type" content="text/html; charset=euc-kr"><title>');
  expect(pageText(Uint8Array.from([...meta, ...bytes]), 'text/html')).toContain('시청');
  expect(pageText(new TextEncoder().encode('시청'), 'text/html; charset=nonsense')).toBe('시청');
});

test('whatever comes is read without failing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.array(fc.constantFrom('<meta ', 'property=', '"og:title"', ' content=', '>', '<title', '</head>', "'", '&#', '\u0000', '가'), { maxLength: 40 }).map((parts) => parts.join(''))), (html) => {
      const { title, description } = readMetadata(html);
      expect(Array.from(title).length).toBeLessThanOrEqual(300);
      expect(Array.from(description).length).toBeLessThanOrEqual(600);
      expect(`${title}${description}`).not.toMatch(/[\u202a-\u202e\n]/u);
    }),
  );
});
