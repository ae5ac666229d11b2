import type { CheckKey } from '../i18n/en/checks.ts';
import type { MediaMend } from './media-mend.ts';
import type { Figure, Finding, FindingFix, FindingLevel, FindingPlace } from './types.ts';

/** More findings of one kind than this help nobody, and a pasted book must not fill the list. */
export const MAX_OF_A_KIND = 50;

/** How bad it is to exceed a figure: one that nobody vouches for may warn, and never blocks. */
export function overLevel(figure: Figure): 'error' | 'warning' {
  return figure.confidence === 'low' ? 'warning' : 'error';
}

interface Details {
  readonly values?: Readonly<Record<string, string | number>>;
  readonly where?: FindingPlace;
  readonly fix?: FindingFix | MediaMend;
}

/** A finding with an id from what it says and where. */
export function finding(level: FindingLevel, key: CheckKey, { values = {}, where, fix }: Details = {}): Finding {
  return { id: `${key}@${placeId(where)}`, level, key, values, where: where ?? null, fix: fix ?? null };
}

function placeId(where: FindingPlace | undefined): string {
  if (where === undefined) return 'all';
  return where.field === 'media' ? `media:${where.index}` : `${where.field}:${where.start}`;
}

/** A fix that puts `text` in the place of a range of the plain text. */
export function replace(start: number, end: number, text: string): FindingFix {
  return { kind: 'replace', field: 'text', start, end, text };
}
