import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Blocks, Inline } from '#shared/document/blocks.ts';
import { diffBlocks } from '#shared/document/diff.ts';
import { hasLooks, looksOf } from '#shared/document/looks.ts';
import { normalizeBlocks } from '#shared/document/normalize.ts';

const word = fc.constantFrom('시민', '예산', '회의', '가을', '개장', '한빛시');
const run = fc.record({ text: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => `${words.join(' ')} `), bold: fc.boolean() }).map(({ text, bold }): Inline => (bold ? { text, bold: true } : { text }));
const link = fc.record({ url: fc.constantFrom('https://a.example/', 'https://b.example/'), text: word }).map(({ url, text }): Inline => ({ type: 'link', url, children: [{ text }] }));
const block = fc.record({ type: fc.constantFrom('paragraph', 'heading-2', 'quote', 'bulleted-item'), children: fc.array(fc.oneof(run, link), { minLength: 1, maxLength: 4 }) }).map((each): Block => each as Block);
const blocks = fc.array(block, { minLength: 1, maxLength: 4 }).map((each): Blocks => normalizeBlocks(each));

/** Every character of a line with its look. */
function characters(of: Block | null): string[] {
  if (of === null || of.type === 'image') return [];
  return of.children.flatMap((child) => ('type' in child ? child.children.flatMap((each) => Array.from(each.text, (text) => `${text}|${String(each.bold === true)}|${child.url}`)) : Array.from(child.text, (text) => `${text}|${String(child.bold === true)}|`)));
}

describe('the looks of a comparison', () => {
  it('spell the new line with its own looks, and the old one but for what is restyled', () => {
    fc.assert(
      fc.property(blocks, blocks, (before, after) => {
        for (const row of diffBlocks(before, after, 'ko').rows) {
          const looked = looksOf(row);
          const spelled = looked.filter(({ kind }) => kind !== 'removed').flatMap(({ text, bold, url }) => Array.from(text, (each) => `${each}|${String(bold)}|${url}`));
          expect(spelled).toEqual(characters(row.after));
          const old = looked.filter(({ kind }) => kind !== 'added').flatMap(({ kind, text, bold, url }) => Array.from(text, (each) => ({ kind, look: `${each}|${String(bold)}|${url}` })));
          expect(old).toHaveLength(characters(row.before).length);
          characters(row.before).forEach((each, index) => {
            expect(old[index]?.look.charAt(0)).toBe(each.charAt(0));
            expect(old[index]?.look === each).toBe(old[index]?.kind !== 'restyled');
          });
        }
      }),
    );
  });

  it('tell bold from the same words without, and a link from one to elsewhere', () => {
    const plain: Blocks = [{ type: 'paragraph', children: [{ text: '오늘 개장합니다' }] }];
    const bold: Blocks = [{ type: 'paragraph', children: [{ text: '오늘 ' }, { text: '개장', bold: true }, { text: '합니다' }] }];
    expect(diffBlocks(plain, bold, 'ko').rows.flatMap(looksOf)).toEqual([
      { kind: 'same', text: '오늘 ', bold: false, url: '' },
      { kind: 'restyled', text: '개장', bold: true, url: '' },
      { kind: 'same', text: '합니다', bold: false, url: '' },
    ]);
    const to = (url: string): Blocks => [{ type: 'paragraph', children: [{ text: '' }, { type: 'link', url, children: [{ text: '신청' }] }, { text: '' }] }];
    expect(diffBlocks(to('https://a.example/'), to('https://b.example/'), 'ko').rows.flatMap(looksOf)).toEqual([{ kind: 'restyled', text: '신청', bold: false, url: 'https://b.example/' }]);
  });

  it('are there or not', () => {
    expect(hasLooks([{ type: 'paragraph', children: [{ text: '가' }] }])).toBe(false);
    expect(hasLooks([{ type: 'heading-2', children: [{ text: '가' }] }])).toBe(true);
    expect(hasLooks([{ type: 'paragraph', children: [{ text: '가', bold: true }] }])).toBe(true);
    expect(hasLooks([{ type: 'image', sha256: '0'.repeat(64), alt: '', children: [{ text: '' }] }])).toBe(true);
  });
});
