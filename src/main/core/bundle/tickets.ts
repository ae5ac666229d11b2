import type { Id } from '#shared/domain/ids.ts';
import type { Clock } from '../clock.ts';
import { refuse } from '../refusal.ts';

/** A ticket comes by another way than the call that uses it, so it may be a moment late (ms). */
const LATE_MS = 5_000;

/**
 * Places on the disk that a person chose in a dialog of the shell. The window has only their tickets, so that a page that
 * was taken over could not name a path; each is good once.
 */
export interface FileTickets {
  readonly put: (ticket: Id, path: string) => void;
  /** Refuses with `not-found` what the shell has not given out. */
  readonly take: (ticket: Id) => Promise<string>;
}

export function fileTickets(clock: Clock): FileTickets {
  const paths = new Map<Id, string>();
  const waiting = new Map<Id, () => void>();
  return {
    put: (ticket, path) => {
      paths.set(ticket, path);
      waiting.get(ticket)?.();
    },
    take: async (ticket) => {
      if (!paths.has(ticket)) {
        await new Promise<void>((resolve) => {
          const cancel = clock.after(LATE_MS, resolve);
          waiting.set(ticket, () => {
            cancel();
            resolve();
          });
        });
        waiting.delete(ticket);
      }
      const path = paths.get(ticket);
      paths.delete(ticket);
      return path ?? refuse('not-found', ticket);
    },
  };
}
