import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '#shared/document/canonical.ts';
import { blocksFromText, plainText } from '#shared/document/plain-text.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import { mergeStoryContent, settleStory } from '#shared/domain/merge-story.ts';
import { id } from './_facts.ts';

const base: StoryContent = {
  schema: 1, workspace: id('ws'), story: id('s'), title: '제목', brief: '첫 줄\n둘째 줄', kind: 'administration', purpose: 'information', labels: ['가', '나'], due: null,
  common: { ko: [...blocksFromText('공통 글')], en: [...blocksFromText('common text')] },
};

describe('mergeStoryContent', () => {
  it('merges fields, labels, the brief and the common texts', () => {
    const mine: StoryContent = { ...base, title: '새 제목', labels: ['나', '다'], brief: '첫 줄 고침\n둘째 줄', common: { ...base.common, ko: [...blocksFromText('새 공통 글')] } };
    const theirs: StoryContent = { ...base, due: '2026-11-23T05:00:00.000Z', labels: ['가', '나', '라'], brief: '첫 줄\n둘째 줄 고침', common: { ...base.common, en: [...blocksFromText('common texts')] } };
    const { merged, conflicts } = mergeStoryContent(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(merged).toMatchObject({ title: '새 제목', due: '2026-11-23T05:00:00.000Z', labels: ['나', '다', '라'], brief: '첫 줄 고침\n둘째 줄 고침' });
    expect([plainText(merged.common.ko), plainText(merged.common.en)]).toEqual(['새 공통 글', 'common texts']);
    expect(contentHash(mergeStoryContent(base, theirs, mine).merged)).toBe(contentHash(merged));
  });

  it('names the fields that both changed', () => {
    const { merged, conflicts } = mergeStoryContent(base, { ...base, purpose: 'event', brief: '가' }, { ...base, purpose: 'breaking', brief: '나' });
    expect(conflicts).toEqual([
      { field: 'brief', base: '첫 줄\n둘째 줄', mine: '가', theirs: '나' },
      { field: 'purpose', base: 'information', mine: 'event', theirs: 'breaking' },
    ]);
    expect(merged).toMatchObject({ brief: '첫 줄\n둘째 줄', purpose: 'information' });
  });
});

describe('settleStory', () => {
  it('keeps both where both changed the same words, the earlier first, and the later of what has one value', () => {
    const earlier = { ...base, title: '먼저', brief: '첫 줄은 이렇게\n둘째 줄', due: '2026-11-23T05:00:00.000Z' };
    const later = { ...base, title: '나중', brief: '첫 줄은 저렇게\n둘째 줄', common: { ...base.common, ko: [...blocksFromText('새 공통 글')] } };
    const { merged, conflicts } = settleStory(base, earlier, later);
    expect(merged).toMatchObject({ title: '나중', brief: '첫 줄은 이렇게\n첫 줄은 저렇게\n둘째 줄', due: earlier.due });
    expect(plainText(merged.common.ko)).toBe('새 공통 글');
    expect(conflicts.map(({ field, mine, theirs }) => [field, mine, theirs])).toEqual([['brief', earlier.brief, later.brief], ['title', '먼저', '나중']]);
  });

  it('keeps the words of who went on writing where the other took the paragraph out', () => {
    expect(settleStory(base, { ...base, brief: '둘째 줄' }, { ...base, brief: '첫 줄 더\n둘째 줄' }).merged.brief).toBe('첫 줄 더\n둘째 줄');
  });

  it('loses no word that either has written, in any text', () => {
    const words = fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 });
    // Each side's own words are told apart from all others.
    const edits = fc.array(fc.record({ line: fc.nat(3), word: fc.nat(5), act: fc.constantFrom('put', 'cut', 'line') }), { maxLength: 4 });
    fc.assert(
      fc.property(words, edits, edits, (lines, mine, theirs) => {
        const start = lines.map((line) => line.map((word) => `글${String(word)}`));
        const write = (side: string, acts: readonly { line: number; word: number; act: string }[]): string[][] => {
          const text = start.map((line) => [...line]);
          acts.forEach(({ line, word, act }, n) => {
            if (act === 'line') text.splice(line, 0, [`${side}${String(n)}`]);
            else text[line % text.length]?.splice(word, act === 'cut' ? 1 : 0, `${side}${String(n)}`);
          });
          return text;
        };
        const said = (text: string[][]): string => text.map((line) => line.join(' ')).join('\n');
        const [a, b] = [said(write('갑', mine)), said(write('을', theirs))];
        const version = (text: string): StoryContent => ({ ...base, brief: text, common: { ...base.common, ko: [...blocksFromText(text)] } });
        const { merged } = settleStory(version(said(start)), version(a), version(b));
        for (const word of `${a} ${b}`.match(/[갑을]\d+/gu) ?? []) {
          expect(merged.brief).toContain(word);
          expect(plainText(merged.common.ko)).toContain(word);
        }
      }),
    );
  });
});
