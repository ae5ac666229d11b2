import type { Block, Blocks } from './blocks.ts';
import { blockText } from './plain-text.ts';

/** One line of a document: which block it is in, and which of the lines inside that block. */
export interface DocLine {
  readonly block: number;
  readonly piece: number;
  readonly text: string;
}

/** The lines of a document that have something in them: the segments of a translation, without list markers. */
export function docLines(blocks: Blocks): DocLine[] {
  return blocks.flatMap((block, index) =>
    block.type === 'image'
      ? []
      : blockText(block)
          .split('\n')
          .map((text, piece) => ({ block: index, piece, text: text.trim() }))
          .filter((line) => line.text !== ''),
  );
}

/** The document with one line's words replaced. What else stands in its block stays. */
export function replaceLine(blocks: Blocks, line: DocLine, text: string): Blocks {
  return blocks.map((block, index) => {
    if (index !== line.block || block.type === 'image') return block;
    const pieces = blockText(block).split('\n');
    pieces[line.piece] = oneLine(text);
    return { type: block.type, children: [{ text: pieces.join('\n') }] };
  });
}

/** The document without these lines; a block whose only line goes, goes with it. */
export function removeLines(blocks: Blocks, lines: readonly DocLine[]): Blocks {
  return blocks.flatMap((block, index): Block[] => {
    const gone = new Set(lines.filter((line) => line.block === index).map((line) => line.piece));
    if (gone.size === 0 || block.type === 'image') return [block];
    const pieces = blockText(block).split('\n').filter((_, piece) => !gone.has(piece));
    return pieces.length === 0 ? [] : [{ type: block.type, children: [{ text: pieces.join('\n') }] }];
  });
}

/** The document with a block for a line put in after a given block (−1: at the start), shaped as the source's block. */
export function insertLine(blocks: Blocks, after: number, like: Block | undefined, text: string): Blocks {
  const type = like === undefined || like.type === 'image' ? 'paragraph' : like.type;
  return [...blocks.slice(0, after + 1), { type, children: [{ text: oneLine(text) }] }, ...blocks.slice(after + 1)];
}

/** A document of the same shape without words. Pictures are left out: what one says is told in its own language. */
export function emptyLike(blocks: Blocks): Blocks {
  return blocks.filter((block) => block.type !== 'image').map((block) => ({ type: block.type, children: [{ text: '\n'.repeat(blockText(block).split('\n').length - 1) }] }));
}

/** The blank place in a document that still has the source's shape where the source has this line; null when the shapes differ or it is taken. */
export function mirrorPlace(source: Blocks, target: Blocks, line: DocLine): DocLine | null {
  const texts = (blocks: Blocks): readonly Block[] => blocks.filter((block) => block.type !== 'image');
  const index = texts(source.slice(0, line.block)).length;
  const block = texts(target)[index];
  if (texts(source).length !== texts(target).length || block === undefined) return null;
  const piece = blockText(block).split('\n')[line.piece];
  return piece === undefined || piece.trim() !== '' ? null : { block: target.indexOf(block), piece: line.piece, text: '' };
}

/** A segment is one line: a break typed into it would shift every line after it. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/gu, ' ').trim();
}
