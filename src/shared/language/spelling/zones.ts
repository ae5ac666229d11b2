import type { TextRange } from '../ranges.ts';
import { findHashtags, findUrls } from '../text-entities.ts';

const EMAIL = /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/gu;
const MENTION = /@[A-Za-z0-9_][A-Za-z0-9_.-]*/gu;
/** `hanbit.go.kr`, `rent.pdf`: an address or a file without http in front. */
const DOTTED = /(?<![A-Za-z0-9_.-])[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+(?:\/[^\s가-힣]*)?/gu;

/** The parts of a text that are not language: addresses, e-mail, tags, mentions, names of files. In order, without overlap. */
export function skippedZones(text: string): TextRange[] {
  const found: TextRange[] = [...findUrls(text), ...findHashtags(text)];
  for (const pattern of [EMAIL, MENTION, DOTTED]) {
    for (const match of text.matchAll(pattern)) found.push({ start: match.index, end: match.index + match[0].length });
  }
  const merged: { start: number; end: number }[] = [];
  for (const zone of found.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && zone.start < last.end) last.end = Math.max(last.end, zone.end);
    else merged.push({ start: zone.start, end: zone.end });
  }
  return merged;
}

/** Whether a range touches one of the zones. Few zones, so a plain look is quick. */
export function touches(zones: readonly TextRange[], range: TextRange): boolean {
  return zones.some((zone) => zone.start < range.end && range.start < zone.end);
}
