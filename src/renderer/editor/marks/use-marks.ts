import { useEffect, useLayoutEffect, useRef } from 'react';
import { ReactEditor } from 'slate-react';
import type { Block, Blocks, TextRun } from '#shared/document/blocks.ts';
import { isComposing } from '../composition.ts';
import type { TextEditor } from '../slate-types.ts';
import { blocksOf } from '../slate-types.ts';
import { type BlockMark, marksByBlock, quickPlainText } from './block-marks.ts';
import { canPaint, erase, paint, type PaintedRange } from './highlight-registry.ts';
import type { TextMarks } from './text-marks.ts';
import { marksFor } from './text-marks.ts';

/** What is painted in a block, for which marks. A block of which neither has changed keeps its ranges. */
interface PaintedBlock {
  readonly signature: string;
  readonly ranges: readonly PaintedRange[];
}

/**
 * Paints the marks of an editor. Runs after every render of the text, so that marks move with the
 * words in the same frame; only blocks that changed are painted anew. In mid-syllable nothing is:
 * the ranges are live and widen with the DOM by themselves; `compositionCount` changes when a
 * composition ends, and the block is painted then.
 */
export function useMarks(editor: TextEditor, marks: TextMarks, compositionCount: number): void {
  const painted = useRef(new Map<Block, PaintedBlock>());
  const last = useRef<{ readonly blocks: Blocks | null; readonly marks: TextMarks | null; readonly count: number }>({ blocks: null, marks: null, count: -1 });
  useLayoutEffect(() => {
    if (isComposing(editor) || !canPaint()) return;
    const blocks = blocksOf(editor);
    const { current } = last;
    if (current.blocks === blocks && current.marks === marks && current.count === compositionCount) return;
    // What is composed in a node moves its ranges; they are laid again even where the words are the same.
    const repaint = current.count !== compositionCount;
    last.current = { blocks, marks, count: compositionCount };
    painted.current = repainted(editor, blocks, marks, painted.current, repaint);
  });
  useEffect(() => () => {
    for (const { ranges } of painted.current.values()) erase(ranges);
    painted.current = new Map();
    last.current = { blocks: null, marks: null, count: -1 };
  }, [editor]);
}

function repainted(editor: TextEditor, blocks: Blocks, marks: TextMarks, before: ReadonlyMap<Block, PaintedBlock>, all: boolean): Map<Block, PaintedBlock> {
  const now = new Map<Block, PaintedBlock>();
  const byBlock = marksByBlock(blocks, marks.marks.length === 0 ? [] : marksFor(quickPlainText(blocks), marks));
  for (const [index, block] of blocks.entries()) {
    const own = byBlock[index] ?? [];
    if (own.length === 0) continue;
    const signature = own.map(({ kind, start, end }) => `${kind}:${String(start)}:${String(end)}`).join();
    const kept = before.get(block);
    if (!all && kept?.signature === signature) {
      now.set(block, kept);
      continue;
    }
    now.set(block, { signature, ranges: own.flatMap((mark) => domRange(editor, block, index, mark) ?? []) });
  }
  for (const [block, { ranges }] of before) if (now.get(block)?.ranges !== ranges) erase(ranges);
  for (const [block, { ranges }] of now) if (before.get(block)?.ranges !== ranges) paint(ranges);
  return now;
}

/** A node that is not in the DOM yet has no range; it is painted after the next render. */
function domRange(editor: TextEditor, block: Block, index: number, { kind, start, end }: BlockMark): PaintedRange | null {
  const anchor = pointIn(block, index, start, 'after');
  const focus = pointIn(block, index, end, 'before');
  if (anchor === null || focus === null) return null;
  const range = ReactEditor.resolveDOMRange(editor, { anchor, focus });
  return range === null ? null : { kind, range };
}

function pointIn(block: Block, index: number, offset: number, bias: 'before' | 'after'): { path: number[]; offset: number } | null {
  if (block.type === 'image') return null;
  let at = 0;
  let found: { path: number[]; offset: number } | null = null;
  const visit = (path: number[], run: TextRun): void => {
    const within = offset >= at && offset <= at + run.text.length && run.text !== '';
    // Between two runs a start belongs to the one after, an end to the one before.
    if (within && (bias === 'after' || found === null)) found = { path, offset: offset - at };
    at += run.text.length;
  };
  for (const [position, child] of block.children.entries()) {
    if ('type' in child) child.children.forEach((run, inner) => visit([index, position, inner], run));
    else visit([index, position], child);
  }
  return found;
}
