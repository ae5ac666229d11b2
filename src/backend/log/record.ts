import type { Entry } from '#shared/sync/entry.ts';
import { seal } from './append.ts';
import type { LogContext } from './log-context.ts';

/** Puts an entry at the log's end, and into what the transaction knows of its subject. Its number. */
export async function record({ tail, subject, now }: LogContext, entry: Entry, sealed = seal(entry)): Promise<number> {
  // Read first: what is recorded is in the table only when the transaction ends.
  const entries = await subject(entry.subject);
  const seq = await tail.add(entry, sealed);
  entries.push({ seq, receivedAt: now, entry });
  return seq;
}
