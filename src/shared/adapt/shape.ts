import type { Block, Blocks } from '../document/blocks.ts';
import { blockText } from '../document/plain-text.ts';
import type { AdaptStep } from './types.ts';

/** In UTF-16 units: a heading is read at a glance. */
const LONGEST_HEADING = 24;
const ITEM = /^[•·\-*▪▶][^\S\n]+/u;
const SENTENCE = /[.!?。…~]$|https?:|[#＃]|\d{2,}|[:：]\s*\S/u;

/** Short lines that lead into a longer one become headings, lines with a dot before them a list; what has a form keeps it. */
export function shapeBlocks(blocks: Blocks): { readonly blocks: Blocks; readonly steps: readonly AdaptStep[] } {
  let headings = 0;
  let items = 0;
  const shaped = blocks.map((block, index): Block => {
    if (block.type !== 'paragraph') return block;
    const text = blockText(block);
    const [first] = block.children;
    if (ITEM.test(text) && first !== undefined && 'text' in first && ITEM.test(first.text)) {
      items += 1;
      const rest = first.text.replace(ITEM, '');
      return { type: 'bulleted-item', children: [{ ...first, text: rest }, ...block.children.slice(1)] };
    }
    if (index === 0 || !leads(text, blocks[index + 1])) return block;
    headings += 1;
    return { ...block, type: 'heading-3' };
  });
  return {
    blocks: shaped,
    steps: [...(headings === 0 ? [] : [{ kind: 'headings-made', count: headings } as const]), ...(items === 0 ? [] : [{ kind: 'lists-made', count: items } as const])],
  };
}

function leads(text: string, next: Block | undefined): boolean {
  const line = text.trim();
  if (line === '' || line.length > LONGEST_HEADING || SENTENCE.test(line) || ITEM.test(line)) return false;
  return next?.type === 'paragraph' && blockText(next).length > line.length;
}
