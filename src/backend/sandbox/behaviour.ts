import { z } from 'zod';
import type { Db } from '../db/store.ts';

/**
 * How a sandbox account answers its next calls. `slow`: after a few seconds. `fail`: an error before
 * anything was posted. `reject`: refused for good. `timeout-after-post`: posted, and no answer came.
 * `timeout-before-post`: not posted, and no answer came.
 */
export const Behaviour = z.strictObject({
  mode: z.enum(['ok', 'slow', 'fail', 'reject', 'timeout-after-post', 'timeout-before-post']),
  /** For how many calls; then it is `ok` again. */
  times: z.int().min(1).max(10_000),
});
export type Behaviour = z.infer<typeof Behaviour>;

export async function setBehaviour(db: Db, account: string, behaviour: Behaviour): Promise<void> {
  await db
    .insertInto('sandbox_behaviour')
    .values({ account, ...behaviour })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(behaviour))
    .execute();
}

/** What the account does with the call that is coming in; uses up one of its times. */
export async function takeBehaviour(db: Db, account: string): Promise<Behaviour['mode']> {
  const row = await db
    .updateTable('sandbox_behaviour')
    .set((column) => ({ times: column('times', '-', 1) }))
    .where('account', '=', account)
    .where('times', '>', 0)
    .returning('mode')
    .executeTakeFirst();
  return Behaviour.shape.mode.catch('ok').parse(row?.mode ?? 'ok');
}
