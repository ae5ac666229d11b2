import { diffArrays } from 'diff';
import type { Block, Blocks } from './blocks.ts';
import { blockText } from './plain-text.ts';
import { normalizeBlocks } from './normal-form.ts';

export type DiffPart = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string };

/** Past this many changed words the texts are shown as replaced: such a diff helps nobody and costs seconds. */
const MAX_EDITS = 1_000;

type Word = { readonly word: string; readonly space: string };

/** Scripts that are written without spaces: there the platform finds the words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HANGUL = /\p{Script=Hangul}/u;
const segmenters = new Map<string, Intl.Segmenter>();

/** Making a segmenter costs more than using it. */
function segmenterFor(locale: string): Intl.Segmenter {
  const known = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, known);
  return known;
}

/**
 * Words for a reader: an 어절 whole, with its particles, its digits and what stands between them (`23일부터`, `24.(화)부터`,
 * `10:00~22:00`), punctuation around it apart, each with the space after it. The platform's segmenter is not asked, as it cuts
 * where the script changes; but for texts without spaces.
 */
function wordsOf(text: string, locale: string): Word[] {
  const words: Word[] = [];
  for (const [, run = '', space = ''] of text.matchAll(/(\S*)(\s*)/gu)) {
    if (run === '' && space === '') continue;
    words.push(...partsOf(run, locale).map((word) => ({ word, space: '' })));
    const last = words.at(-1);
    if (last === undefined) words.push({ word: space, space: '' });
    else words[words.length - 1] = { word: last.word, space };
  }
  return words;
}

const OPENING = /^[\p{Ps}\p{Pi}"'<]+/u;
/** Signs at an end; of brackets those that were not opened inside (`24.(화)` is one). A dot after a digit belongs to it. */
const CLOSING = /^[\p{Pe}\p{Pf}"'>.,!?;:…~∼～]$/u;
const BRACKETS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '）': '（', '」': '「', '』': '『', '》': '《', '〉': '〈', '”': '“', '’': '‘' };

/** What a run of characters without a space is made of, in order. */
function partsOf(run: string, locale: string): string[] {
  if (run === '') return [];
  if (UNSPACED.test(run) && !HANGUL.test(run)) return Array.from(segmenterFor(locale).segment(run), ({ segment }) => segment);
  const opening = OPENING.exec(run)?.[0] ?? '';
  let end = run.length;
  while (end > opening.length && closes(run, opening.length, end - 1)) end -= 1;
  return [opening, run.slice(opening.length, end), run.slice(end)].filter((part) => part !== '');
}

function closes(run: string, start: number, at: number): boolean {
  const sign = run.charAt(at);
  if (!CLOSING.test(sign)) return false;
  if (sign === '.') return !/\d/u.test(run.charAt(at - 1));
  const opened = BRACKETS[sign];
  const place = opened === undefined ? -1 : run.indexOf(opened, start);
  return place === -1 || place > at;
}

/**
 * What changed from one text to another, by 어절 or word. The parts without the added ones spell the old
 * text exactly, those without the removed ones the new. `locale` is the language of the texts (BCP 47).
 */
export function diffWords(before: string, after: string, locale: string): DiffPart[] {
  const [old, young] = [wordsOf(before, locale), wordsOf(after, locale)];
  const changes = diffArrays(old.map((each) => each.word), young.map((each) => each.word), { maxEditLength: MAX_EDITS });
  const parts: DiffPart[] = [];
  if (changes === undefined) {
    push(parts, 'removed', before);
    push(parts, 'added', after);
    return parts;
  }
  let i = 0;
  let j = 0;
  for (const change of changes) {
    for (let count = 0; count < change.count; count += 1) {
      const [from, to] = [change.added ? undefined : old[i], change.removed ? undefined : young[j]];
      if (from !== undefined) i += 1;
      if (to !== undefined) j += 1;
      if (from !== undefined && to !== undefined) pushSame(parts, from, to);
      else if (from !== undefined) push(parts, 'removed', from.word + from.space);
      else if (to !== undefined) push(parts, 'added', to.word + to.space);
    }
  }
  return parts;
}

/** The same word; the space after it may have changed, as it does where something was added at the end. */
function pushSame(parts: DiffPart[], from: Word, to: Word): void {
  if (from.space === to.space) {
    push(parts, 'same', from.word + from.space);
    return;
  }
  push(parts, 'same', from.word);
  push(parts, 'removed', from.space);
  push(parts, 'added', to.space);
}

function push(parts: DiffPart[], kind: DiffPart['kind'], text: string): void {
  if (text === '') return;
  const last = parts.at(-1);
  if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text };
  else parts.push({ kind, text });
}

/** The number of places that changed: neighbouring removed and added parts are one change. */
export function countChanges(parts: readonly DiffPart[]): number {
  return parts.filter((part, index) => part.kind !== 'same' && (index === 0 || parts[index - 1]?.kind === 'same')).length;
}

