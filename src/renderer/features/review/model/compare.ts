import type { VariantContent } from '#shared/domain/content.ts';
import type { Block, Blocks } from '#shared/document/blocks.ts';
import { diffBlocks, diffWords, type DiffPart, type DiffRow } from '#shared/document/diff.ts';
import { normalizeBlocks } from '#shared/document/normalize.ts';
import { blockText, listMarkers, plainText } from '#shared/document/plain-text.ts';
import { hiddenDifference, type HiddenDifference } from './lookalikes.ts';
import { diffMedia, type MediaDiff } from './compare-media.ts';

/** A run of words of a diff. `change` counts from 0 over the whole comparison, and is null for words that stayed. */
export interface DiffSegment {
  readonly kind: DiffPart['kind'];
  readonly text: string;
  readonly change: number | null;
  /** UTF-16 offset in the plain text before, and after; null on the side where the words are not, and for an image's description. */
  readonly beforeStart: number | null;
  readonly afterStart: number | null;
}

/** A block beside its counterpart. */
export interface DiffLine {
  readonly kind: DiffRow['kind'];
  readonly before: Block | null;
  readonly after: Block | null;
  readonly beforeMarker: string;
  readonly afterMarker: string;
  readonly segments: readonly DiffSegment[];
  /** The change that the block itself is, where no word of it changed but its style did; else null. */
  readonly change: number | null;
  /** What changed of a block beside its words. */
  readonly format: 'kind' | 'marks' | null;
}

export interface FieldDiff {
  readonly field: 'title' | 'link' | 'firstComment';
  readonly segments: readonly DiffSegment[];
}

export interface ChangeSummary {
  readonly index: number;
  readonly where: 'title' | 'text' | 'link' | 'media' | 'firstComment';
  readonly removed: string;
  readonly added: string;
  /** Set where the two look the same. */
  readonly hidden: HiddenDifference | null;
}

export interface ContentDiff {
  readonly title: FieldDiff | null;
  readonly lines: readonly DiffLine[];
  readonly link: FieldDiff | null;
  readonly firstComment: FieldDiff | null;
  readonly media: readonly MediaDiff[];
  /** In the order of the page: what F7 walks through. */
  readonly changes: readonly ChangeSummary[];
}

/** The text that comments and highlights count in: of the normalized blocks, as they are stored. */
export function textOf(blocks: Blocks): string {
  return plainText(normalizeBlocks(blocks));
}

/** Everything that differs between two contents of one variant. `before` null: there is nothing to compare with, and all is new. */
export function compareContents(before: VariantContent | null, after: VariantContent): ContentDiff {
  const collect = new Changes();
  const locale = after.language;
  const field = (name: FieldDiff['field'], from: string, to: string): FieldDiff | null =>
    from === '' && to === '' ? null : { field: name, segments: segmentsOf(diffWords(from, to, locale), name, collect, null, null) };
  const title = field('title', before?.title ?? '', after.title);
  const lines = diffLines(before === null ? null : before.blocks, after.blocks, locale, collect);
  const media = diffMedia(before?.media ?? [], after.media, locale, collect.add);
  const link = field('link', before?.link ?? '', after.link);
  const firstComment = field('firstComment', before?.firstComment ?? '', after.firstComment);
  return { title, lines, link, firstComment, media, changes: collect.list };
}

/** Adds a change and answers its index. */
export type AddChange = (where: ChangeSummary['where'], removed: string, added: string) => number;

class Changes {
  readonly list: ChangeSummary[] = [];
  readonly add: AddChange = (where, removed, added) => {
    const index = this.list.length;
    this.list.push({ index, where, removed, added, hidden: hiddenDifference(removed, added) });
    return index;
  };
}

function diffLines(before: Blocks | null, after: Blocks, locale: string, collect: Changes): readonly DiffLine[] {
  const rows = before === null ? allNew(after) : diffBlocks(before, after, locale).rows;
  const beforePlaces = placesOf(before === null ? [] : normalizeBlocks(before)).values();
  const afterPlaces = placesOf(normalizeBlocks(after)).values();
  return rows.flatMap((row): DiffLine[] => {
    const from = row.before === null ? null : (beforePlaces.next().value ?? null);
    const to = row.after === null ? null : (afterPlaces.next().value ?? null);
    // An empty line that came or went is not worth a stop.
    return (from === null && isEmpty(row.after)) || (to === null && isEmpty(row.before)) ? [] : [lineOf(row, from, to, collect)];
  });
}

