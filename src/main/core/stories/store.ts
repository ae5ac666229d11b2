import type { StoryContent } from '#shared/domain/content.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { ReadableDb } from '../db/types.ts';
import { textHash } from '../db/verify.ts';
import { refuse } from '../refusal.ts';

interface StoryTableRow {
  readonly id: Id;
  readonly content: string;
  /** SHA-256 of the content; empty where it was put in by something that takes none. */
  readonly hash: string;
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

/** Refuses with `content-damaged` a draft whose text is not what was saved. */
function draftOf(row: StoryTableRow): StoryDraft {
  if (!isWhole(row)) refuse('content-damaged', row.id);
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

function isWhole({ content, hash }: Pick<StoryTableRow, 'content' | 'hash'>): boolean {
  return hash === '' || textHash(content) === hash;
}

/** The draft, or null for one that is not there or is damaged: for what has to go on whatever has become of one of many. */
export function wholeStory(db: ReadableDb, id: Id): StoryDraft | null {
  const row = db.get<StoryTableRow>('SELECT * FROM stories WHERE id = ?', id);
  return row === undefined || !isWhole(row) ? null : draftOf(row);
}

/** Refuses with `content-damaged`. */
export function findStory(db: ReadableDb, id: Id): StoryDraft | null {
  const row = db.get<StoryTableRow>('SELECT * FROM stories WHERE id = ?', id);
  return row === undefined ? null : draftOf(row);
}

/** Refuses with `not-found`, `content-damaged`. */
export function loadStory(db: ReadableDb, id: Id): StoryDraft {
  return findStory(db, id) ?? refuse('not-found', id);
}

/** Whether a story is a sample, without reading its text. */
export function isSample(db: ReadableDb, id: Id): boolean {
  return db.get<{ sample: number }>('SELECT sample FROM stories WHERE id = ?', id)?.sample === 1;
}
