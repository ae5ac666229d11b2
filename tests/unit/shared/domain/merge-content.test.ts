import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '#shared/document/canonical.ts';
import { blocksFromText, plainText } from '#shared/document/plain-text.ts';
import type { MediaItem } from '#shared/domain/content.ts';
import { VariantContent } from '#shared/domain/content.ts';
import { Id } from '#shared/domain/ids.ts';
import { mergeContent, mergeRevision, mergeRevisionId, resolveMerge } from '#shared/domain/merge-content.ts';
import { variantContent } from '../document/_content.ts';
import { hash, id } from './_facts.ts';

function content(text: string, changes: Partial<VariantContent> = {}): VariantContent {
  return variantContent({ blocks: [...blocksFromText(text)], ...changes });
}

function photo(name: string, alt = name, decorative = false): MediaItem {
  return { sha256: hash(name), alt, decorative };
}

function mergedMedia(base: MediaItem[], mine: MediaItem[], theirs: MediaItem[]): { readonly alts: string[]; readonly conflicts: string[] } {
  const { merged, conflicts } = mergeContent(content('가', { media: base }), content('가', { media: mine }), content('가', { media: theirs }));
  return { alts: merged.media.map((item) => item.alt), conflicts: conflicts.map((conflict) => conflict.field) };
}

const [A, B, C, D] = [photo('a'), photo('b'), photo('c'), photo('d')];

describe('mergeContent', () => {
  it('merges the text by word and every other field by itself', () => {
    const { merged, conflicts } = mergeContent(content('하나 둘 셋'), content('한 둘 셋', { title: '새 제목', media: [A] }), content('하나 둘 넷', { link: 'https://e.org/', firstComment: '댓글' }));
    expect(conflicts).toEqual([]);
    expect(plainText(merged.blocks)).toBe('한 둘 넷');
    expect(merged).toMatchObject({ title: '새 제목', link: 'https://e.org/', firstComment: '댓글', media: [A] });
  });

  it('leaves a choice where both changed one thing, with the base in its place, and applies the answers', () => {
    const merge = mergeContent(content('예산을 본다\n끝', { title: '가' }), content('재정을 본다\n끝', { title: '나', media: [A] }), content('세금을 본다\n끝!', { title: '다' }));
    expect(merge.conflicts.map((conflict) => conflict.field)).toEqual(['title', 'blocks']);
    expect(merge.merged.title).toBe('가');
    expect(plainText(merge.merged.blocks)).toBe('예산을 본다\n끝!');
    expect(merge.merged.media).toEqual([A]);
    const chosen = (...choices: Parameters<typeof resolveMerge>[1]): string => {
      const resolved = resolveMerge(merge, choices);
      return `${resolved.title}: ${plainText(resolved.blocks)}`;
    };
    expect(chosen()).toBe('가: 예산을 본다\n끝!');
    expect(chosen('mine', 'theirs')).toBe('나: 세금을 본다\n끝!');
    expect(chosen('both', 'both')).toBe('나 다: 재정을 본다\n세금을 본다\n끝!');
    expect(chosen({ text: '라' }, { blocks: blocksFromText('다시 쓴다') })).toBe('라: 다시 쓴다\n끝!');
  });

  it('is the same whichever side is mine, and spells a side that the other has left alone', () => {
    const words = fc.array(fc.constantFrom('가', '나', '다', '\n'), { maxLength: 12 }).map((parts) => parts.join(' '));
    const media = fc.uniqueArray(fc.constantFrom(A, B, C, D, photo('a', '다른 설명')), { selector: (item) => item.sha256 });
    const version = fc.record({ text: words, media, title: fc.constantFrom('', '하나', '둘') }).map(({ text, ...fields }) => content(text, fields));
    fc.assert(
      fc.property(version, version, version, (base, mine, theirs) => {
        const merge = mergeContent(base, mine, theirs);
        const other = mergeContent(base, theirs, mine);
        expect(contentHash(other.merged)).toBe(contentHash(merge.merged));
        expect(other.conflicts).toHaveLength(merge.conflicts.length);
        expect(VariantContent.safeParse(merge.merged).success).toBe(true);
        expect(contentHash(mergeContent(base, mine, base).merged)).toBe(contentHash(mine));
        expect(contentHash(mergeContent(base, mine, mine).merged)).toBe(contentHash(mine));
        expect(mergeContent(base, mine, mine).conflicts).toEqual([]);
        if (merge.conflicts.length > 0) {
          const ours = resolveMerge(merge, merge.conflicts.map(() => 'mine'));
          const swapped = resolveMerge(other, other.conflicts.map(() => 'theirs'));
          expect(contentHash(swapped)).toBe(contentHash(ours));
        }
      }),
      { seed: 1, numRuns: 400 },
    );
  });
});

