import type { Blocks } from '#shared/document/blocks.ts';
import { normalizeBlocks } from '#shared/document/normalize.ts';

/** A small seeded generator (mulberry32), so that a failing article can be made again from its number. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Letter = { readonly text: string; readonly bold: boolean };
type Paragraph = { type: 'paragraph' | 'quote'; letters: Letter[] };
export type Article = readonly Paragraph[];

/** Characters that no two places share, so that a loss or a doubling is seen exactly: Hangul for the article, ideographs for what is typed. */
const HANGUL = 0xac00;
export const MINE_FROM = 0x4e00;
export const THEIRS_FROM = 0x6e00;

export function article(paragraphs: number, random: () => number): Article {
  let code = HANGUL;
  const syllable = (): string => String.fromCharCode(code++);
  return Array.from({ length: paragraphs }, (): Paragraph => {
    const words = Array.from({ length: 12 + Math.floor(random() * 14) }, () => Array.from({ length: 1 + Math.floor(random() * 4) }, syllable).join(''));
    return { type: 'paragraph', letters: Array.from(words.join(' '), (text) => ({ text, bold: false })) };
  });
}

export function blocksOf(paragraphs: Article): Blocks {
  return normalizeBlocks(
    paragraphs.map(({ type, letters }) => ({ type, children: letters.length === 0 ? [{ text: '' }] : letters.map(({ text, bold }) => (bold ? { text, bold: true as const } : { text })) })),
  );
}

/** A document as it can be edited here: paragraphs and quotes of plain and bold words. */
export function articleOf(blocks: Blocks): Article {
  return blocks.map((block): Paragraph => {
    if (block.type !== 'paragraph' && block.type !== 'quote') throw new Error(`No ${block.type} in an article`);
    const letters = block.children.flatMap((run) => ('text' in run ? Array.from(run.text, (text) => ({ text, bold: run.bold === true })) : []));
    return { type: block.type, letters };
  });
}

type EditKind = 'insert' | 'delete' | 'split' | 'join' | 'bold' | 'move' | 'quote';

/** Ten or so edits of one person: 56 % typing, 18 % deleting, and splits, joins, bold, moved and quoted paragraphs. */
export function edit(base: Article, edits: number, random: () => number, typedFrom: number): Article {
  const paragraphs = base.map(({ type, letters }) => ({ type, letters: [...letters] }));
  let code = typedFrom;
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let count = 0; count < edits; count += 1) {
    const index = below(paragraphs.length);
    const paragraph = paragraphs[index] as Paragraph;
    const at = below(paragraph.letters.length + 1);
    switch (kindOf(random())) {
      case 'insert': {
        const typed = Array.from({ length: 1 + below(4) }, () => String.fromCharCode(code++)).join('');
        const spaced = random() < 0.5 ? `${typed} ` : typed;
        paragraph.letters.splice(at, 0, ...Array.from(spaced, (text) => ({ text, bold: false })));
        break;
      }
      case 'delete':
        paragraph.letters.splice(at, 1 + below(6));
        break;
      case 'split':
        paragraphs.splice(index, 1, { type: paragraph.type, letters: paragraph.letters.slice(0, at) }, { type: paragraph.type, letters: paragraph.letters.slice(at) });
        break;
      case 'join': {
        const next = paragraphs[index + 1];
        if (next !== undefined) paragraphs.splice(index, 2, { type: paragraph.type, letters: [...paragraph.letters, ...next.letters] });
        break;
      }
      case 'bold': {
        const end = at + 1 + below(6);
        paragraph.letters = paragraph.letters.map((letter, position) => (position >= at && position < end ? { text: letter.text, bold: true } : letter));
        break;
      }
      case 'move':
        paragraphs.splice(index, 1);
        paragraphs.splice(below(paragraphs.length + 1), 0, paragraph);
        break;
      case 'quote':
        paragraph.type = 'quote';
        break;
    }
  }
  return paragraphs;
}

function kindOf(chance: number): EditKind {
  if (chance < 0.56) return 'insert';
  if (chance < 0.74) return 'delete';
  if (chance < 0.8) return 'split';
  if (chance < 0.86) return 'join';
  if (chance < 0.94) return 'bold';
  return chance < 0.97 ? 'move' : 'quote';
}
