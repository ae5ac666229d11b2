import type { LogEntry } from '#shared/sync/entry.ts';
import type { Trx } from '../db/store.ts';
import { readSubjects } from './read.ts';

/** What the log has of stories and variants, as one transaction sees it: each is read once, then kept. */
export type Subjects = {
  /** The one list of a subject: what is recorded of it is put at its end. */
  readonly of: (subject: string) => Promise<LogEntry[]>;
  /** Reads those that are not known yet, by one question for all of them. */
  readonly readAhead: (subjects: Iterable<string>) => Promise<void>;
};

export function subjectsOf(trx: Trx): Subjects {
  // In small letters, as the database has ids: two spellings are one subject.
  const known = new Map<string, LogEntry[]>();
  const readAhead = async (subjects: Iterable<string>): Promise<void> => {
    const missing = new Set([...subjects].map((subject) => subject.toLowerCase()).filter((subject) => !known.has(subject)));
    if (missing.size === 0) return;
    for (const subject of missing) known.set(subject, []);
    for (const { subject, logged } of await readSubjects(trx, [...missing])) known.get(subject.toLowerCase())?.push(logged);
  };
  return {
    readAhead,
    of: async (subject) => {
      await readAhead([subject]);
      return known.get(subject.toLowerCase()) ?? [];
    },
  };
}