describe('media', () => {
  it('merges item by item', () => {
    expect(mergedMedia([A, B], [A, B, C], [B])).toEqual({ alts: ['b', 'c'], conflicts: [] });
    expect(mergedMedia([A, B], [A, photo('b', '설명')], [B, A])).toEqual({ alts: ['설명', 'a'], conflicts: [] });
    expect(mergedMedia([A], [A, D], [A, C])).toEqual(mergedMedia([A], [A, C], [A, D]));
    expect(mergedMedia([A], [A, D], [A, C]).alts).toEqual(['a', 'c', 'd']);
    expect(mergedMedia([], [A, C], [B, A])).toEqual({ alts: ['a', 'c', 'b'], conflicts: [] });
    expect(mergedMedia([A, B, C], [C, A, B], [A, B, C, D])).toEqual({ alts: ['c', 'd', 'a', 'b'], conflicts: [] });
  });

  it('leaves a choice for one item described twice, edited and removed, or ordered twice', () => {
    expect(mergedMedia([A], [photo('a', '하나')], [photo('a', '둘')])).toEqual({ alts: ['a'], conflicts: ['media'] });
    expect(mergedMedia([A], [], [photo('a', '둘')])).toEqual({ alts: ['a'], conflicts: ['media'] });
    expect(mergedMedia([A, B, C], [C, A, B], [B, A, C])).toEqual({ alts: ['a', 'b', 'c'], conflicts: ['media-order'] });
  });

  it('applies the answers', () => {
    const merge = mergeContent(content('가', { media: [A, B] }), content('가', { media: [photo('a', '하나'), B] }), content('가', { media: [B] }));
    const alts = (choice: Parameters<typeof resolveMerge>[1][number]): string[] => resolveMerge(merge, [choice]).media.map((item) => item.alt);
    expect([alts('mine'), alts('theirs'), alts('both'), alts({ media: photo('a', '새로') }), alts(undefined)]).toEqual([['하나', 'b'], ['b'], ['하나', 'b'], ['새로', 'b'], ['a', 'b']]);
    const order = mergeContent(content('가', { media: [A, B, C] }), content('가', { media: [C, A, B] }), content('가', { media: [B, A, C] }));
    expect(resolveMerge(order, ['theirs']).media).toEqual([B, A, C]);
  });
});

describe('the merge revision', () => {
  it('has one valid id on every device', () => {
    const [first, second] = [id('r1'), id('r2')];
    const made = mergeRevisionId([first, second], hash('a'));
    expect(mergeRevisionId([second, first], hash('a'))).toBe(made);
    expect(Id.safeParse(made).success).toBe(true);
    expect(made[14]).toBe('8');
    expect(new Set([made, mergeRevisionId([first, second], hash('b')), mergeRevisionId([first, id('r3')], hash('a'))]).size).toBe(3);
  });

  it('is the same whichever head is mine', () => {
    const [base, mine, theirs] = [content('하나 둘 셋'), content('한 둘 셋'), content('하나 둘 넷')];
    const here = mergeRevision([id('r1'), id('r2')], mergeContent(base, mine, theirs).merged);
    const there = mergeRevision([id('r2'), id('r1')], mergeContent(base, theirs, mine).merged);
    expect(there).toEqual(here);
  });
});
