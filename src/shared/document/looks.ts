import type { Block, Blocks } from './blocks.ts';
import type { DiffPart, DiffRow } from './diff.ts';
import { isLink } from './normal-form.ts';

/** Whether a text is more than plain paragraphs: then its words alone do not say what it is. */
export function hasLooks(blocks: Blocks): boolean {
  return blocks.some((block) => block.type !== 'paragraph' || block.children.some((child) => isLink(child) || child.bold === true));
}

/** A stretch of a changed line with one look. `restyled`: the words are the same, bold or the address of a link is not. */
export type LookedPart = { readonly kind: DiffPart['kind'] | 'restyled'; readonly text: string; readonly bold: boolean; /** Of a link; else empty. */ readonly url: string };

type Run = { readonly text: string; readonly bold: boolean; readonly url: string };

function runsOf(block: Block | null): Run[] {
  if (block === null || block.type === 'image') return [];
  return block.children.flatMap((child): Run[] =>
    isLink(child) ? child.children.map((run) => ({ text: run.text, bold: run.bold === true, url: child.url })) : [{ text: child.text, bold: child.bold === true, url: '' }],
  );
}

/** Gives what comes next of a block's words, a look at a time. */
function reader(block: Block | null): { readonly next: (most: number) => Run | null } {
  const runs = runsOf(block);
  let at = 0;
  let offset = 0;
  return {
    next: (most) => {
      while (at < runs.length && offset >= (runs[at]?.text.length ?? 0)) {
        at += 1;
        offset = 0;
      }
      const run = runs[at];
      if (run === undefined) return null;
      const text = run.text.slice(offset, offset + most);
      offset += text.length;
      return { ...run, text };
    },
  };
}

/** A line of a comparison with the looks of its words. Those without the added ones spell the old line with its looks but for what is restyled, those without the removed ones the new line with its own. */
export function looksOf({ before, after, parts }: DiffRow): LookedPart[] {
  const [old, young] = [reader(before), reader(after)];
  const looked: LookedPart[] = [];
  for (const { kind, text } of parts) {
    for (let left = text.length; left > 0; ) {
      const from = kind === 'added' ? null : old.next(left);
      // Of words that both have, as far as the older ones go on with one look.
      const to = kind === 'removed' ? null : young.next(from?.text.length ?? left);
      const shown = to ?? from;
      if (shown === null) break;
      if (kind === 'same' && from !== null && to !== null && to.text.length < from.text.length) {
        // The newer look changes within the older one: the rest of that is compared in its turn.
        looked.push({ ...to, kind: isAlike(from, to) ? 'same' : 'restyled' });
        for (let rest = from.text.length - to.text.length; rest > 0; ) {
          const more = young.next(rest);
          if (more === null) break;
          looked.push({ ...more, kind: isAlike(from, more) ? 'same' : 'restyled' });
          rest -= more.text.length;
        }
        left -= from.text.length;
        continue;
      }
      looked.push({ ...shown, kind: kind === 'same' && from !== null && to !== null && !isAlike(from, to) ? 'restyled' : kind });
      left -= shown.text.length;
    }
  }
  return looked;
}

function isAlike(a: Run, b: Run): boolean {
  return a.bold === b.bold && a.url === b.url;
}
