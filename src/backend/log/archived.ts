import { isEdit } from '#shared/domain/archiving.ts';
import type { EntryOf } from '#shared/sync/entry.ts';
import type { Trx } from '../db/store.ts';
import type { LogContext } from './log-context.ts';

/** Which stories are archived, as one transaction under the log's lock sees it: each is asked about once, then kept. */
export type ArchivedStories = {
  readonly has: (story: string) => Promise<boolean>;
  /** Asks about those that are not known yet, by one question for all of them. */
  readonly readAhead: (stories: Iterable<string>) => Promise<void>;
  readonly archive: (story: string, seq: number) => Promise<void>;
  readonly bringBack: (story: string) => Promise<void>;
};

export function archivedStories(trx: Trx): ArchivedStories {
  // In small letters, as the database has ids: two spellings are one story.
  const known = new Map<string, boolean>();
  const readAhead = async (stories: Iterable<string>): Promise<void> => {
    const missing = new Set([...stories].map((story) => story.toLowerCase()).filter((story) => !known.has(story)));
    if (missing.size === 0) return;
    for (const story of missing) known.set(story, false);
    for (const { story } of await trx.selectFrom('archived_stories').select('story').where('story', 'in', [...missing]).execute()) known.set(story.toLowerCase(), true);
  };
  const has = async (story: string): Promise<boolean> => {
    await readAhead([story]);
    return known.get(story.toLowerCase()) === true;
  };
  return {
    has,
    readAhead,
    archive: async (story, seq) => {
      known.set(story.toLowerCase(), true);
      await trx.insertInto('archived_stories').values({ story, seq }).onConflict((conflict) => conflict.column('story').doUpdateSet({ seq })).execute();
    },
    bringBack: async (story) => {
      if (!(await has(story))) return;
      known.set(story.toLowerCase(), false);
      await trx.deleteFrom('archived_stories').where('story', '=', story).execute();
    },
  };
}

/** An archive mark that has just been recorded; whether it is of a story, and not of a variant. */
export async function recordArchiving({ archived, subject }: LogContext, entry: EntryOf<'archive'>, seq: number): Promise<boolean> {
  if (!(await subject(entry.subject)).some((each) => each.entry.kind === 'story-revision')) return false;
  if (entry.body.archived) await archived.archive(entry.subject, seq);
  else await archived.bringBack(entry.subject);
  return true;
}

/** A revision that has just been recorded under a number: an edit brings its story back (see `archivingOfStory`, which says the same of a whole log). */
export async function recordEdit({ archived, subject }: LogContext, entry: EntryOf<'revision' | 'story-revision'>, seq: number): Promise<void> {
  if (!isEdit(entry) || !(await archived.has(entry.body.content.story))) return;
  const { revision } = entry.body;
  const isKnown = (await subject(entry.subject)).some((each) => each.seq < seq && (each.entry.kind === 'revision' || each.entry.kind === 'story-revision') && each.entry.body.revision === revision);
  if (!isKnown) await archived.bringBack(entry.body.content.story);
}
