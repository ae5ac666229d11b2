import type { RevisionView } from '#shared/contract/views.ts';
import type { Id, Sha256 } from '#shared/domain/ids.ts';

/** How many hexadecimal digits of a hash people are shown: enough to tell two revisions of one variant apart at a glance. */
const SHORT_HASH = 8;

/** The first digits of a content hash. */
export function shortHash(hash: Sha256): string {
  return hash.slice(0, SHORT_HASH);
}

/**
 * The number of each revision, from 1: one more than its highest parent's. Counted from the graph and
 * not from clocks, so that every device gives a revision the same number; the two heads of a conflict
 * may share one. Parents that are not known here count as none.
 */
export function revisionNumbers(history: readonly Pick<RevisionView, 'id' | 'parents'>[]): ReadonlyMap<Id, number> {
  const byId = new Map(history.map((revision) => [revision.id, revision]));
  const numbers = new Map<Id, number>();
  // Without recursion: a long history must not overflow the stack. A cycle cannot be, and ends the walk all the same.
  for (const start of history) {
    const stack: Id[] = [start.id];
    const open = new Set<Id>();
    for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
      const parents = (byId.get(id)?.parents ?? []).filter((parent) => byId.has(parent));
      const missing = parents.filter((parent) => !numbers.has(parent) && !open.has(parent));
      open.add(id);
      if (missing.length > 0 && !numbers.has(id)) {
        stack.push(...missing);
        continue;
      }
      numbers.set(id, 1 + Math.max(0, ...parents.map((parent) => numbers.get(parent) ?? 0)));
      stack.pop();
    }
  }
  return numbers;
}

/** The history from the newest to the oldest, by number; of two with one number, the one that came later in the list given. */
export function newestFirst(history: readonly RevisionView[]): readonly RevisionView[] {
  const numbers = revisionNumbers(history);
  return history
    .map((revision, index) => ({ revision, index }))
    .toSorted((a, b) => (numbers.get(b.revision.id) ?? 0) - (numbers.get(a.revision.id) ?? 0) || b.index - a.index)
    .map(({ revision }) => revision);
}
