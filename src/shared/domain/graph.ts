import type { Id } from './ids.ts';

/** A revision as the graph sees it. Parents that are not known are holes; nothing here fails on holes or cycles. */
export type GraphNode = { readonly id: Id; readonly parents: readonly Id[] };

/** The revisions without a child, in the order given. */
export function headsOf(revisions: readonly GraphNode[]): Id[] {
  const withChild = new Set<Id>();
  for (const revision of revisions) for (const parent of revision.parents) if (parent !== revision.id) withChild.add(parent);
  return [...new Set(revisions.map((revision) => revision.id))].filter((id) => !withChild.has(id));
}

/** A revision's known ancestors, itself included. */
export function ancestorsOf(revisions: readonly GraphNode[], id: Id): Set<Id> {
  const parents = parentsById(revisions);
  const seen = new Set<Id>();
  const waiting = parents.has(id) ? [id] : [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const parent of parents.get(next) ?? []) if (parents.has(parent)) waiting.push(parent);
  }
  return seen;
}

/** Whether `ancestor` comes before `descendant` (a revision is not its own ancestor). */
export function isAncestor(revisions: readonly GraphNode[], ancestor: Id, descendant: Id): boolean {
  return ancestor !== descendant && ancestorsOf(revisions, descendant).has(ancestor);
}

/**
 * The common ancestor that a three-way merge of `a` and `b` starts from: one that no other common
 * ancestor descends from. Where there are several (people merged crosswise) it is the one with the
 * longest history, then the smallest id, so that every device takes the same. Null without a common past.
 */
export function newestCommonAncestor(revisions: readonly GraphNode[], a: Id, b: Id): Id | null {
  const ofB = ancestorsOf(revisions, b);
  const common = [...ancestorsOf(revisions, a)].filter((id) => ofB.has(id));
  const histories = new Map(common.map((id) => [id, ancestorsOf(revisions, id)]));
  const older = new Set<Id>();
  for (const [id, history] of histories) for (const past of history) if (past !== id && histories.get(past)?.has(id) !== true) older.add(past);
  const newest = common.filter((id) => !older.has(id));
  newest.sort((x, y) => (histories.get(y)?.size ?? 0) - (histories.get(x)?.size ?? 0) || (x < y ? -1 : 1));
  return newest[0] ?? null;
}

function parentsById(revisions: readonly GraphNode[]): Map<Id, readonly Id[]> {
  return new Map(revisions.map((revision) => [revision.id, revision.parents]));
}
