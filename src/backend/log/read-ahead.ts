import type { Entry, EntryKind } from '#shared/sync/entry.ts';
import type { LogContext } from './log-context.ts';
import { storyOfVariant } from './revision-entry.ts';

/** What the rules for a text go by: they ask for its story as well. */
const JUDGED: readonly EntryKind[] = ['decision', 'publish-request', 'amendment-decision'];

/** Reads by two questions what the checks of a page would ask of the log entry by entry. */
export async function readPageAhead(context: LogContext, entries: readonly Entry[]): Promise<void> {
  await context.readAhead(entries.map(({ subject }) => subject));
  const judged = new Set(entries.flatMap(({ kind, subject }) => (JUDGED.includes(kind) ? [subject] : [])));
  const brought = entries.flatMap((entry) => (entry.kind === 'revision' && judged.has(entry.subject) ? [entry.body.content.story] : []));
  const about = [...brought, ...(await storiesOf(context, judged))];
  await context.readAhead(about);
  const edited = entries.flatMap((entry) => (entry.kind === 'revision' || entry.kind === 'story-revision' ? [entry.body.content.story] : []));
  await context.archived.readAhead([...about, ...edited]);
}

/** The same for variants that are looked at one after the other, each with its story. */
export async function readVariantsAhead(context: LogContext, variants: readonly string[]): Promise<void> {
  await context.readAhead(variants);
  const stories = await storiesOf(context, variants);
  await context.readAhead(stories);
  await context.archived.readAhead(stories);
}

async function storiesOf(context: LogContext, variants: Iterable<string>): Promise<string[]> {
  const stories: string[] = [];
  for (const variant of variants) {
    const story = storyOfVariant(await context.subject(variant));
    if (story !== null) stories.push(story);
  }
  return stories;
}
