import { contentHash } from '../document/canonical.ts';
import type { Blocks } from '../document/blocks.ts';
import { choose, mergeBlocks } from '../document/merge.ts';
import type { BlockConflict, MergePart } from '../document/merge.ts';
import { blocksFromText } from '../document/plain-text.ts';
import { normalizeBlocks, normalizeContent } from '../document/normalize.ts';
import type { MediaItem, StoryContent, VariantContent } from './content.ts';
import { derivedId } from './derived-id.ts';
import type { Id, Sha256 } from './ids.ts';
import { inOrder, mergeMedia } from './merge-media.ts';
import type { MediaConflict } from './merge-media.ts';

export type { MediaConflict } from './merge-media.ts';

export type TextField = 'title' | 'link' | 'firstComment';
export type BlocksConflict = { readonly field: 'blocks' } & BlockConflict;
export type TextConflict = { readonly field: TextField; readonly base: string; readonly mine: string; readonly theirs: string };
/** What a person has to choose, with everybody's version. */
export type Conflict = BlocksConflict | TextConflict | MediaConflict;

export type ContentMerge = {
  /** The merged content, normalized. Where there is a conflict it holds the base's version: it is a result only while `conflicts` is empty. */
  readonly merged: VariantContent;
  readonly conflicts: readonly Conflict[];
  /** The text in order, merged parts and conflicts, to show it as a whole. Its conflicts are those of `conflicts` with the field `blocks`, in the same order. */
  readonly parts: readonly MergePart[];
};

/** A person's answer to one conflict. Both: mine, then theirs; of one media item, the version that is there. */
export type Choice = 'mine' | 'theirs' | 'both' | { readonly blocks: Blocks } | { readonly text: string } | { readonly media: MediaItem | null };

/** The same variant before a word was written: what two versions with no common ancestor are compared with. */
export function emptied(content: VariantContent): VariantContent {
  return { ...content, title: '', blocks: blocksFromText(''), link: '', media: [], firstComment: '' };
}

/** Three-way: the side that changed wins; null where both did, differently. */
export function mergeValue<T extends string | null>(base: T, mine: T, theirs: T): { readonly value: T } | null {
  if (mine === theirs || theirs === base) return { value: mine };
  return mine === base ? { value: theirs } : null;
}

const TEXT_FIELDS: readonly TextField[] = ['title', 'link', 'firstComment'];

/**
 * Merges two contents of one variant that came from `base`: the text by block and word, the other fields
 * one by one, media item by item. Where both changed the same thing differently, nobody's words are mixed.
 */
export function mergeContent(base: VariantContent, mine: VariantContent, theirs: VariantContent): ContentMerge {
  const [from, left, right] = [normalizeContent(base), normalizeContent(mine), normalizeContent(theirs)];
  const conflicts: Conflict[] = [];
  const fields: Record<TextField, string> = { title: from.title, link: from.link, firstComment: from.firstComment };
  for (const field of TEXT_FIELDS) {
    const merged = mergeValue(from[field], left[field], right[field]);
    if (merged === null) conflicts.push({ field, base: from[field], mine: left[field], theirs: right[field] });
    else fields[field] = merged.value;
  }
  const parts = mergeBlocks(from.blocks, left.blocks, right.blocks);
  for (const part of parts) if (part.kind === 'conflict') conflicts.push({ field: 'blocks', base: part.base, mine: part.mine, theirs: part.theirs });
  const media = mergeMedia(from.media, left.media, right.media);
  conflicts.push(...media.conflicts);
  return { merged: normalizeContent({ ...from, ...fields, blocks: choose(parts, 'base'), media: [...media.items] }), conflicts, parts };
}

/** The content after a person's answers, one for each conflict and in their order; an answer that is missing leaves the base's version. */
export function resolveMerge(merge: ContentMerge, choices: readonly (Choice | undefined)[]): VariantContent {
  const fields: Partial<Record<TextField, string>> = {};
  const items = new Map(merge.merged.media.map((item) => [item.sha256, item]));
  let order: readonly Sha256[] = merge.merged.media.map((item) => item.sha256);
  const answers: (Blocks | null)[] = [];
  merge.conflicts.forEach((conflict, index) => {
    const choice = choices[index];
    switch (conflict.field) {
      case 'blocks':
        answers.push(choice === undefined ? null : blocksOf(conflict, choice));
        break;
      case 'media': {
        if (choice === undefined) break;
        const item = itemOf(conflict, choice);
        if (item === null) items.delete(conflict.sha256);
        else items.set(conflict.sha256, item);
        break;
      }
      case 'media-order':
        if (choice === 'mine' || choice === 'theirs') order = conflict[choice];
        break;
      case 'title':
      case 'link':
      case 'firstComment':
        if (choice !== undefined) fields[conflict.field] = textOf(conflict, choice);
    }
  });
  let answered = 0;
  const blocks = merge.parts.flatMap((part) => {
    if (part.kind === 'merged') return part.blocks;
    const answer = answers[answered] ?? part.base;
    answered += 1;
    return answer;
  });
  return normalizeContent({ ...merge.merged, ...fields, blocks: normalizeBlocks(blocks), media: inOrder(items, order) });
}

function blocksOf(conflict: BlocksConflict, choice: Choice): Blocks | null {
  if (choice === 'both') return [...conflict.mine, ...conflict.theirs];
  if (choice === 'mine' || choice === 'theirs') return conflict[choice];
  return 'blocks' in choice ? choice.blocks : null;
}

function textOf(conflict: TextConflict, choice: Choice): string {
  if (choice === 'both') return [conflict.mine, conflict.theirs].filter((text) => text !== '').join(conflict.field === 'firstComment' ? '\n' : ' ');
  if (choice === 'mine' || choice === 'theirs') return conflict[choice];
  return 'text' in choice ? choice.text : conflict.base;
}

function itemOf(conflict: Extract<Conflict, { readonly field: 'media' }>, choice: Choice): MediaItem | null {
  if (choice === 'both') return conflict.mine ?? conflict.theirs;
  if (choice === 'mine' || choice === 'theirs') return conflict[choice];
  return 'media' in choice ? choice.media : conflict.base;
}

/** The id of the revision that merges these parents into this content: two devices that make the same merge make the same revision. */
export function mergeRevisionId(parents: readonly [Id, Id], hash: Sha256): Id {
  const [first, second] = parents.toSorted();
  return derivedId(`sotong merge|${first}|${second}|${hash}`);
}

/** The revision that a merge without conflicts becomes: its parents sorted, its hash and its id, the same on every device. */
export function mergeRevision(heads: readonly [Id, Id], merged: VariantContent | StoryContent): { readonly id: Id; readonly parents: readonly [Id, Id]; readonly contentHash: Sha256 } {
  const [a, b] = heads;
  const parents = a < b ? ([a, b] as const) : ([b, a] as const);
  const hash = contentHash(merged);
  return { id: mergeRevisionId(parents, hash), parents, contentHash: hash };
}
