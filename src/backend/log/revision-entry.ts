import type { EntryOf, LogEntry } from '#shared/sync/entry.ts';

/** The revision's entry among those of its subject. */
export function revisionEntry(entries: readonly LogEntry[], revision: string): EntryOf<'revision'> | null {
  for (const { entry } of entries) if (entry.kind === 'revision' && entry.body.revision === revision) return entry;
  return null;
}

/** The story of a variant, as its first revision says; null for one that has none. */
export function storyOfVariant(entries: readonly LogEntry[]): string | null {
  for (const { entry } of entries) if (entry.kind === 'revision') return entry.body.content.story;
  return null;
}
