import type { EntryOf } from '../sync/entry.ts';
import type { Id } from './ids.ts';
import type { VariantFacts } from './variant-facts.ts';

/** An edit that came after an archiving and did not know of it: what was archived is back, and people are told why. */
export type Overtaken = {
  /** The archive mark's entry, and who made it. */
  readonly mark: Id;
  readonly archivedBy: Id;
  readonly editedBy: Id;
  /** What was edited: the variant, or the story itself. */
  readonly edited: Id;
};

export type Archiving = { readonly archived: boolean; readonly overtaken: Overtaken | null };

export const NOT_ARCHIVED: Archiving = { archived: false, overtaken: null };

/** What has a say in it, of entries: a revision's text has none. */
type Mark = Pick<EntryOf<'archive'>, 'kind' | 'id' | 'author' | 'subject' | 'body'>;
type Written = { readonly kind: 'revision' | 'story-revision'; readonly author: Id; readonly subject: Id; readonly body: { readonly revision: Id; readonly parents: readonly Id[] } };
export type ArchivingEntry = Mark | Written;

/** Keeps account of one thing that can be archived, entry by entry in the order of the log. */
export function followArchiving(): { readonly mark: (entry: Mark) => void; readonly edit: (by: Id, edited: Id) => void; readonly now: () => Archiving } {
  let last: Mark | null = null;
  let now = NOT_ARCHIVED;
  return {
    mark: (entry) => {
      last = entry;
      now = { archived: entry.body.archived, overtaken: null };
    },
    // Who knows of an archiving cannot edit: whatever comes after it was written without.
    edit: (editedBy, edited) => {
      if (last !== null && now.archived) now = { archived: false, overtaken: { mark: last.id, archivedBy: last.author, editedBy, edited } };
    },
    now: () => now,
  };
}

/**
 * Whether a story is archived, from its own entries and the revisions of its variants in the order of the log: the same on every
 * device and on the server. An edit of the story or of any of its variants wins over an archiving that came first. Two versions of
 * the story's own fields are always joined by a program, which is nobody's edit; the same revision said once more is none either.
 */
export function archivingOfStory(story: Id, entries: Iterable<ArchivingEntry>): Archiving {
  const following = followStory(story);
  for (const entry of entries) following.take(entry);
  return following.now();
}

/** The same, entry by entry. */
export function followStory(story: Id): { readonly take: (entry: ArchivingEntry) => void; readonly now: () => Archiving } {
  const following = followArchiving();
  const known = new Set<Id>();
  return {
    take: (entry) => {
      if (entry.kind === 'archive') {
        if (entry.subject === story) following.mark(entry);
        return;
      }
      const isNew = !known.has(entry.body.revision);
      known.add(entry.body.revision);
      if (isNew && isEdit(entry)) following.edit(entry.author, entry.subject);
    },
    now: following.now,
  };
}

/** Whether a revision, heard of for the first time, is what a person wrote. */
export function isEdit(entry: Pick<Written, 'kind'> & { readonly body: Pick<Written['body'], 'parents'> }): boolean {
  return entry.kind === 'revision' || entry.body.parents.length < 2;
}

/** The facts of a variant with what its story's archiving means for it: nothing of an archived story goes out. */
export function withinStory(facts: VariantFacts, isStoryArchived: boolean): VariantFacts {
  return isStoryArchived ? { ...facts, archived: true } : facts;
}
