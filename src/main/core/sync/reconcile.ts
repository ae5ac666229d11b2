import type { VariantContent } from '#shared/domain/content.ts';
import { headsOf, newestCommonAncestor } from '#shared/domain/graph.ts';
import type { GraphNode } from '#shared/domain/graph.ts';
import type { Id } from '#shared/domain/ids.ts';
import { mergeContent, mergeRevision } from '#shared/domain/merge-content.ts';
import type { Core } from '../core.ts';
import { entryBase } from '../core.ts';
import { appendEntry } from '../log/append.ts';
import type { RevisionRow } from '../log/entry-rows.ts';
import { contentOf, graphOf } from '../log/graph.ts';
import { isNews, noticeSettled } from '../notifications/keep.ts';
import { settledIn, settleHeads } from '../stories/settled.ts';
import { isSample, wholeStory } from '../stories/store.ts';
import type { Unit } from '../unit.ts';
import { forgetBasis } from '../variants/basis.ts';
import { wholeVariant } from '../variants/store.ts';

/**
 * Brings a variant's draft and its heads together after something new has come in.
 *
 * Two heads that changed different things are merged into a revision that every device makes alike;
 * where both changed the same words both stay, and a person chooses. A draft that nobody has touched
 * since its revision moves on to the newest head; one that somebody is writing in is never replaced:
 * it is merged when it next becomes a revision.
 */
export function reconcile(core: Core, unit: Unit, id: Id): void {
  // A damaged draft is left as it is: what came in is recorded, and the person is told when they open it.
  const draft = wholeVariant(unit, id);
  if (draft === null) return;
  if (!draft.dirty) mergeHeads(core, unit, id);
  const heads = headsOf(graphOf(unit, id));
  const [head] = heads;
  if (heads.length !== 1 || head === undefined || head === draft.base) return;
  const { row } = contentOf(unit, head);
  const untouched = !draft.dirty || row.content === draft.text;
  if (!untouched) return;
  unit.run(
    'UPDATE variants SET content = ?, hash = ?, base = ?, dirty = 0, linked = ?, draft_version = draft_version + ?, source_variant = ?, source_revision = ?, saved_at = ? WHERE id = ?',
    row.content, row.hash, head, row.content === draft.text && draft.linked ? 1 : 0, row.content === draft.text ? 0 : 1, row.source_variant, row.source_revision, row.content === draft.text ? draft.savedAt : row.at, id,
  );
  // Whoever wrote it had the story before them as it then was.
  if (row.content !== draft.text) forgetBasis(unit, id);
  unit.touchVariant(id);
  unit.touchSearch(draft.story);
}

/** Merges heads pair by pair as far as that goes without asking anybody. */
function mergeHeads(core: Core, unit: Unit, id: Id): void {
  for (let rounds = 0; rounds < 10; rounds += 1) {
    const graph = graphOf(unit, id);
    const [a, b] = headsOf(graph).toSorted();
    if (a === undefined || b === undefined || !mergePair(core, unit, id, graph, [a, b])) return;
  }
}

function mergePair(core: Core, unit: Unit, id: Id, graph: readonly GraphNode[], [a, b]: readonly [Id, Id]): boolean {
  const ancestor = newestCommonAncestor(graph, a, b);
  const mine = contentOf<VariantContent>(unit, a);
  const theirs = contentOf<VariantContent>(unit, b);
  // Merged where one of the two was written, in that writer's name: an editor who merely looks on must not
  // become an author, who could not approve it any more.
  const author = writerHere(core, [mine.row.author, theirs.row.author]);
  if (author === null) return false;
  if (mine.row.hash !== theirs.row.hash && ancestor === null) return false;
  const base = ancestor === null ? mine : contentOf<VariantContent>(unit, ancestor);
  const merge = mergeContent(base.content, mine.content, theirs.content);
  if (merge.conflicts.length > 0) return false;
  appendMerge(core, unit, id, [a, b], merge.merged, mine.row.source_revision === null ? theirs.row : mine.row, author);
  return true;
}

function writerHere(core: Core, authors: readonly Id[]): Id | null {
  const { seat, actsFor } = core.state();
  return authors.find((author) => (actsFor ?? [seat]).includes(author)) ?? null;
}

/** Puts the revision that joins two heads into the log: the same one on every device that makes it. */
export function appendMerge(core: Core, unit: Unit, id: Id, heads: readonly [Id, Id], content: VariantContent, sourceRow: RevisionRow, author: Id): void {
  const made = mergeRevision(heads, content);
  const source = sourceRow.source_variant === null || sourceRow.source_revision === null ? null : { variant: sourceRow.source_variant, revision: sourceRow.source_revision };
  appendEntry(
    unit,
    { ...entryBase(core, id), author, kind: 'revision', body: { revision: made.id, parents: [...made.parents], contentHash: made.contentHash, content, source, name: '' } },
    isSample(unit, content.story),
  );
}

/** The same for a story's own fields, which are merged without asking (domain/merge-story.ts); what was settled so is told to who wrote it, and to whoever opens the story. */
export function reconcileStory(core: Core, unit: Unit, id: Id): void {
  const story = wholeStory(unit, id);
  if (story === null) return;
  let graph = graphOf(unit, id);
  let heads = headsOf(graph);
  for (let rounds = 0; heads.length > 1 && !story.dirty && rounds < 10; rounds += 1) {
    const [first, last] = [heads.at(-2), heads.at(-1)];
    if (first === undefined || last === undefined) break;
    const { merged } = settleHeads(unit, graph, [first, last]);
    const made = mergeRevision([first, last], merged);
    appendEntry(unit, { ...entryBase(core, id), kind: 'story-revision', body: { revision: made.id, parents: [...made.parents], contentHash: made.contentHash, content: merged } }, story.sample);
    graph = graphOf(unit, id);
    heads = headsOf(graph);
  }
  const [head] = heads;
  if (heads.length !== 1 || head === undefined || head === story.base) return;
  const { row } = contentOf(unit, head);
  if (story.dirty && row.content !== story.text) return;
  unit.run('UPDATE stories SET content = ?, hash = ?, base = ?, dirty = 0, draft_version = draft_version + ?, saved_at = ? WHERE id = ?', row.content, row.hash, head, row.content === story.text ? 0 : 1, row.content === story.text ? story.savedAt : row.at, id);
  unit.touchStory(id);
  unit.touchSearch(id);
  if (!story.sample && isNews(row.at, core.clock.now())) noticeSettled(unit, { seat: core.state().seat, story: id, settled: settledIn(unit, id), now: core.now() });
}
