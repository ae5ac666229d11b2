import type { SpellingFinding } from '#shared/language/spelling/types.ts';
import { changeBetween } from '../../../editor/index.ts';

const LETTER = /[\p{L}\p{M}\p{N}]/u;

/**
 * Findings of a text as they stand in a later one. What is before and behind the place that changed moves along; what the
 * change touches is let go of, as it was about words that are gone: the next check says of the new ones.
 */
export function anchoredFindings(findings: readonly SpellingFinding[], before: string, after: string): readonly SpellingFinding[] {
  if (before === after || findings.length === 0) return findings;
  const { start, removed, inserted } = changeBetween(before, after);
  const by = inserted - removed;
  // A space behind a word leaves it what it is, a letter does not.
  const endsAt = LETTER.test(after.charAt(start)) ? start - 1 : start;
  const startsAt = LETTER.test(after.charAt(start + inserted - 1)) ? start + removed + 1 : start + removed;
  return findings.flatMap((finding) => {
    if (finding.end <= endsAt) return [finding];
    if (finding.start >= startsAt) return [{ ...finding, start: finding.start + by, end: finding.end + by }];
    return [];
  });
}
