import type { HoldView } from '#shared/contract/publication-views.ts';
import { covers, type HoldTarget } from '#shared/domain/hold.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { EntryOf } from '#shared/sync/entry.ts';
import type { ReadableDb } from '../db/types.ts';
import type { EntryRow } from '../log/entry-rows.ts';

/** Every hold in the order in which they were set. One that the server refused, or that was called off, never was one. */
export function readHolds(db: ReadableDb): HoldView[] {
  const holds = new Map<Id, HoldView>();
  for (const row of db.all<EntryRow>(`SELECT * FROM entries WHERE kind IN ('hold', 'hold-lifted') AND state NOT IN ('withdrawn', 'parked') ORDER BY kind, position`)) {
    if (row.kind === 'hold') {
      const { scope, reason } = JSON.parse(row.body) as EntryOf<'hold'>['body'];
      const storyTitle = scope.kind === 'story' ? (db.get<{ title: string }>('SELECT title FROM story_list WHERE id = ?', scope.story)?.title ?? '') : '';
      holds.set(row.subject, { id: row.subject, scope, storyTitle, reason, author: row.author, at: row.at, confirmed: row.state === 'accepted', lifted: null });
      continue;
    }
    const hold = holds.get(row.subject);
    if (hold !== undefined && hold.lifted === null) holds.set(row.subject, { ...hold, lifted: { by: row.author, at: row.at } });
  }
  return [...holds.values()];
}

/** What a row of a publication says of its variant and story; `labels` as JSON, null where the story is not here. */
export type CoveredRow = Omit<HoldTarget, 'labels'> & { readonly labels: string | null };

/** Answers which holds in force cover a publication, as far as this computer knows. */
export function coveringHolds(db: ReadableDb): (row: CoveredRow) => Id[] {
  const inForce = readHolds(db).filter(({ lifted }) => lifted === null);
  return ({ story, channel, labels }) => {
    const target = { story, channel, labels: JSON.parse(labels ?? '[]') as string[] };
    return inForce.filter(({ scope }) => covers(scope, target)).map(({ id }) => id);
  };
}
