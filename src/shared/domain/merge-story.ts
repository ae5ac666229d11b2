import type { Blocks } from '../document/blocks.ts';
import { choose, mergeBlocks } from '../document/merge.ts';
import { normalizeContent } from '../document/normalize.ts';
import { blocksFromText, plainText } from '../document/plain-text.ts';
import type { StoryContent } from './content.ts';
import { mergeValue } from './merge-content.ts';

export const STORY_FIELDS = ['title', 'brief', 'kind', 'purpose', 'due', 'common.ko', 'common.en'] as const;
export type StoryField = (typeof STORY_FIELDS)[number];
/** A field that both sides changed, with everybody's version; of a text as plain text. */
export type StoryConflict = { readonly field: StoryField; readonly base: string; readonly mine: string; readonly theirs: string };

/** What becomes of a text where both changed the same words: the base's, until somebody chooses, or both, mine first. */
type Contested = 'base' | 'both';

/**
 * The same as `mergeContent` for a story's own fields. Labels are a set; the brief and the common texts merge by line
 * and word. A conflict names the field as a whole, as plain text; the merged value is the base's there.
 */
export function mergeStoryContent(base: StoryContent, mine: StoryContent, theirs: StoryContent): { readonly merged: StoryContent; readonly conflicts: readonly StoryConflict[] } {
  return mergeStory(base, mine, theirs, 'base');
}

/**
 * The merge that needs nobody, of two versions in the order in which they were recorded. Where both changed the same
 * words of a text both stay, one after the other, so that none is lost. Of a field with one value (the title, when it is
 * due) the later counts. What was settled so is told (`conflicts`; `mine` is the earlier), for a person to put in order.
 */
export function settleStory(base: StoryContent, earlier: StoryContent, later: StoryContent): { readonly merged: StoryContent; readonly conflicts: readonly StoryConflict[] } {
  const { merged, conflicts } = mergeStory(base, earlier, later, 'both');
  const contested = new Set(conflicts.map(({ field }) => field));
  const settled = { ...merged };
  if (contested.has('title')) settled.title = later.title;
  if (contested.has('kind')) settled.kind = later.kind;
  if (contested.has('purpose')) settled.purpose = later.purpose;
  if (contested.has('due')) settled.due = later.due;
  return { merged: normalizeContent(settled), conflicts };
}

function mergeStory(base: StoryContent, mine: StoryContent, theirs: StoryContent, contested: Contested): { readonly merged: StoryContent; readonly conflicts: readonly StoryConflict[] } {
  const [from, left, right] = [normalizeContent(base), normalizeContent(mine), normalizeContent(theirs)];
  const conflicts: StoryConflict[] = [];
  const field = <T extends string | null>(name: StoryField, values: readonly [T, T, T]): T => {
    const merged = mergeValue(...values);
    if (merged !== null) return merged.value;
    const [ofBase, ofMine, ofTheirs] = values;
    conflicts.push({ field: name, base: ofBase ?? '', mine: ofMine ?? '', theirs: ofTheirs ?? '' });
    return ofBase;
  };
  const blocks = (name: StoryField, values: readonly [Blocks, Blocks, Blocks]): Blocks => {
    const parts = mergeBlocks(...values);
    if (parts.every((part) => part.kind === 'merged')) return choose(parts, 'mine');
    const [ofBase, ofMine, ofTheirs] = values;
    conflicts.push({ field: name, base: plainText(ofBase), mine: plainText(ofMine), theirs: plainText(ofTheirs) });
    return contested === 'base' ? ofBase : choose(parts, 'both');
  };
  const brief = mergeValue(from.brief, left.brief, right.brief)?.value ?? plainText(blocks('brief', [blocksFromText(from.brief), blocksFromText(left.brief), blocksFromText(right.brief)]));
  const merged: StoryContent = {
    ...from,
    title: field('title', [from.title, left.title, right.title]),
    brief,
    kind: field('kind', [from.kind, left.kind, right.kind]),
    purpose: field('purpose', [from.purpose, left.purpose, right.purpose]),
    labels: mergeLabels(from.labels, left.labels, right.labels),
    due: field('due', [from.due, left.due, right.due]),
    common: {
      ko: blocks('common.ko', [from.common.ko, left.common.ko, right.common.ko]),
      en: blocks('common.en', [from.common.en, left.common.en, right.common.en]),
    },
  };
  return { merged: normalizeContent(merged), conflicts };
}

/** Labels kept by both sides in the base's order, then those added, sorted. */
function mergeLabels(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  const kept = base.filter((label) => mine.includes(label) && theirs.includes(label));
  const added = [...mine, ...theirs].filter((label) => !base.includes(label)).toSorted();
  return [...new Set([...kept, ...added])];
}