/** One line of a side-by-side view. */
export type DiffRow = {
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  readonly before: Block | null;
  readonly after: Block | null;
  /** The words of both, with what changed. Only `same` parts in a changed row: its format changed (type, bold, link, image). */
  readonly parts: readonly DiffPart[];
};
export type BlocksDiff = { readonly rows: readonly DiffRow[]; readonly changes: number };

/** Blocks with at least this part of their words in common are shown as one that changed, not as removed and added. */
const ALIKE = 0.3;
/** Above this many pairs to compare, blocks are paired in order instead. */
const MAX_PAIRS = 10_000;

/** Two documents side by side, block beside block. `changes` counts the places that changed, a block's format as one. */
export function diffBlocks(before: Blocks, after: Blocks, locale: string): BlocksDiff {
  const [old, young] = [normalizeBlocks(before), normalizeBlocks(after)];
  const rows: DiffRow[] = [];
  let removed: Block[] = [];
  let added: Block[] = [];
  const flush = (): void => {
    rows.push(...pair(removed, added).map(([from, to]) => row(from, to, locale)));
    removed = [];
    added = [];
  };
  let i = 0;
  let j = 0;
  for (const change of diffArrays(old.map(keyOf), young.map(keyOf), {})) {
    if (change.removed) removed.push(...old.slice(i, i + change.count));
    else if (change.added) added.push(...young.slice(j, j + change.count));
    else {
      flush();
      rows.push(...old.slice(i, i + change.count).map((block, index) => row(block, young[j + index] ?? block, locale)));
    }
    if (!change.added) i += change.count;
    if (!change.removed) j += change.count;
  }
  flush();
  return { rows, changes: rows.reduce((sum, each) => sum + changesOf(each), 0) };
}

function keyOf(block: Block): string {
  return JSON.stringify(block);
}

function changesOf({ kind, parts }: DiffRow): number {
  if (kind === 'same') return 0;
  return kind === 'changed' ? Math.max(1, countChanges(parts)) : 1;
}

function row(from: Block | null, to: Block | null, locale: string): DiffRow {
  const parts = diffWords(from === null ? '' : shownText(from), to === null ? '' : shownText(to), locale);
  if (from === null) return { kind: 'added', before: null, after: to, parts };
  if (to === null) return { kind: 'removed', before: from, after: null, parts };
  return { kind: keyOf(from) === keyOf(to) ? 'same' : 'changed', before: from, after: to, parts };
}

function shownText(block: Block): string {
  return block.type === 'image' ? block.alt : blockText(block);
}

/** Pairs blocks so that the words in common are the most, in order (a longest common subsequence with weights). */
function pair(removed: readonly Block[], added: readonly Block[]): (readonly [Block | null, Block | null])[] {
  if (removed.length * added.length > MAX_PAIRS) {
    return Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => [removed[index] ?? null, added[index] ?? null] as const);
  }
  const [old, young] = [removed.map(profileOf), added.map(profileOf)];
  const likeness = old.map((from) => young.map((to) => alike(from, to)));
  const best = Array.from({ length: removed.length + 1 }, () => Array.from({ length: added.length + 1 }, () => 0));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const like = (i: number, j: number): number => likeness[i]?.[j] ?? 0;
  for (let i = removed.length - 1; i >= 0; i -= 1) {
    for (let j = added.length - 1; j >= 0; j -= 1) (best[i] as number[])[j] = Math.max(at(i + 1, j), at(i, j + 1), like(i, j) > 0 ? like(i, j) + at(i + 1, j + 1) : 0);
  }
  const pairs: (readonly [Block | null, Block | null])[] = [];
  let i = 0;
  let j = 0;
  while (i < removed.length || j < added.length) {
    if (i < removed.length && j < added.length && like(i, j) > 0 && at(i, j) === like(i, j) + at(i + 1, j + 1)) {
      pairs.push([removed[i] ?? null, added[j] ?? null]);
      i += 1;
      j += 1;
    } else if (i < removed.length && (j >= added.length || at(i, j) === at(i + 1, j))) {
      pairs.push([removed[i] ?? null, null]);
      i += 1;
    } else {
      pairs.push([null, added[j] ?? null]);
      j += 1;
    }
  }
  return pairs;
}

type Profile = { readonly words: ReadonlyMap<string, number>; readonly size: number };

/** How often each word stands in a block; an image is one word. */
function profileOf(block: Block): Profile {
  const words = block.type === 'image' ? [`image ${block.sha256}`] : blockText(block).split(/\s+/u).filter((word) => word !== '');
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { words: counts, size: words.length };
}

/** The share of words in common, 0 where it is too small to call the blocks one. */
function alike(from: Profile, to: Profile): number {
  let common = 0;
  for (const [word, count] of from.words) common += Math.min(count, to.words.get(word) ?? 0);
  const share = common === 0 ? 0 : (2 * common) / (from.size + to.size);
  return share >= ALIKE ? share : 0;
}
