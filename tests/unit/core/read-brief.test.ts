import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBrief } from '../../../src/main/core/import/read-brief.ts';
import { Refusal } from '../../../src/main/core/refusal.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'read';
  } catch (error) {
    return error instanceof Refusal ? error.code : `threw ${String(error)}`;
  }
}

describe('a file as a brief', () => {
  it('takes the first line of two words or more as the title of a text', () => {
    expect(readBrief('a.txt', utf8('NEWS\n\nThe City of Communication\n\nBody text here.'))).toEqual({ title: 'The City of Communication', brief: 'NEWS\n\nThe City of Communication\n\nBody text here.', language: 'en' });
  });

  it('takes the heading of Markdown and keeps its words', () => {
    const brief = readBrief('a.md', utf8('# 청년 월세 지원\n\n매월 **최대 20만 원**을 지원합니다.\n\n- 신청: [누리집](https://hanbit.example.com)\n'));
    expect(brief.title).toBe('청년 월세 지원');
    expect(brief.language).toBe('ko');
    expect(brief.brief).toContain('매월 최대 20만 원을 지원합니다.');
    expect(brief.brief).toContain('https://hanbit.example.com');
  });

  it('keeps only the words of HTML', () => {
    const brief = readBrief('a.html', utf8('<title>x</title><h1>물 아껴 &amp; 쓰기</h1><script>alert(1)</script><style>p{}</style><p onclick="x()">수도 <b>동파</b> 예방</p><img src="http://tracker.example/p.png" alt="추적">'));
    expect(brief.title).toBe('물 아껴 & 쓰기');
    expect(brief.brief).toContain('수도 동파 예방');
    expect(brief.brief).not.toMatch(/alert|tracker|onclick/);
  });

  it('reads UTF-16 and EUC-KR', () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...new Uint8Array(new Uint16Array(Array.from('한글 제목', (c) => c.charCodeAt(0))).buffer)]);
    expect(readBrief('a.txt', utf16).title).toBe('한글 제목');
    expect(readBrief('a.txt', new Uint8Array([0xc7, 0xd1, 0xb1, 0xdb, 0x20, 0xc6, 0xc4, 0xc0, 0xcf])).title).toBe('한글 파일');
  });

  it('composes Hangul from a macOS file', () => {
    expect(readBrief('a.txt', utf8('한글 제목'.normalize('NFD'))).title).toBe('한글 제목');
  });

  it.each([
    ['photo.jpg', utf8('x'), 'unsupported-format'],
    ['a.txt', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'unreadable-file'],
    ['a.txt', new Uint8Array([0xff, 0xff, 0xff, 0xff]), 'unreadable-file'],
    ['a.txt', utf8(' \n\t '), 'empty-file'],
    ['a.html', utf8('<script>only()</script>'), 'empty-file'],
    ['a.txt', new Uint8Array(20 * 1024 * 1024 + 1), 'too-large'],
  ] as const)('refuses %s', (name, bytes, code) => {
    expect(codeOf(() => readBrief(name, bytes))).toBe(code);
  });

  it('survives nesting without end', () => {
    expect(codeOf(() => readBrief('a.html', utf8(`${'<div>'.repeat(50_000)}한글 본문${'</div>'.repeat(50_000)}`)))).toMatch(/read|empty-file|unreadable-file/);
  });

  it('answers any bytes with a brief or a refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom('a.txt', 'a.md', 'a.html'), (bytes, name) => {
        expect(codeOf(() => readBrief(name, bytes))).toMatch(/^(read|unreadable-file|empty-file)$/);
      }),
    );
  });

  it('reads the article that the product comes from', ({ skip }) => {
    const folder = resolve(import.meta.dirname, '../../../../shared/source');
    if (!existsSync(folder)) skip('the source article is not beside the checkout');
    const [file] = readdirSync(folder);
    const brief = readBrief(file ?? '', readFileSync(resolve(folder, file ?? '')));
    expect(brief.title).toBe('The City of Communication, Seoul');
    expect(brief.language).toBe('en');
    expect(brief.brief).toContain('97.1%');
  });
});
