import { alignSegments } from './segments.ts';
import type { SegmentState } from '../contract/views.ts';
import type { z } from 'zod';

/** What was last known of one segment: the source, and the words that were made from it. */
export interface Pair {
  readonly source: string;
  readonly target: string;
  readonly confirmed: boolean;
}

interface AlignedSegment {
  readonly source: string;
  readonly target: string;
  readonly state: z.infer<typeof SegmentState>;
  readonly previousSource: string | null;
  /** Which line of the target holds its translation; null when none does. */
  readonly line: number | null;
}

export interface Alignment {
  /** One for each line of the source. */
  readonly segments: readonly AlignedSegment[];
  /** Pairs whose source is gone and whose words still stand in the target: their lines there. */
  readonly orphans: readonly { readonly pair: Pair; readonly line: number }[];
}

/**
 * Where each line of a source stands in its translation, from what was last known and both texts as
 * they are now. Lines of the target are followed through edits made outside of the translation view;
 * with nothing known, lines pair up in order, as drafts.
 */
export function alignTranslation(known: readonly Pair[], source: readonly string[], target: readonly string[]): Alignment {
  const lineOf = linesOfPairs(known, target);
  if (known.length === 0) {
    return { segments: source.map((text, index) => segmentOf(text, target[index] ?? '', 'draft', null, index < target.length ? index : null)), orphans: [] };
  }
  const { changes, deleted } = alignSegments(known.map((pair) => pair.source), source);
  const segments = source.map((text, index): AlignedSegment => {
    const change = changes[index];
    if (change === undefined || change.kind === 'new') return segmentOf(text, '', 'draft', null, null);
    const pair = known[change.from] as Pair;
    const line = lineOf[change.from] ?? null;
    const words = line === null ? '' : (target[line] ?? '');
    if (change.kind === 'changed') return segmentOf(text, words, 'source-changed', pair.source, line);
    // Words that were changed since they were confirmed are a draft again.
    return segmentOf(text, words, pair.confirmed && words === pair.target ? 'confirmed' : 'draft', null, line);
  });
  const orphans = deleted.flatMap((index) => {
    const line = lineOf[index] ?? null;
    return line === null ? [] : [{ pair: known[index] as Pair, line }];
  });
  return { segments, orphans };
}

function segmentOf(source: string, target: string, state: AlignedSegment['state'], previousSource: string | null, line: number | null): AlignedSegment {
  if (target === '') return { source, target, state: 'untranslated', previousSource: null, line: null };
  return { source, target, state, previousSource, line };
}

/** The line of the target that each pair's words are in now. */
function linesOfPairs(known: readonly Pair[], target: readonly string[]): (number | null)[] {
  const filled = known.map((pair, index) => ({ pair, index })).filter(({ pair }) => pair.target !== '');
  const result: (number | null)[] = known.map(() => null);
  const { changes } = alignSegments(filled.map(({ pair }) => pair.target), target);
  changes.forEach((change, line) => {
    const from = change.kind === 'new' ? undefined : filled[change.from];
    if (from !== undefined) result[from.index] = line;
  });
  return result;
}

/** Whether the source has moved on from what the translation was made from. */
export function hasChanged(known: readonly Pair[], alignment: Alignment): boolean {
  if (known.length === 0) return false;
  return alignment.orphans.length > 0 || alignment.segments.some((segment) => segment.state === 'source-changed' || (segment.state === 'untranslated' && !known.some((pair) => pair.source === segment.source)));
}
