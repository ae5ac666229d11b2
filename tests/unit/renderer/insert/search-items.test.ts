import en from 'emojibase-data/en/compact.json';
import ko from 'emojibase-data/ko/compact.json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emojiOf } from '#renderer/features/compose/insert/emoji.ts';
import { CHARACTER_ITEMS } from '#renderer/features/compose/insert/items.ts';
import { parseRecent, RECENT_MAX, withRecent } from '#renderer/features/compose/insert/recent.ts';
import { searchItems } from '#renderer/features/compose/insert/search-items.ts';

const emoji = emojiOf(ko, en);
const all = [...CHARACTER_ITEMS, ...emoji];
const found = (typed: string, recent: readonly string[] = []): readonly string[] => searchItems(all, recent, typed).flatMap(({ items }) => items.map(({ text }) => text));

describe('searchItems', () => {
  it.each([
    ['화살표', '→'],
    ['오른쪽화살표', '→'],
    ['ㅎㅅㅍ', '→'],
    ['화살ㅍ', '→'],
    ['rightarrow', '→'],
    ['섭씨', '℃'],
    ['낫표', '「」'],
    ['참고', '※'],
    ['폭죽', '🧨'],
    ['불꽃놀이', '🎆'],
    ['ㅂㄲㄴㅇ', '🎆'],
    ['fireworks', '🎆'],
    ['ghktkfvy', '→'],
  ])('%s finds %s among the first', (typed, text) => {
    expect(found(typed).slice(0, 8)).toContain(text);
  });

  it('puts a name before a further word, and guesses at the other keyboard only where nothing else fits', () => {
    expect(found('폭죽')[0]).toBe('🧨');
    expect(found('star')[0]).toMatch(/^⭐/u);
    expect(found('화살표')[0]).toBe('→');
    expect(found('star').length).toBeGreaterThan(0);
    for (const { items } of searchItems(all, [], 'star')) for (const { names, words } of items) expect([names.en, ...words].join(' ').toLowerCase().replaceAll(' ', '')).toContain('star');
  });

  it('puts what was used last first among what fits alike, and at the head of the overview', () => {
    const star = '☆';
    expect(found('별표')[0]).toBe('★');
    expect(found('별')[0]).not.toBe(star);
    const [recent, ...others] = searchItems(all, [`character:${star}`, 'character:gone'], '');
    expect(recent).toMatchObject({ id: 'recent', items: [{ text: star }] });
    expect(others.flatMap(({ items }) => items.map(({ text }) => text))).not.toContain(star);
    expect(others.map(({ id }) => id)).toEqual(['character', 'emoji']);
    const balls = found('동그라미').filter((text) => text === '●' || text === '○');
    expect(found('흰동그라미', ['character:○'])[0]).toBe('○');
    expect(balls).toEqual(['●', '○']);
  });

  it('puts what the newsroom keeps a step before the signs', () => {
    const kept = { id: 'handle:한빛도서관', kind: 'handle', names: { ko: '한빛도서관', en: 'Hanbit Library' }, words: [], text: '@hanbit_library' } as const;
    const texts = (typed: string) => searchItems([kept, ...all], [], typed).flatMap(({ items }) => items.map(({ text }) => text));
    expect(texts('library').slice(0, 2)).toEqual(['@hanbit_library', '📖']);
    expect(texts('도서관')[0]).toBe('@hanbit_library');
    expect(texts('star')[0]).toMatch(/^⭐/u);
  });

  it('answers with what is there, each once, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.stringMatching(/^[가-힣ㄱ-ㅎa-z]{1,6}$/u)), (typed) => {
        const texts = found(typed);
        expect(new Set(texts).size).toBe(texts.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the emoji', () => {
  it('have a name in both languages, no skin tone, and none of the parts', () => {
    expect(emoji.length).toBeGreaterThan(1_800);
    for (const { names, text } of emoji) {
      expect(names.ko).not.toBe('');
      expect(names.en).not.toBe('');
      expect(text).not.toMatch(/^[\u{1F3FB}-\u{1F3FF}]$|[\u{1F3FB}-\u{1F3FF}]/u);
    }
    expect(emoji.some(({ names }) => /[가-힣]/u.test(names.ko))).toBe(true);
  });
});

describe('what was used last', () => {
  it('has each once, the latest first, and not too many', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Array.from('abcdefghijkl'))), (used) => {
        const recent = used.reduce<readonly string[]>(withRecent, []);
        expect(recent.length).toBeLessThanOrEqual(RECENT_MAX);
        expect(new Set(recent).size).toBe(recent.length);
        if (used.length > 0) expect(recent[0]).toBe(used.at(-1));
      }),
    );
  });

  it('is read as far as it can be', () => {
    expect(parseRecent(null)).toEqual([]);
    expect(parseRecent('{')).toEqual([]);
    expect(parseRecent('["a",1,"b"]')).toEqual(['a', 'b']);
  });
});
