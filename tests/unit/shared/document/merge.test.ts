import { describe, expect, it } from 'vitest';
import type { Blocks } from '#shared/document/blocks.ts';
import { choose, mergeBlocks } from '#shared/document/merge.ts';
import type { MergePart } from '#shared/document/merge.ts';
import { blockText, blocksFromText, plainText } from '#shared/document/plain-text.ts';
import { MINE_FROM, THEIRS_FROM, article, articleOf, blocksOf, edit, seeded } from './_edits.ts';

function conflictsOf(parts: readonly MergePart[]): Extract<MergePart, { kind: 'conflict' }>[] {
  return parts.filter((part) => part.kind === 'conflict');
}

function letters(blocks: Blocks): string[] {
  return blocks.flatMap((block) => Array.from(blockText(block).replace(/\s/gu, '')));
}

function swapped(parts: readonly MergePart[]): MergePart[] {
  return parts.map((part) => (part.kind === 'merged' ? part : { kind: 'conflict', base: part.base, mine: part.theirs, theirs: part.mine }));
}

/** Everything that is wrong with a merge of texts whose characters are all different; empty for a good one. */
function faults(base: Blocks, mine: Blocks, theirs: Blocks, parts: readonly MergePart[]): string[] {
  return [...lossesOf(base, mine, theirs, parts), ...mixedWords(parts)];
}

function lossesOf(base: Blocks, mine: Blocks, theirs: Blocks, parts: readonly MergePart[]): string[] {
  const [inBase, inMine, inTheirs] = [new Set(letters(base)), new Set(letters(mine)), new Set(letters(theirs))];
  const offered = {
    mine: new Set(conflictsOf(parts).flatMap((part) => letters(part.mine))),
    theirs: new Set(conflictsOf(parts).flatMap((part) => letters(part.theirs))),
  };
  const found: string[] = [];
  for (const version of ['mine', 'theirs'] as const) {
    const answered = letters(choose(parts, version));
    const seen = new Set(answered);
    if (seen.size !== answered.length) found.push(`doubled when answered with ${version}`);
    for (const letter of inMine) if (!inBase.has(letter) && !seen.has(letter) && !offered.mine.has(letter)) found.push(`lost ${letter} of mine`);
    for (const letter of inTheirs) if (!inBase.has(letter) && !seen.has(letter) && !offered.theirs.has(letter)) found.push(`lost ${letter} of theirs`);
    for (const letter of inBase) {
      const kept = inMine.has(letter) && inTheirs.has(letter);
      if (kept && !seen.has(letter)) found.push(`lost ${letter} of the base`);
      if (!inMine.has(letter) && !inTheirs.has(letter) && seen.has(letter)) found.push(`${letter} came back`);
    }
  }
  return found;
}

/** Words of which each side has typed a part, where nobody has seen the other's: in a first round. */
function mixedWords(parts: readonly MergePart[]): string[] {
  const found: string[] = [];
  for (const part of parts) {
    if (part.kind === 'conflict') continue;
    for (const word of part.blocks.flatMap((block) => blockText(block).split(/\s+/u))) {
      const codes = Array.from(word, (letter) => letter.codePointAt(0) ?? 0);
      if (codes.some((code) => code >= MINE_FROM && code < THEIRS_FROM) && codes.some((code) => code >= THEIRS_FROM && code < 0xa000)) found.push(`mixed word ${word}`);
    }
  }
  return found;
}

describe('mergeBlocks on seeded articles', () => {
  const runs = [
    { name: '20 paragraphs, 10 + 10 edits', paragraphs: 20, edits: 10, articles: 700, mostConflicts: 0.55 },
    { name: '20 paragraphs, 40 + 40 edits', paragraphs: 20, edits: 40, articles: 300, mostConflicts: 1 },
    { name: '3 paragraphs, 10 + 10 edits', paragraphs: 3, edits: 10, articles: 100, mostConflicts: 1 },
    { name: '40 paragraphs, 3 + 3 edits', paragraphs: 40, edits: 3, articles: 60, mostConflicts: 0.15 },
  ];
  for (const { name, paragraphs, edits, articles, mostConflicts } of runs) {
    it(`${name}: nothing typed is lost, doubled or mixed, whichever side is mine`, () => {
      const wrong: string[] = [];
      let conflicted = 0;
      let changed = 0;
      for (let seed = 1; seed <= articles; seed += 1) {
        const random = seeded(seed);
        const original = article(paragraphs, random);
        const [base, mine, theirs] = [blocksOf(original), blocksOf(edit(original, edits, random, MINE_FROM)), blocksOf(edit(original, edits, random, THEIRS_FROM))];
        const parts = mergeBlocks(base, mine, theirs);
        for (const fault of faults(base, mine, theirs, parts)) wrong.push(`article ${seed}: ${fault}`);
        if (JSON.stringify(mergeBlocks(base, theirs, mine)) !== JSON.stringify(swapped(parts))) wrong.push(`article ${seed}: another merge with the sides swapped`);
        if (conflictsOf(parts).length > 0) conflicted += 1;
        else if (plainText(choose(parts, 'mine')) !== plainText(mine)) changed += 1;
      }
      expect(wrong).toEqual([]);
      expect(conflicted / articles).toBeLessThanOrEqual(mostConflicts);
      // The merge really merges: a good part of the articles comes out whole, with both sides' edits.
      if (mostConflicts < 1) expect(changed / articles).toBeGreaterThan(0.4);
    });
  }
});

