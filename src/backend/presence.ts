import type { Opened, OtherPresence } from '#shared/contract/backend-contract.ts';
import { PRESENCE_LIFETIME_MS } from '#shared/contract/backend-contract.ts';
import { instantOf, type Clock } from './clock.ts';
import type { Db } from './db/store.ts';

/**
 * Who has what open right now, as their apps say from time to time. Nothing depends on it: it is no part of the log, is
 * forgotten when nothing is heard for a while, and is in the database only so that several servers know the same.
 */
export async function tellPresence(parts: { readonly db: Db; readonly clock: Clock }, said: { readonly device: string; readonly member: string; readonly open: Opened | null }): Promise<OtherPresence[]> {
  const { db, clock } = parts;
  const now = clock.now();
  const { device, member, open } = said;
  if (open === null) await db.deleteFrom('presence').where('device', '=', device).execute();
  else {
    const row = { member, subject: open.subject, doing: open.doing, until: now + PRESENCE_LIFETIME_MS };
    await db
      .insertInto('presence')
      .values({ device, since: instantOf(clock), ...row })
      .onConflict((conflict) => conflict.column('device').doUpdateSet((of) => ({ ...row, since: of.case().when('presence.subject', '=', open.subject).then(of.ref('presence.since')).else(instantOf(clock)).end() })))
      .execute();
  }
  await db.deleteFrom('presence').where('until', '<=', now).execute();
  const rows = await db.selectFrom('presence').select(['device', 'member', 'subject', 'doing', 'since']).where('device', '<>', device).orderBy('since').orderBy('device').limit(OTHERS_MAX).execute();
  return rows.map((row) => ({ ...row, doing: row.doing === 'writing' ? 'writing' : 'reading' }));
}

/** More than a newsroom has at work at once. */
const OTHERS_MAX = 500;
