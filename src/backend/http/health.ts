import { sql } from 'kysely';
import { MIGRATIONS } from '../db/migrations.ts';
import type { Store } from '../db/store.ts';

/** Why a process should get no requests now; null when it should. */
export type Unready = 'stopping' | 'database-unreachable' | 'migrations-missing' | null;

/** How long the database may take to answer (ms) before it counts as unreachable. */
const ANSWER_MS = 2_000;

/** Asks the database, now, whether it answers and has the tables of this build. A newer build's are fine: it migrates first, then the others follow. */
export async function readiness(store: Store, stopping: () => boolean): Promise<Unready> {
  if (stopping()) return 'stopping';
  let timer: NodeJS.Timeout | null = null;
  const limit = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Error('No answer')), ANSWER_MS);
  });
  try {
    const asked = sql<{ newest: number | null }>`select max(number) as newest from schema_migrations`.execute(store.db);
    const { rows } = await Promise.race([asked, limit]);
    return Number(rows[0]?.newest ?? 0) >= (MIGRATIONS.at(-1)?.number ?? 0) ? null : 'migrations-missing';
  } catch (error) {
    // 42P01, no such table: it answers, and somebody has emptied it.
    return (error as { code?: unknown }).code === '42P01' ? 'migrations-missing' : 'database-unreachable';
  } finally {
    if (timer !== null) clearTimeout(timer);
  }
}

/** The answer to `/readyz`: for load balancers, which read the status. */
export function readyAnswer(unready: Unready): { readonly status: 200 | 503; readonly body: { readonly ready: boolean; readonly reason?: string } } {
  return unready === null ? { status: 200, body: { ready: true } } : { status: 503, body: { ready: false, reason: unready } };
}