describe('mergeBlocks over several rounds', () => {
  /** A merge that is looked at for losses, and answered by whoever makes it. */
  function merged(base: Blocks, mine: Blocks, theirs: Blocks, random: () => number, wrong: string[]): Blocks {
    const parts = mergeBlocks(base, mine, theirs);
    wrong.push(...lossesOf(base, mine, theirs, parts));
    return choose(parts, random() < 0.5 ? 'mine' : 'theirs');
  }

  it('loses and doubles nothing for three writers, of whom two meet each round and one comes back at the end', () => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= 120; seed += 1) {
      const random = seeded(seed);
      const original = article(12, random);
      let code = MINE_FROM;
      const edited = (blocks: Blocks, edits: number): Blocks => {
        // A code of its own for each character that anybody types in any round.
        code += 200;
        return blocksOf(edit(articleOf(blocks), edits, random, code));
      };
      const base = blocksOf(original);
      let third = base;
      let shared = base;
      const found: string[] = [];
      for (let round = 0; round < 4; round += 1) {
        shared = merged(shared, edited(shared, 6), edited(shared, 6), random, found);
        third = edited(third, 6);
      }
      // The third has been away since the beginning: what they stand on is what all three had then.
      const all = merged(base, shared, third, random, found);
      const codes = letters(all);
      if (new Set(codes).size !== codes.length) found.push('doubled');
      wrong.push(...found.map((fault) => `article ${seed}: ${fault}`));
    }
    expect(wrong).toEqual([]);
  });
});

type Case = { readonly name: string; readonly base: string; readonly mine: string; readonly theirs: string; readonly merged?: string; readonly conflicts?: readonly (readonly [string, string, string])[] };

const CASES: readonly Case[] = [
  { name: 'one side only', base: '가 나\n다', mine: '가 나\n다', theirs: '가 라\n다', merged: '가 라\n다' },
  { name: 'different paragraphs', base: '가\n나\n다', mine: '가 하나\n나\n다', theirs: '가\n나\n다 둘', merged: '가 하나\n나\n다 둘' },
  { name: 'different words of a paragraph', base: '시는 예산을 늘린다고 어제 밝혔다.', mine: '서울시는 예산을 늘린다고 어제 밝혔다.', theirs: '시는 예산을 늘린다고 오늘 밝혔다.', merged: '서울시는 예산을 늘린다고 오늘 밝혔다.' },
  { name: 'neighbouring words', base: '시는 예산을 늘린다', mine: '서울시는 예산을 늘린다', theirs: '시는 예산안을 늘린다', merged: '서울시는 예산안을 늘린다' },
  { name: 'the same correction by both', base: '서울시는 밝혔다', mine: '서울특별시는 밝혔다', theirs: '서울특별시는 밝혔다', merged: '서울특별시는 밝혔다' },
  { name: 'both replace one word', base: '당국은 예산을 늘렸다', mine: '당국은 재정을 늘렸다', theirs: '당국은 세금을 늘렸다', conflicts: [['당국은 예산을 늘렸다', '당국은 재정을 늘렸다', '당국은 세금을 늘렸다']] },
  { name: 'two ends of one word', base: '예산을 본다', mine: '새예산을 본다', theirs: '예산안을 본다', conflicts: [['예산을 본다', '새예산을 본다', '예산안을 본다']] },
  { name: 'joined here, edited there', base: '하나 둘\n셋 넷 다섯', mine: '하나 둘 셋 넷 다섯', theirs: '하나 둘\n셋 넷 여섯', merged: '하나 둘 셋 넷 여섯' },
  { name: 'both press Enter at one place', base: '하나 둘 셋', mine: '하나 둘 \n셋', theirs: '하나 둘 \n셋', merged: '하나 둘 \n셋' },
  { name: 'split here, another word edited there', base: '하나 둘 셋 넷 다섯', mine: '하나 둘 \n셋 넷 다섯', theirs: '하나 둘 셋 넷 여섯', merged: '하나 둘 \n셋 넷 여섯' },
  { name: 'deleted here, edited there', base: '가\n나 다\n라', mine: '가\n라', theirs: '가\n나 마\n라', conflicts: [['나 다', '', '나 마']] },
  { name: 'both move it to one place', base: '가\n나\n다', mine: '다\n가\n나', theirs: '다\n가\n나', merged: '다\n가\n나' },
  { name: 'both add a paragraph at one place', base: '가', mine: '가\n나', theirs: '가\n다', conflicts: [['', '나', '다']] },
  { name: 'the first text of an empty document', base: '', mine: '안녕', theirs: '반갑습니다', conflicts: [['', '안녕', '반갑습니다']] },
  { name: 'empty paragraphs between', base: '가\n\n나\n\n다', mine: '가 하나\n\n나\n\n다', theirs: '가\n\n나\n\n\n다 둘', merged: '가 하나\n\n나\n\n\n다 둘' },
];

