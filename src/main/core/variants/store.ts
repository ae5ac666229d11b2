import type { VariantContent } from '#shared/domain/content.ts';
import type { ChannelId, Id, Language } from '#shared/domain/ids.ts';
import type { ReadableDb } from '../db/types.ts';
import { textHash } from '../db/verify.ts';
import { refuse } from '../refusal.ts';

interface VariantTableRow {
  readonly id: Id;
  readonly story: Id;
  readonly account: Id;
  readonly channel: ChannelId;
  readonly language: Language;
  readonly content: string;
  /** SHA-256 of the content; empty where it was put in by something that takes none. */
  readonly hash: string;
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

/** Refuses with `content-damaged` a draft whose text is not what was saved. */
function draftOf(row: VariantTableRow): VariantDraft {
  if (!isWhole(row)) refuse('content-damaged', row.id);
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

function isWhole({ content, hash }: Pick<VariantTableRow, 'content' | 'hash'>): boolean {
  return hash === '' || textHash(content) === hash;
}

/** The draft, or null for one that is not there or is damaged: for what has to go on whatever has become of one of many. */
export function wholeVariant(db: ReadableDb, id: Id): VariantDraft | null {
  const row = db.get<VariantTableRow>('SELECT * FROM variants WHERE id = ?', id);
  return row === undefined || !isWhole(row) ? null : draftOf(row);
}

/** Refuses with `content-damaged`. */
export function findVariant(db: ReadableDb, id: Id): VariantDraft | null {
  const row = db.get<VariantTableRow>('SELECT * FROM variants WHERE id = ?', id);
  return row === undefined ? null : draftOf(row);
}

/** Refuses with `not-found`, `content-damaged`. */
export function loadVariant(db: ReadableDb, id: Id): VariantDraft {
  return findVariant(db, id) ?? refuse('not-found', id);
}

/** The variants of a story in the order in which they were added, without damaged ones. */
export function variantsOfStory(db: ReadableDb, story: Id): VariantDraft[] {
  return db.all<VariantTableRow>('SELECT * FROM variants WHERE story = ? ORDER BY rowid', story).filter(isWhole).map(draftOf);
}

/** A damaged draft with another content in place of its own; null for one that is whole. For bringing it back. Refuses with `not-found`. */
export function damagedVariant(db: ReadableDb, id: Id, content: VariantContent): VariantDraft | null {
  const row = db.get<VariantTableRow>('SELECT * FROM variants WHERE id = ?', id) ?? refuse('not-found', id);
  return isWhole(row) ? null : draftOf({ ...row, content: JSON.stringify(content), hash: '' });
}
