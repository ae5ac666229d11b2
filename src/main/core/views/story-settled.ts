import type { StorySettledView } from '#shared/contract/views.ts';
import { headsOf } from '#shared/domain/graph.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { StoryField } from '#shared/domain/merge-story.ts';
import type { Core } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
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
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const parents = byId.get(id)?.parents ?? [];
    // In the order of the log, as they were merged in.
    const [earlier, later] = graph.filter((node) => parents.includes(node.id)).map((node) => node.id);
    if (earlier === undefined || later === undefined) continue;
    open.push(earlier, later);
    for (const { field, mine, theirs } of settleHeads(db, graph, [earlier, later]).conflicts) {
      const [first, last] = IN_THE_TEXT.includes(field) ? ['', ''] : [mine, theirs];
      fields.push({ field, earlier: { author: contentOf(db, earlier).row.author, value: first }, later: { author: contentOf(db, later).row.author, value: last } });
    }
  }
  return fields.length === 0 ? null : { revision: head, fields };
}

/** Somebody here has put it in order. */
export function settledSeen(core: Core, story: Id, revision: Id): void {
  core.write((unit) => {
    unit.run('INSERT INTO story_settled_seen (story, revision) VALUES (?, ?) ON CONFLICT (story) DO UPDATE SET revision = excluded.revision', story, revision);
    unit.changed('stories', story);
  });
}
