import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Blocks } from '#shared/document/blocks.ts';
import { normalizeBlocks } from '#shared/document/normal-form.ts';
import { blocksFromText, blockText, plainText } from '#shared/document/plain-text.ts';
import { fieldsOf, replacedFields } from '#shared/find/fields.ts';
import { findMatches, replacementOf } from '#shared/find/matches.ts';
import { replaceInBlocks, replaceInText } from '#shared/find/replace-in-blocks.ts';
import { contentOf } from '../../../support/entries.ts';
import { documents } from '../document/_content.ts';

const loose = { matchCase: false, wholeWord: false };
const words = { matchCase: false, wholeWord: true };
const found = (text: string, query: string, options = loose) => findMatches(text, query, options).map(({ start, end, particle }) => text.slice(start, end) + (particle === '' ? '' : `|${particle}`));
const replaced = (text: string, query: string, by: string) =>
  replaceInText(text, findMatches(text, query, words).map((match) => {
    const { text: put, takes } = replacementOf(match, by);
    return { start: match.start, end: match.end + takes, text: put };
  }));

describe('finding', () => {
  it('is without regard to case unless it is asked for, and composed whatever was typed', () => {
    expect(found('Seoul seoul SEOUL', 'seoul')).toEqual(['Seoul', 'seoul', 'SEOUL']);
    expect(found('Seoul seoul', 'seoul', { matchCase: true, wholeWord: false })).toEqual(['seoul']);
    expect(found('한빛시', '한빛'.normalize('NFD'))).toEqual(['한빛']);
    expect(found('aaa', 'aa')).toEqual(['aa']);
    expect(found('무엇', '')).toEqual([]);
  });

  it('of whole words knows particles, and other words that begin or end alike', () => {
    expect(found('시장이 시장을 시장은 시장 부시장 시장실 시장길', '시장', words)).toEqual(['시장|이', '시장|을', '시장|은', '시장']);
    expect(found('art party Art, art.', 'art', words)).toEqual(['art', 'Art', 'art']);
    expect(found('#축제 가을#축제 축제장', '#축제', words)).toEqual(['#축제', '#축제']);
  });

  it('finds what is there: each place spells the query, in order, apart', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('시장', '이', ' ', 'a', 'A', '축', '.', '\n')), fc.constantFrom('시장', 'a', '축', '시장이'), fc.boolean(), fc.boolean(), (parts, query, matchCase, wholeWord) => {
        const text = parts.join('');
        let last = 0;
        for (const { start, end } of findMatches(text, query, { matchCase, wholeWord })) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(start, end).toLowerCase()).toBe(query.toLowerCase());
          last = end;
        }
      }),
    );
  });
});

describe('replacing', () => {
  it('brings the particle behind a whole word into the form that fits', () => {
    expect(replaced('시장이 시장을 만나 시장과 시장으로', '시장', '도지사')).toBe('도지사가 도지사를 만나 도지사와 도지사로');
    expect(replaced('누리집은 새 누리집에서', '누리집', '홈페이지')).toBe('홈페이지는 새 홈페이지에서');
    expect(replaced('서울로', '서울', '부산')).toBe('부산으로');
  });

  it('in a document changes these words alone, and in its text as in a plain one', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom('', '도', 'x y'), (given, put) => {
        const before = normalizeBlocks(given);
        const changes = findMatches(plainText(before), '시', loose).map(({ start, end }) => ({ start, end, text: put }));
        const after = replaceInBlocks(before, changes);
        expect(after.map(({ type }) => type)).toEqual(before.map(({ type }) => type));
        expect(after.map(blockText)).toEqual(before.map((block) => blockText(block).replaceAll('시', put)));
        for (const [index, block] of before.entries()) if (!blockText(block).includes('시')) expect(after[index]).toEqual(block);
      }),
    );
  });

  it('keeps bold and links, also of words that lie in two runs', () => {
    const blocks: Blocks = [{ type: 'paragraph', children: [{ text: '한빛' }, { text: '시장', bold: true }, { text: '이 ' }, { type: 'link', url: 'https://hanbit.example', children: [{ text: '시장실' }] }] }];
    const at = (from: number, to: number, text: string) => replaceInBlocks(blocks, [{ start: from, end: to, text }]);
    expect(at(2, 4, '도지사')).toEqual([{ type: 'paragraph', children: [{ text: '한빛' }, { text: '도지사', bold: true }, { text: '이 ' }, { type: 'link', url: 'https://hanbit.example', children: [{ text: '시장실' }] }] }]);
    expect(plainText(at(0, 4, '도지사'))).toBe('도지사이 시장실');
    expect(plainText(at(6, 9, '비서실'))).toBe('한빛시장이 비서실');
  });

  it('leaves out what reaches over a block or into a list’s marker', () => {
    const list: Blocks = [{ type: 'bulleted-item', children: [{ text: '하나' }] }, { type: 'bulleted-item', children: [{ text: '둘' }] }];
    expect(replaceInBlocks(list, [{ start: 0, end: 1, text: '-' }])).toEqual(list);
    expect(replaceInBlocks(list, [{ start: 3, end: 6, text: '' }])).toEqual(list);
  });

  it('reaches every text of a variant, and changes no other', () => {
    const content = contentOf({ channel: 'blog', title: '축제 안내', text: '축제를 엽니다.', link: 'https://hanbit.example/축제', firstComment: '축제에서 만나요', media: [{ sha256: 'a'.repeat(64), alt: '축제 사진', decorative: false }] });
    expect(fieldsOf(content).map(({ field }) => field.name)).toEqual(['title', 'text', 'link', 'alt', 'firstComment']);
    const changes = new Map([['title', [{ start: 0, end: 2, text: '행사' }]], ['alt:0', [{ start: 0, end: 2, text: '행사' }]]]);
    expect(replacedFields(content, changes)).toEqual({ title: '행사 안내', media: [{ ...content.media[0], alt: '행사 사진' }] });
    expect(replacedFields(content, new Map())).toEqual({});
    expect(replacedFields(content, new Map([['text', [{ start: 0, end: 2, text: '행사' }]]]))).toEqual({ blocks: blocksFromText('행사를 엽니다.') });
  });
});
