import { graphemes } from '../language/graphemes.ts';
import { type CostReason, costsOf } from './costs.ts';
import type { ChannelProfile } from './types.ts';

/** One line of what a text costs: ordinary characters and syllables together, everything else by what it is. */
export interface CostLine {
  readonly reason: CostReason;
  /** The address, emoji or sign; empty for characters that are told together. */
  readonly what: string;
  /** How many of them there are. */
  readonly times: number;
  /** What one costs. */
  readonly each: number;
  /** `times` × `each`. */
  readonly cost: number;
  /** Where the first one stands, in UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** What a text costs on a channel, for a person to read: the dearest first. The lines add up to what `costsOf` adds up to. */
export function costLines(profile: ChannelProfile, text: string): CostLine[] {
  const lines = new Map<string, CostLine>();
  const add = (line: CostLine): void => {
    const key = `${line.reason} ${line.each} ${line.what}`;
    const known = lines.get(key);
    lines.set(key, known === undefined ? line : { ...known, times: known.times + line.times, cost: known.cost + line.cost });
  };
  for (const { start, end, reason, cost, each } of costsOf(profile, text)) {
    if (reason === 'plain' || reason === 'hangul') {
      // A character of no cost (a joiner on its own) is told with the others of that price.
      add({ reason, what: '', times: each === null || each === 0 ? end - start : cost / each, each: each ?? cost, cost, start, end });
    } else if (each === null) {
      add({ reason, what: text.slice(start, end), times: 1, each: cost, cost, start, end });
    } else {
      for (const thing of things(text.slice(start, end), cost / each)) add({ reason, what: thing.what, times: 1, each, cost: each, start: start + thing.at, end: start + thing.at + thing.what.length });
    }
  }
  return [...lines.values()].toSorted((a, b) => b.cost - a.cost || a.start - b.start);
}

/** The graphemes of a stretch of alike ones. */
function things(stretch: string, count: number): { readonly what: string; readonly at: number }[] {
  if (count === 1) return [{ what: stretch, at: 0 }];
  const found: { what: string; at: number }[] = [];
  let at = 0;
  for (const what of graphemes(stretch)) {
    found.push({ what, at });
    at += what.length;
  }
  return found;
}
