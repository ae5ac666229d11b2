import { type Archiving, type ArchivingEntry, archivingOfStory, NOT_ARCHIVED, type Overtaken } from '#shared/domain/archiving.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { ReadableDb } from '../db/types.ts';
import { type EntryRow, LOG_ORDER } from '../log/entry-rows.ts';
import { factsOf } from './variant-row.ts';

/** What was refused counts nowhere, and so not here: every device says the same of a story. */
const COUNTS = `state NOT IN ('withdrawn', 'parked')`;

/** Whether a story is archived as the log says, then what waits here. */
export function storyArchiving(db: ReadableDb, story: Id): Archiving {
  const marks = db.all<Pick<EntryRow, 'body'>>(`SELECT body FROM entries WHERE subject = ? AND kind = 'archive' AND ${COUNTS} ORDER BY ${LOG_ORDER}`, story);
  const last = marks.at(-1);
  // Most were never archived, or brought back by somebody: what was written since says nothing then.
  if (last === undefined || !(JSON.parse(last.body) as { archived: boolean }).archived) return NOT_ARCHIVED;
  const rows = db.all<Pick<EntryRow, 'kind' | 'id' | 'author' | 'subject' | 'body'>>(
    `SELECT kind, id, author, subject, body FROM entries
     WHERE subject IN (SELECT ? UNION ALL SELECT id FROM variants WHERE story = ?) AND kind IN ('archive', 'story-revision', 'revision') AND ${COUNTS} ORDER BY ${LOG_ORDER}`,
    story, story,
  );
  return archivingOfStory(story, rows.map((row) => ({ ...row, body: JSON.parse(row.body) as unknown }) as ArchivingEntry));
}

/** What came back because somebody wrote on: the story, else one of its variants. `archived` is what the mark was put on. */
export function overtakenIn(db: ReadableDb, story: Id): (Overtaken & { readonly archived: Id }) | null {
  const own = storyArchiving(db, story).overtaken;
  if (own !== null) return { ...own, archived: story };
  const marked = db.all<{ id: Id }>(`SELECT id FROM variants WHERE story = ? AND id IN (SELECT subject FROM entries WHERE kind = 'archive' AND subject IN (SELECT id FROM variants WHERE story = ?)) ORDER BY rowid`, story, story);
  for (const { id } of marked) {
    const { archiveOvertaken } = factsOf(db, id);
    if (archiveOvertaken !== null) return { ...archiveOvertaken, archived: id };
  }
  return null;
}
