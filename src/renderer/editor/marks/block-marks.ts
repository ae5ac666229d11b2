import type { Block, Blocks } from '#shared/document/blocks.ts';
import { blockText, listMarkers } from '#shared/document/plain-text.ts';
import type { MarkKind, TextMark } from './text-marks.ts';

/** A mark's part in one block: offsets in the block's own text, without its list marker. */
export interface BlockMark {
  readonly kind: MarkKind;
  readonly start: number;
  readonly end: number;
}

/** Blocks are never changed in place, so that their texts are worked out once. */
const texts = new WeakMap<Block, string>();

function textOf(block: Block): string {
  let text = texts.get(block);
  if (text === undefined) {
    text = blockText(block);
    texts.set(block, text);
  }
  return text;
}

/** The document's plain text, as `plainText` has it; quick for a document of which little has changed. */
export function quickPlainText(blocks: Blocks): string {
  const markers = listMarkers(blocks);
  return blocks.map((block, index) => (markers[index] ?? '') + textOf(block)).join('\n');
}

/** The marks of each block, those that span several cut at their ends. Linear in blocks and marks. */
export function marksByBlock(blocks: Blocks, marks: readonly TextMark[]): readonly (readonly BlockMark[])[] {
  const byBlock: BlockMark[][] = blocks.map(() => []);
  if (marks.length === 0) return byBlock;
  const markers = listMarkers(blocks);
  const starts: number[] = [];
  let at = 0;
  for (const [index, block] of blocks.entries()) {
    starts.push(at);
    at += (markers[index]?.length ?? 0) + textOf(block).length + 1;
  }
  for (const mark of marks) {
    for (let index = blockAt(starts, mark.start); index < blocks.length && (starts[index] ?? 0) < mark.end; index += 1) {
      const textStart = (starts[index] ?? 0) + (markers[index]?.length ?? 0);
      const length = textOf(blocks[index] as Block).length;
      const start = Math.max(0, mark.start - textStart);
      const end = Math.min(length, mark.end - textStart);
      if (start < end) byBlock[index]?.push({ kind: mark.kind, start, end });
    }
  }
  return byBlock;
}

/** The last block that starts at or before an offset. */
function blockAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
