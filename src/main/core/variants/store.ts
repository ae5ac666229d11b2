import type { VariantContent } from '#shared/domain/content.ts';
import type { ChannelId, Id, Language } from '#shared/domain/ids.ts';
import type { ReadableDb } from '../db/types.ts';
import { refuse } from '../refusal.ts';

interface VariantTableRow {
  readonly id: Id;
  readonly story: Id;
  readonly account: Id;
  readonly channel: ChannelId;
  readonly language: Language;
  readonly content: string;
  readonly draft_version: number;
  readonly base: Id | null;
  readonly dirty: number;
  readonly linked: number;
  readonly source_variant: Id | null;
  readonly source_revision: Id | null;
  readonly saved_at: string;
  readonly author: Id;
}

/** A variant as this device has it: its draft, and the revision that the draft is based on. */
export interface VariantDraft {
  readonly id: Id;
  readonly story: Id;
  readonly account: Id;
  readonly channel: ChannelId;
  readonly language: Language;
  readonly content: VariantContent;
  /** The content's canonical JSON, as it is stored. */
  readonly text: string;
  readonly draftVersion: number;
  readonly base: Id | null;
  /** The draft differs from its base; true for one that has none. */
  readonly dirty: boolean;
  readonly linked: boolean;
  readonly source: { readonly variant: Id; readonly revision: Id } | null;
  readonly savedAt: string;
  readonly author: Id;
}

function draftOf(row: VariantTableRow): VariantDraft {
  return {
    id: row.id,
    story: row.story,
    account: row.account,
    channel: row.channel,
    language: row.language,
    content: JSON.parse(row.content) as VariantContent,
    text: row.content,
    draftVersion: row.draft_version,
    base: row.base,
    dirty: row.dirty === 1,
    linked: row.linked === 1,
    source: row.source_variant === null || row.source_revision === null ? null : { variant: row.source_variant, revision: row.source_revision },
    savedAt: row.saved_at,
    author: row.author,
  };
}

export function findVariant(db: ReadableDb, id: Id): VariantDraft | null {
  const row = db.get<VariantTableRow>('SELECT * FROM variants WHERE id = ?', id);
  return row === undefined ? null : draftOf(row);
}

/** Refuses with `not-found`. */
export function loadVariant(db: ReadableDb, id: Id): VariantDraft {
  return findVariant(db, id) ?? refuse('not-found', id);
}

/** The variants of a story in the order in which they were added. */
export function variantsOfStory(db: ReadableDb, story: Id): VariantDraft[] {
  return db.all<VariantTableRow>('SELECT * FROM variants WHERE story = ? ORDER BY rowid', story).map(draftOf);
}
