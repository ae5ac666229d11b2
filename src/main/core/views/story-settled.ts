import type { StorySettledView } from '#shared/contract/views.ts';
import { headsOf } from '#shared/domain/graph.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { StoryField } from '#shared/domain/merge-story.ts';
import type { Core } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
import { Refusal } from '../refusal.ts';
import { contentOf, graphOf, settleHeads } from '../sync/reconcile.ts';

/** Of these a person sees both versions in the text itself. */
const IN_THE_TEXT: readonly StoryField[] = ['brief', 'common.ko', 'common.en'];

/**
 * What was settled without asking when versions of a story were merged, as long as nobody has made a version since and
 * nobody here has said that it is in order; null for nothing.
 */
export function storySettled(db: ReadableDb, story: Id): StorySettledView | null {
  const graph = graphOf(db, story);
  const byId = new Map(graph.map((node) => [node.id, node]));
  const [head, ...others] = headsOf(graph);
  if (head === undefined || others.length > 0 || db.get('SELECT 1 FROM story_settled_seen WHERE story = ? AND revision = ?', story, head) !== undefined) return null;
  const fields: StorySettledView['fields'] = [];
  // Merges of merges: each tells what it settled itself.
  const open = [head];
  const seen = new Set<Id>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    // Two merges may stand on the same one.
    if (seen.has(id)) continue;
    seen.add(id);
    const parents = byId.get(id)?.parents ?? [];
    // In the order of the log, as they were merged in.
    const [earlier, later] = graph.filter((node) => parents.includes(node.id)).map((node) => node.id);
    if (earlier === undefined || later === undefined) continue;
    open.push(earlier, later);
    fields.push(...settledBetween(db, graph, [earlier, later]));
  }
  return fields.length === 0 ? null : { revision: head, fields };
}

/** What one merge settled; nothing where a version that it takes is damaged: the story itself opens all the same. */
function settledBetween(db: ReadableDb, graph: Parameters<typeof settleHeads>[1], [earlier, later]: readonly [Id, Id]): StorySettledView['fields'] {
  try {
    const author = (revision: Id): Id => contentOf(db, revision).row.author;
    return settleHeads(db, graph, [earlier, later]).conflicts.map(({ field, mine, theirs }) => {
      const [first, last] = IN_THE_TEXT.includes(field) ? ['', ''] : [mine, theirs];
      return { field, earlier: { author: author(earlier), value: first }, later: { author: author(later), value: last } };
    });
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** Somebody here has put it in order. */
export function settledSeen(core: Core, story: Id, revision: Id): void {
  core.write((unit) => {
    unit.run('INSERT INTO story_settled_seen (story, revision) VALUES (?, ?) ON CONFLICT (story) DO UPDATE SET revision = excluded.revision', story, revision);
    unit.changed('stories', story);
  });
}
