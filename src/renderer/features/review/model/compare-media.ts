import type { MediaItem } from '#shared/domain/content.ts';
import { diffWords, type DiffPart } from '#shared/document/diff.ts';
import type { AddChange } from './compare.ts';

/** A picture before and after. Positions count from 1. */
export interface MediaDiff {
  readonly kind: 'same' | 'added' | 'removed' | 'replaced' | 'moved' | 'described';
  readonly before: { readonly item: MediaItem; readonly position: number } | null;
  readonly after: { readonly item: MediaItem; readonly position: number } | null;
  /** What changed of its description. */
  readonly alt: readonly DiffPart[];
  /** Marked as decorative, or no longer. */
  readonly decorative: 'on' | 'off' | null;
  /** Null where nothing changed. */
  readonly change: number | null;
}

interface Pair {
  before: { item: MediaItem; position: number } | null;
  after: { item: MediaItem; position: number } | null;
}

/**
 * The pictures of two revisions, in the order after; a removed one stands where it was. A picture is
 * known by its bytes; another picture at the place of a removed one replaces it.
 */
export function diffMedia(before: readonly MediaItem[], after: readonly MediaItem[], locale: string, add: AddChange): readonly MediaDiff[] {
  const free = before.map((item, index) => ({ item, position: index + 1 }));
  const pairs: Pair[] = after.map((item, index) => {
    const found = free.findIndex((candidate) => candidate.item.sha256 === item.sha256);
    return { before: found < 0 ? null : (free.splice(found, 1)[0] ?? null), after: { item, position: index + 1 } };
  });
  for (const gone of free) {
    const replaced = pairs.find((pair) => pair.before === null && pair.after?.position === gone.position);
    if (replaced !== undefined) replaced.before = gone;
    else pairs.splice(Math.min(pairs.length, gone.position - 1), 0, { before: gone, after: null });
  }
  const kept = pairs.filter((pair) => pair.before !== null && pair.after !== null);
  const orderBefore = kept.toSorted((a, b) => (a.before?.position ?? 0) - (b.before?.position ?? 0));
  return pairs.map((pair): MediaDiff => {
    const kind = kindOf(pair, kept.indexOf(pair) !== orderBefore.indexOf(pair));
    const from = pair.before?.item ?? null;
    const to = pair.after?.item ?? null;
    const alt = diffWords(from?.alt ?? '', to?.alt ?? '', locale);
    const decorative = from === null || to === null || from.decorative === to.decorative ? null : to.decorative ? 'on' : 'off';
    return { kind, before: pair.before, after: pair.after, alt, decorative, change: kind === 'same' ? null : add('media', from?.alt ?? '', to?.alt ?? '') };
  });
}

function kindOf({ before, after }: Pair, moved: boolean): MediaDiff['kind'] {
  if (before === null) return 'added';
  if (after === null) return 'removed';
  if (before.item.sha256 !== after.item.sha256) return 'replaced';
  if (moved) return 'moved';
  return before.item.alt !== after.item.alt || before.item.decorative !== after.item.decorative ? 'described' : 'same';
}
