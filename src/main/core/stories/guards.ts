import type { Id } from '#shared/domain/ids.ts';
import type { ReadableDb } from '../db/types.ts';
import { factsOf } from '../read-models/variant-row.ts';
import { refuse } from '../refusal.ts';
import type { VariantDraft } from '../variants/store.ts';
import { loadVariant } from '../variants/store.ts';
import type { StoryDraft } from './store.ts';
import { loadStory } from './store.ts';

/** A story that may be changed. Refuses with `not-found`, `archived`. */
export function openStory(db: ReadableDb, id: Id): StoryDraft {
  const story = loadStory(db, id);
  if (story.archived) refuse('archived', id);
  return story;
}

/** A variant that may be changed. Refuses with `not-found`, `archived` (itself or its story). */
export function openVariant(db: ReadableDb, id: Id): VariantDraft {
  const draft = loadVariant(db, id);
  openStory(db, draft.story);
  if (factsOf(db, id).archived) refuse('archived', id);
  return draft;
}

/** Refuses with `stale-draft` an edit that was not based on the draft as it is. */
export function checkVersion(draft: { readonly draftVersion: number }, version: number): void {
  if (draft.draftVersion !== version) refuse('stale-draft', String(draft.draftVersion));
}
