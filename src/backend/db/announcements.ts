import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Trx } from './store.ts';

/** The channel of NOTIFY on which every process of every newsroom in a database says that its log has grown. */
export const CHANNEL = 'sotong_log';

/** Says, inside a transaction, that it makes the log grow: heard when it commits, never when it does not. */
export type Announce = () => Promise<void>;

export type Announcements = {
  /** One transaction. After its commit everybody is woken if it announced: this process at once, the others by NOTIFY. */
  readonly transaction: <T>(run: (trx: Trx, announce: Announce) => Promise<T>) => Promise<T>;
  readonly subscribe: (listener: () => void) => () => void;
  /** What came over the channel. */
  readonly hear: (payload: string) => void;
  /** For when something may have been missed. */
  readonly wake: () => void;
};

/**
 * Announcements of one newsroom's log. The notice is part of the transaction that it speaks of, so that
 * a process that dies right after its commit has still told the others. A notice names its sender, who
 * has woken itself already and need not look twice.
 */
export function announcements(db: Db, schema: string): Announcements {
  const listeners = new Set<() => void>();
  const own = randomUUID();
  const wake = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    transaction: async (run) => {
      let announced = false;
      const answer = await db.transaction().execute((trx) =>
        run(trx, async () => {
          if (announced) return;
          announced = true;
          await sql`select pg_notify(${CHANNEL}, ${`${schema} ${own}`})`.execute(trx);
        }),
      );
      if (announced) wake();
      return answer;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    hear: (payload) => {
      const [where, sender] = payload.split(' ');
      if (where === schema && sender !== own) wake();
    },
    wake,
  };
}