/** Every block as an addition. (An empty document would be one empty paragraph, which looks like one that stayed.) */
function allNew(after: Blocks): readonly DiffRow[] {
  return normalizeBlocks(after).map((block) => {
    const text = shownText(block);
    return { kind: 'added', before: null, after: block, parts: text === '' ? [] : [{ kind: 'added', text }] };
  });
}

function shownText(block: Block | null): string {
  if (block === null) return '';
  return block.type === 'image' ? block.alt : blockText(block);
}

function isEmpty(block: Block | null): boolean {
  return block !== null && block.type !== 'image' && blockText(block) === '';
}

interface Place {
  readonly marker: string;
  /** Where the block's own text starts. */
  readonly start: number;
}

function placesOf(blocks: Blocks): readonly Place[] {
  const markers = listMarkers(blocks);
  let at = 0;
  return blocks.map((block, index) => {
    const marker = markers[index] ?? '';
    const start = at + marker.length;
    at = start + blockText(block).length + 1;
    return { marker, start };
  });
}

function lineOf(row: DiffRow, before: Place | null, after: Place | null, collect: Changes): DiffLine {
  const isText = (block: Block | null): boolean => block !== null && block.type !== 'image';
  const segments = segmentsOf(row.parts, 'text', collect, isText(row.before) ? (before?.start ?? null) : null, isText(row.after) ? (after?.start ?? null) : null);
  const format = row.before !== null && row.after !== null && row.kind === 'changed' ? formatChange(row.before, row.after, segments) : null;
  const wordless = row.kind !== 'same' && segments.every((segment) => segment.change === null);
  return {
    kind: row.kind,
    before: row.before,
    after: row.after,
    beforeMarker: before?.marker ?? '',
    afterMarker: after?.marker ?? '',
    segments,
    change: wordless ? collect.add('text', shownText(row.before), shownText(row.after)) : null,
    format,
  };
}

function formatChange(before: Block, after: Block, segments: readonly DiffSegment[]): DiffLine['format'] {
  if (before.type !== after.type) return 'kind';
  return segments.every((segment) => segment.kind === 'same') ? 'marks' : null;
}

/** The parts of a diff with their offsets; neighbouring removed and added parts are one change. */
export function segmentsOf(parts: readonly DiffPart[], where: ChangeSummary['where'], collect: { readonly add: AddChange }, beforeStart: number | null, afterStart: number | null): readonly DiffSegment[] {
  const segments: DiffSegment[] = [];
  let [before, after] = [beforeStart, afterStart];
  for (let i = 0; i < parts.length; ) {
    let end = i;
    while (end < parts.length && (parts[end]?.kind === 'same') === (parts[i]?.kind === 'same')) end += 1;
    const group = parts.slice(i, end);
    const words = (kind: DiffPart['kind']): string => group.filter((part) => part.kind === kind).map((part) => part.text).join('');
    const change = parts[i]?.kind === 'same' ? null : collect.add(where, words('removed'), words('added'));
    for (const part of group) {
      segments.push({ kind: part.kind, text: part.text, change, beforeStart: part.kind === 'added' ? null : before, afterStart: part.kind === 'removed' ? null : after });
      if (part.kind !== 'added' && before !== null) before += part.text.length;
      if (part.kind !== 'removed' && after !== null) after += part.text.length;
    }
    i = end;
  }
  return segments;
}

/** The change after (`1`) or before (`-1`) the one at hand, round and round; null where there is none. */
export function stepChange(count: number, at: number | null, step: 1 | -1): number | null {
  if (count === 0) return null;
  if (at === null) return step === 1 ? 0 : count - 1;
  return (at + step + count) % count;
}

interface Comparable {
  readonly id: string;
  readonly contentHash: string;
}

/**
 * What a head is compared with by default: what the reviewer has read of it last (`seen`, a text's hash); else the last approved
 * revision; where that is the head itself, the newest one before it with another text; null (everything is new) where nothing was
 * read or approved yet. `history` is newest first.
 */
export function defaultBase(head: Comparable, lastApproved: Comparable | null, history: readonly Comparable[], seen: string | null = null): string | null {
  const read = seen === head.contentHash ? undefined : history.find((revision) => revision.contentHash === seen);
  if (read !== undefined) return read.id;
  if (lastApproved === null) return null;
  if (lastApproved.contentHash !== head.contentHash) return lastApproved.id;
  const from = history.findIndex((revision) => revision.id === head.id);
  return history.slice(from + 1).find((revision) => revision.contentHash !== head.contentHash)?.id ?? null;
}
