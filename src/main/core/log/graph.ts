import type { StoryContent, VariantContent } from '#shared/domain/content.ts';
import type { GraphNode } from '#shared/domain/graph.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { ReadableDb } from '../db/types.ts';
import { refuse } from '../refusal.ts';
import { type RevisionRow, readRevision, revisionEntries } from './entry-rows.ts';

/** The revisions of a subject in the order in which the server has them, then those that wait here. */
export function graphOf(db: ReadableDb, subject: Id): GraphNode[] {
  const nodes = new Map<Id, GraphNode>();
  for (const { entry } of revisionEntries(db, subject)) {
    if (entry.kind !== 'revision' && entry.kind !== 'story-revision') continue;
    const { revision, parents } = entry.body;
    if (!nodes.has(revision)) nodes.set(revision, { id: revision, parents });
  }
  return [...nodes.values()];
}

/** A revision's row and its content. Refuses with `unknown-revision`, `content-damaged`. */
export function contentOf<T extends VariantContent | StoryContent>(db: ReadableDb, revision: Id): { readonly row: RevisionRow; readonly content: T } {
  const row = readRevision(db, revision) ?? refuse('unknown-revision', revision);
  return { row, content: JSON.parse(row.content) as T };
}
