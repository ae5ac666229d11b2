import type { Id } from '#shared/domain/ids.ts';

/** As many copies can be told apart. */
export const MOST_COPIES = 0xfff;
/** Every id of a newsroom that was made for these measures has this in it: `bec` and which copy of the newsroom it belongs to. */
export const MARK = markOf(0);

export function markOf(copy: number): string {
  if (copy > MOST_COPIES) throw new Error(`There are marks for ${String(MOST_COPIES)} copies, not for ${String(copy)}`);
  return `bec${copy.toString(16).padStart(3, '0')}`;
}

/** Ids that count up. Two makers with different `series` never make the same one, nor do two copies. */
export function idMaker(series: number, copy = 0): () => Id {
  let count = 0;
  const first = (0x018f_7000 + series).toString(16).padStart(8, '0');
  return () => `${first}-0000-7000-8000-${markOf(copy)}${(count += 1).toString(16).padStart(6, '0')}`;
}
