import type { StorySettledView } from '#shared/contract/views.ts';
import { EMPTY_BLOCKS } from '#shared/document/blocks.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import { type GraphNode, headsOf, newestCommonAncestor } from '#shared/domain/graph.ts';
import type { Id } from '#shared/domain/ids.ts';
import { settleStory, type StoryField } from '#shared/domain/merge-story.ts';
import type { ReadableDb } from '../db/types.ts';
import { contentOf, graphOf } from '../log/graph.ts';
import { Refusal } from '../refusal.ts';

/** Of these a person sees both versions in the text itself. */
const IN_THE_TEXT: readonly StoryField[] = ['brief', 'common.ko', 'common.en'];

/** Two revisions of a story, in the order of the log, as one. */
export function settleHeads(db: ReadableDb, graph: readonly GraphNode[], [earlier, later]: readonly [Id, Id]): ReturnType<typeof settleStory> {
  const [first, last] = [contentOf<StoryContent>(db, earlier).content, contentOf<StoryContent>(db, later).content];
  const ancestor = newestCommonAncestor(graph, earlier, later);
  const base: StoryContent = ancestor === null ? { ...first, title: '', brief: '', common: { ko: EMPTY_BLOCKS, en: EMPTY_BLOCKS } } : contentOf<StoryContent>(db, ancestor).content;
  return settleStory(base, first, last);
}

/** What was settled without asking when versions of a story were merged into its newest one; null for nothing. */
export function settledIn(db: ReadableDb, story: Id): StorySettledView | null {
  const graph = graphOf(db, story);
  const byId = new Map(graph.map((node) => [node.id, node]));
  const [head, ...others] = headsOf(graph);
  if (head === undefined || others.length > 0) return null;
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
function settledBetween(db: ReadableDb, graph: readonly GraphNode[], [earlier, later]: readonly [Id, Id]): StorySettledView['fields'] {
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
