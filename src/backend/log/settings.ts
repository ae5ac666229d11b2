import { newsroomProfiles, type ProfileOf } from '#shared/channels/newsroom-profile.ts';
import type { Setting } from '#shared/domain/settings.ts';
import type { EntryOf } from '#shared/sync/entry.ts';
import type { Db } from '../db/store.ts';
import type { LogContext } from './push-context.ts';

/** Which rules each account is held to, as the newsroom has it at this moment. */
export async function profilesOf(db: Db): Promise<ProfileOf> {
  const rows = await db.selectFrom('settings').select(['collection', 'key', 'value']).where('collection', 'in', ['figure', 'account-kind']).execute();
  const of = <Name extends 'figure' | 'account-kind'>(collection: Name): Setting<Name>[] =>
    rows.filter((row) => row.collection === collection).map(({ key, value }) => ({ collection, key, value: JSON.parse(value) as Setting<Name>['value'] }));
  return newsroomProfiles({ figures: of('figure'), kinds: of('account-kind') });
}

/** The setting as it stands from now on. Called in the log's order, so that the last word counts. */
export async function recordSetting({ trx }: LogContext, { body: { collection, key, value } }: EntryOf<'setting'>, seq: number): Promise<void> {
  if (value === null) {
    await trx.deleteFrom('settings').where('collection', '=', collection).where('key', '=', key).execute();
    return;
  }
  const row = { value: JSON.stringify(value), seq };
  await trx.insertInto('settings').values({ collection, key, ...row }).onConflict((conflict) => conflict.columns(['collection', 'key']).doUpdateSet(row)).execute();
}
