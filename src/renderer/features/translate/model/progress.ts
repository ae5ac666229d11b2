import type { SegmentView, TranslationView } from '#shared/contract/views.ts';
import type { z } from 'zod';

export interface Progress {
  readonly all: number;
  readonly confirmed: number;
  /** The segments whose source has changed, in order. */
  readonly changed: readonly number[];
}

export function progressOf(view: Pick<TranslationView, 'segments'>): Progress {
  return {
    all: view.segments.length,
    confirmed: view.segments.filter((segment) => segment.state === 'confirmed').length,
    changed: view.segments.filter((segment) => segment.state === 'source-changed').map((segment) => segment.index),
  };
}

/** The segment to go on with after one was confirmed: the next that is not, else the one after it; null at the end. */
export function nextSegment(segments: readonly z.infer<typeof SegmentView>[], after: number): number | null {
  const later = segments.filter((segment) => segment.index > after);
  return (later.find((segment) => segment.state !== 'confirmed') ?? later[0])?.index ?? null;
}

/** The place after (or before) `at` in a list of `count`, round and round; null for an empty list. */
export function walk(count: number, at: number | null, step: 1 | -1): number | null {
  if (count === 0) return null;
  if (at === null) return step === 1 ? 0 : count - 1;
  return (at + step + count) % count;
}
