import type { Entity, Finding } from '#shared/channels/types.ts';
import type { CommentView } from '#shared/contract/views.ts';
import type { TextMark, TextMarks } from '../../../editor/index.ts';
import type { ListedSpelling } from '../spelling/listed.ts';

export interface MarkSources {
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly findings: readonly Finding[];
  readonly spelling: readonly ListedSpelling[];
  readonly comments: readonly CommentView[];
  readonly found: readonly { readonly start: number; readonly end: number }[];
  readonly currentFound: number;
}

/** Findings that say that the text is too long: from the first character too many. */
const OVER_LIMIT: ReadonlySet<string> = new Set(['over-limit', 'over-limit-weighted', 'over-limit-uncertain', 'over-limit-bytes']);

/** Everything that is marked in a variant's text. */
export function marksOf({ text, entities, findings, spelling, comments, found, currentFound }: MarkSources): TextMarks {
  return {
    text,
    marks: [
      ...entities.map(({ kind, start, end }): TextMark => ({ kind, start, end })),
      ...findings.flatMap(markOfFinding),
      ...spelling.flatMap(({ where, spelling: { kind } }): TextMark[] => (where.field.name === 'text' ? [{ kind: kind === 'plain' ? 'plain-word' : 'spelling', start: where.start, end: where.end }] : [])),
      ...comments.flatMap((comment) => markOfComment(text, comment)),
      ...found.map(({ start, end }, index): TextMark => ({ kind: index === currentFound ? 'find-current' : 'find', start, end })),
    ],
  };
}

function markOfFinding({ key, level, where }: Finding): TextMark[] {
  if (where === null || where.field !== 'text') return [];
  return [{ kind: OVER_LIMIT.has(key) ? 'over-limit' : level, start: where.start, end: where.end }];
}

/** A comment stands on words; where they have moved they are looked for, and where they are gone nothing is marked. */
function markOfComment(text: string, { anchor, resolved }: CommentView): TextMark[] {
  if (anchor === null || resolved || anchor.quote === '') return [];
  if (text.slice(anchor.start, anchor.start + anchor.quote.length) === anchor.quote) return [{ kind: 'comment', start: anchor.start, end: anchor.start + anchor.quote.length }];
  const start = text.indexOf(anchor.quote);
  return start === -1 ? [] : [{ kind: 'comment', start, end: start + anchor.quote.length }];
}