describe('mergeBlocks on named cases', () => {
  for (const { name, base, mine, theirs, merged, conflicts } of CASES) {
    it(name, () => {
      const parts = mergeBlocks(blocksFromText(base), blocksFromText(mine), blocksFromText(theirs));
      const found = conflictsOf(parts).map((part) => [plainText(part.base), plainText(part.mine), plainText(part.theirs)]);
      expect(found).toEqual(conflicts ?? []);
      if (merged !== undefined) expect(plainText(choose(parts, 'mine'))).toBe(merged);
    });
  }

  it('keeps the other words of both sides in each version of a conflict', () => {
    const parts = mergeBlocks(blocksFromText('가 나 다 라 마 바 사'), blocksFromText('하나 나 다 셋 마 바 사'), blocksFromText('가 나 다 넷 마 바 둘'));
    expect(plainText(choose(parts, 'mine'))).toBe('하나 나 다 셋 마 바 둘');
    expect(plainText(choose(parts, 'theirs'))).toBe('하나 나 다 넷 마 바 둘');
  });

  it('moved to two places: a choice at each place, and either side throughout gives that side', () => {
    const [base, mine, theirs] = ['가 나\n다\n라\n마\n바', '라\n가 나\n다\n마\n바', '가 나\n다\n마\n바\n라'].map(blocksFromText) as [Blocks, Blocks, Blocks];
    const parts = mergeBlocks(base, mine, theirs);
    expect(conflictsOf(parts)).not.toHaveLength(0);
    expect(choose(parts, 'mine')).toEqual(mine);
    expect(choose(parts, 'theirs')).toEqual(theirs);
  });

  it('moved here and edited there: both versions are offered, neither doubles the paragraph', () => {
    const [base, mine, theirs] = ['가 나\n다\n라 마\n바', '라 마\n가 나\n다\n바', '가 나\n다\n라 사\n바'].map(blocksFromText) as [Blocks, Blocks, Blocks];
    const parts = mergeBlocks(base, mine, theirs);
    expect(choose(parts, 'mine')).toEqual(mine);
    expect(choose(parts, 'theirs')).toEqual(theirs);
  });

  it('merges a change of type with a change of words, and offers bold against a replaced word', () => {
    const base: Blocks = [{ type: 'paragraph', children: [{ text: '하나 둘 셋' }] }];
    const quoted: Blocks = [{ type: 'quote', children: [{ text: '하나 둘 셋' }] }];
    const edited: Blocks = [{ type: 'paragraph', children: [{ text: '하나 둘 넷' }] }];
    const bold: Blocks = [{ type: 'paragraph', children: [{ text: '하나 둘 ' }, { text: '셋', bold: true }] }];
    expect(mergeBlocks(base, quoted, edited)).toEqual([{ kind: 'merged', blocks: [{ type: 'quote', children: [{ text: '하나 둘 넷' }] }] }]);
    expect(mergeBlocks(base, bold, edited)).toEqual([{ kind: 'conflict', base, mine: bold, theirs: edited }]);
  });

  it('merges around images and links without touching them', () => {
    const image = { type: 'image', sha256: 'a'.repeat(64), alt: '사진', children: [{ text: '' }] } as const;
    const link = { type: 'link', url: 'https://example.org/', children: [{ text: '누리집 안내' }] } as const;
    const base: Blocks = [{ type: 'paragraph', children: [{ text: '가 나 ' }, link, { text: ' 다' }] }];
    const mine: Blocks = [...base, image];
    const theirs: Blocks = [{ type: 'paragraph', children: [{ text: '가 라 ' }, link, { text: ' 다' }] }];
    expect(choose(mergeBlocks(base, mine, theirs), 'mine')).toEqual([...theirs, image]);
  });
});
