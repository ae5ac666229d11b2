import type { Block, Blocks, Inline, TextRun } from './blocks.ts';
import { isLink, normalizeBlocks } from './normal-form.ts';
import { rangeToPoints } from './plain-text.ts';

/**
 * The document with a stretch of its plain text (UTF-16 offsets) replaced by words without a line break. What is replaced takes the
 * marks of where it begins. Null for a stretch that goes over more than one block.
 */
export function replaceText(blocks: Blocks, range: { readonly start: number; readonly end: number }, text: string): Blocks | null {
  const { anchor, focus } = rangeToPoints(blocks, range);
  const [index = 0] = anchor.path;
  const block = blocks[index];
  if (focus.path[0] !== index || block === undefined || block.type === 'image') return null;
  const from = anchor.path.slice(1).join();
  const to = focus.path.slice(1).join();
  let state: 'before' | 'inside' | 'after' = 'before';
  const run = (each: TextRun, path: string): TextRun => {
    const begins = state === 'before' && path === from;
    const start = begins ? anchor.offset : state === 'inside' ? 0 : null;
    if (begins) state = 'inside';
    if (start === null) return each;
    const ends = path === to;
    if (ends) state = 'after';
    return { ...each, text: each.text.slice(0, start) + (begins ? text : '') + (ends ? each.text.slice(focus.offset) : '') };
  };
  const children = block.children.map((child, position): Inline =>
    isLink(child) ? { ...child, children: child.children.map((each, inner) => run(each, `${String(position)},${String(inner)}`)) } : run(child, String(position)),
  );
  return normalizeBlocks(blocks.map((each, at): Block => (at === index ? { ...block, children } : each)));
}
