import type { StoryContent } from '#shared/domain/content.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { ReadableDb } from '../db/types.ts';
import { refuse } from '../refusal.ts';

interface StoryTableRow {
  readonly id: Id;
  readonly content: string;
  readonly draft_version: number;
  readonly base: Id | null;
  readonly dirty: number;
  readonly saved_at: string;
  readonly created_at: string;
  readonly author: Id;
  readonly archived: number;
  readonly sample: number;
}

/** A story as this device has it. */
export interface StoryDraft {
  readonly id: Id;
  readonly content: StoryContent;
  readonly text: string;
  readonly draftVersion: number;
  readonly base: Id | null;
  readonly dirty: boolean;
  readonly savedAt: string;
  readonly author: Id;
  readonly archived: boolean;
  /** Part of the sample newsroom: it never leaves this device. */
  readonly sample: boolean;
}

function draftOf(row: StoryTableRow): StoryDraft {
  return {
    id: row.id,
    content: JSON.parse(row.content) as StoryContent,
    text: row.content,
    draftVersion: row.draft_version,
    base: row.base,
    dirty: row.dirty === 1,
    savedAt: row.saved_at,
    author: row.author,
    archived: row.archived === 1,
    sample: row.sample === 1,
  };
}

export function findStory(db: ReadableDb, id: Id): StoryDraft | null {
  const row = db.get<StoryTableRow>('SELECT * FROM stories WHERE id = ?', id);
  return row === undefined ? null : draftOf(row);
}

/** Refuses with `not-found`. */
export function loadStory(db: ReadableDb, id: Id): StoryDraft {
  return findStory(db, id) ?? refuse('not-found', id);
}

/** Whether a story is a sample, without reading its text. */
export function isSample(db: ReadableDb, id: Id): boolean {
  return db.get<{ sample: number }>('SELECT sample FROM stories WHERE id = ?', id)?.sample === 1;
}
