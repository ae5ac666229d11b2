import type { Block, Blocks, TextBlockType } from './blocks.ts';
import { EMPTY_BLOCKS } from './blocks.ts';
import { isLink } from './normal-form.ts';

/** A place in a document: the path to a text run ([block, child] or [block, link, run]) and a UTF-16 offset in it. */
export type Point = { readonly path: readonly number[]; readonly offset: number };

/** What a channel without rich text shows before a bulleted item. */
const BULLET = '• ';

/** The text of one block, without its list marker. */
export function blockText(block: Block): string {
  if (block.type === 'image') return '';
  return block.children.map((child) => (isLink(child) ? child.children.map((run) => run.text).join('') : child.text)).join('');
}

/** The marker before each block's text: a bullet, "1. " counted from the start of each numbered run, or nothing. */
export function listMarkers(blocks: Blocks): string[] {
  let number = 0;
  return blocks.map((block) => {
    number = block.type === 'numbered-item' ? number + 1 : 0;
    return markerOf(block.type, number);
  });
}

function markerOf(type: TextBlockType | 'image', number: number): string {
  if (type === 'bulleted-item') return BULLET;
  return type === 'numbered-item' ? `${number}. ` : '';
}

/**
 * The document as a channel without rich text gets it: blocks joined by a line feed, list items with
 * a marker, link texts without their addresses, an image as an empty line. The offsets of findings,
 * comments and counters are UTF-16 offsets in exactly this text.
 */
export function plainText(blocks: Blocks): string {
  const markers = listMarkers(blocks);
  return blocks.map((block, index) => (markers[index] ?? '') + blockText(block)).join('\n');
}

/** One paragraph for each line of a text. Carriage returns end a line too. */
export function blocksFromText(text: string): Blocks {
  if (text === '') return EMPTY_BLOCKS;
  return text.split(/\r\n|\r|\n/u).map((line) => ({ type: 'paragraph', children: [{ text: line }] }));
}

type Leaf = { readonly path: readonly number[]; readonly start: number; readonly end: number };

/** Every text run of one block with its offsets in the plain text. Works on an editor's value too, which has empty runs beside links. */
function leavesOf(block: Block, index: number, start: number): Leaf[] {
  const leaves: Leaf[] = [];
  let at = start;
  const add = (path: readonly number[], text: string): void => {
    leaves.push({ path, start: at, end: at + text.length });
    at += text.length;
  };
  block.children.forEach((child, position) => {
    if (isLink(child)) child.children.forEach((run, inner) => add([index, position, inner], run.text));
    else add([index, position], child.text);
  });
  return leaves;
}

/** Where each block's text starts in the plain text, after its marker. */
function blockStarts(blocks: Blocks): number[] {
  const markers = listMarkers(blocks);
  let at = 0;
  return blocks.map((block, index) => {
    const start = at + (markers[index]?.length ?? 0);
    at = start + blockText(block).length + 1;
    return start;
  });
}

/**
 * The place of a UTF-16 offset of `plainText(blocks)`. Offsets outside are clamped; one inside a list
 * marker is the start of its item. Between two runs `bias` says which: the end of the run before
 * (for the end of a range) or the start of the run after (for its start).
 */
export function offsetToPoint(blocks: Blocks, offset: number, bias: 'before' | 'after' = 'before'): Point {
  const starts = blockStarts(blocks);
  let index = 0;
  for (let i = 0; i < blocks.length; i += 1) {
    const blockStart = i === 0 ? 0 : (starts[i - 1] ?? 0) + blockText(blocks[i - 1] as Block).length + 1;
    if (offset >= blockStart) index = i;
  }
  const block = blocks[index];
  if (block === undefined) return { path: [0, 0], offset: 0 };
  const start = starts[index] ?? 0;
  const target = Math.min(Math.max(offset, start), start + blockText(block).length);
  const candidates = leavesOf(block, index, start).filter((leaf) => leaf.start <= target && target <= leaf.end);
  // An empty run beside a link is a worse answer than the run that holds the text.
  const filled = candidates.filter((leaf) => leaf.end > leaf.start);
  const usable = filled.length > 0 ? filled : candidates;
  const leaf = bias === 'before' ? usable[0] : usable.at(-1);
  return leaf === undefined ? { path: [index, 0], offset: 0 } : { path: leaf.path, offset: target - leaf.start };
}

/** The UTF-16 offset in `plainText(blocks)` of a place in the document; a place that does not exist is clamped to its block, or to the text. */
export function pointToOffset(blocks: Blocks, point: Point): number {
  const [index = 0] = point.path;
  const block = blocks[index];
  const starts = blockStarts(blocks);
  if (block === undefined) return index < 0 ? 0 : plainText(blocks).length;
  const start = starts[index] ?? 0;
  const leaf = leavesOf(block, index, start).find((candidate) => candidate.path.join() === point.path.join());
  if (leaf === undefined) return start;
  return Math.min(leaf.start + Math.max(point.offset, 0), leaf.end);
}

/** A range of the plain text as two places, hugging the words: the start biased forward, the end backward. */
export function rangeToPoints(blocks: Blocks, range: { readonly start: number; readonly end: number }): { readonly anchor: Point; readonly focus: Point } {
  if (range.start === range.end) {
    const point = offsetToPoint(blocks, range.start);
    return { anchor: point, focus: point };
  }
  return { anchor: offsetToPoint(blocks, range.start, 'after'), focus: offsetToPoint(blocks, range.end, 'before') };
}
