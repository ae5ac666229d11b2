import type { SmartList } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { ReadableDb, WritableDb } from '../db/types.ts';
import { FLAGS } from './story-row.ts';

/** What a story counts towards. */
export interface Counted {
  readonly archived: boolean;
  readonly author: Id;
  readonly flags: number;
}

function namesOf({ archived, author, flags }: Counted): string[] {
  if (archived) return ['archived'];
  return ['all', `mine:${author}`, ...Object.entries(FLAGS).flatMap(([name, bit]) => ((flags & bit) === 0 ? [] : [name]))];
}

/** Counts are kept with each change: a list of a hundred thousand stories is never counted to be shown. */
export function count(tx: WritableDb, story: Counted): void {
  for (const name of namesOf(story)) tx.run('INSERT INTO counters (name, n) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET n = n + 1', name);
}

export function uncount(tx: WritableDb, story: Counted): void {
  for (const name of namesOf(story)) tx.run('UPDATE counters SET n = n - 1 WHERE name = ?', name);
}

/** How many stories each smart list has, for the member who sits here. */
export function readCounts(db: ReadableDb, seat: Id): Record<SmartList, number> {
  const counts = new Map(db.all<{ name: string; n: number }>('SELECT name, n FROM counters').map(({ name, n }) => [name, n]));
  const of = (name: string): number => counts.get(name) ?? 0;
  return { all: of('all'), mine: of(`mine:${seat}`), 'to-review': of('to-review'), 'changes-requested': of('changes-requested'), 'needs-translation': of('needs-translation'), archived: of('archived') };
}
