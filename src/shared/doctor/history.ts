import { ancestorsOf, headsOf, type GraphNode } from '../domain/graph.ts';
import type { Id } from '../domain/ids.ts';
import { SERVER_MEMBER, type LogEntry } from '../sync/entry.ts';
import type { Examined } from './finding.ts';
import { startCheck } from './finding.ts';

/** One story's or variant's revisions; `conflict` says whether it is shown as one, null where nothing is shown. */
export type History = { readonly subject: Id; readonly revisions: readonly GraphNode[]; readonly conflict: boolean | null };

/** 11: every revision is a newest one or on the way to one, all parents are here, and several newest ones are shown as a conflict. */
export function checkHistories(histories: Iterable<History>): Examined {
  const check = startCheck('11', 'revisions');
  for (const { subject, revisions, conflict } of histories) {
    const known = new Set(revisions.map(({ id }) => id));
    const heads = headsOf(revisions);
    const reached = new Set<Id>();
    for (const head of heads) for (const id of ancestorsOf(revisions, head)) reached.add(id);
    for (const { id, parents } of revisions) {
      check.look();
      if (!reached.has(id)) check.found(subject, 'revision-unreachable', { revision: id });
      for (const parent of parents) if (!known.has(parent)) check.found(subject, 'parent-missing', { revision: id, parent });
    }
    if (conflict === false && heads.length > 1) check.found(subject, 'conflict-not-shown', { count: heads.length });
  }
  return check.done();
}

/** 20: whatever was archived or brought back was so by a person. */
export function checkArchiving(entries: Iterable<Pick<LogEntry, 'seq' | 'entry'>>): Examined {
  const check = startCheck('20', 'archive marks');
  for (const { seq, entry } of entries) {
    if (entry.kind !== 'archive') continue;
    check.look();
    if (entry.author === SERVER_MEMBER) check.found(entry.id, 'archive-by-server', { seq });
  }
  return check.done();
}
