import type { Workspace } from '#shared/domain/workspace.ts';
import type { LogEntry } from '#shared/sync/entry.ts';
import type { Trx } from '../db/store.ts';
import { readSubject } from './read.ts';

/** What the checks and effects of one transaction under the log's lock share. */
export type LogContext = {
  readonly trx: Trx;
  readonly workspace: Workspace;
  /** Every entry about a subject so far, those of this transaction included. Read once, then kept. */
  readonly subject: (subject: string) => Promise<LogEntry[]>;
  readonly now: string;
  readonly nowMs: number;
  readonly newId: () => string;
};

/** The same, on behalf of somebody: the members that the caller may act for. */
export type PushContext = LogContext & { readonly members: readonly string[] };

export function subjectCache(trx: Trx): (subject: string) => Promise<LogEntry[]> {
  const cache = new Map<string, LogEntry[]>();
  return async (subject) => {
    const cached = cache.get(subject);
    if (cached !== undefined) return cached;
    const entries = await readSubject(trx, subject);
    cache.set(subject, entries);
    return entries;
  };
}
