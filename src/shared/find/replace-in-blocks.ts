import type { Block, Blocks, Inline, TextRun } from '../document/blocks.ts';
import { isLink, normalizeBlocks } from '../document/normal-form.ts';
import { blockText, listMarkers } from '../document/plain-text.ts';

/** `start` and `end`: UTF-16 offsets of `plainText(blocks)`. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The document with words replaced, everything around them as it is: what replaces takes the shape (bold, a link) of the first
 * character that it replaces. Replacements are in order and do not overlap; one that reaches over the end of a block, or into a
 * list's marker, is left out, as it would be no replacing of words.
 */
export function replaceInBlocks(blocks: Blocks, replacements: readonly Replacement[]): Blocks {
  const markers = listMarkers(blocks);
  let at = 0;
  const next = blocks.map((block, index): Block => {
    const start = at + (markers[index]?.length ?? 0);
    const end = start + blockText(block).length;
    at = end + 1;
    const own = replacements.filter((each) => each.start >= start && each.end <= end && each.end > each.start);
    if (block.type === 'image' || own.length === 0) return block;
    return { ...block, children: replaceInline(block.children, own.map((each) => ({ ...each, start: each.start - start, end: each.end - start }))) };
  });
  return normalizeBlocks(next);
}

function replaceInline(children: readonly Inline[], replacements: readonly Replacement[]): Inline[] {
  let at = 0;
  const run = (each: TextRun): TextRun => {
    const start = at;
    at += each.text.length;
    return { ...each, text: replaceInRun(each.text, start, replacements) };
  };
  return children.map((child) => (isLink(child) ? { ...child, children: child.children.map(run) } : run(child)));
}

/** A run's own part: what begins in it is put in, what reaches into it is taken out. */
function replaceInRun(text: string, start: number, replacements: readonly Replacement[]): string {
  let result = '';
  let from = 0;
  for (const each of replacements) {
    const first = each.start - start;
    const last = each.end - start;
    if (last <= 0 || first >= text.length) continue;
    result += text.slice(from, Math.max(0, first));
    if (first >= 0) result += each.text;
    from = Math.min(text.length, last);
  }
  return result + text.slice(from);
}

/** The same in a plain text. */
export function replaceInText(text: string, replacements: readonly Replacement[]): string {
  return replaceInRun(text, 0, replacements);
}
