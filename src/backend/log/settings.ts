import { newsroomProfiles, type ProfileOf } from '#shared/channels/newsroom-profile.ts';
import { accountsWith, type AccountSetting } from '#shared/domain/account-setting.ts';
import { RULE_COLLECTIONS } from '#shared/domain/policy.ts';
import type { Setting } from '#shared/domain/settings.ts';
import type { Account, Workspace } from '#shared/domain/workspace.ts';
import type { EntryOf } from '#shared/sync/entry.ts';
import type { Db, Trx } from '../db/store.ts';
import type { LogContext } from './log-context.ts';

/** The collections that say which rules an account is held to. */
const PROFILE_COLLECTIONS = ['figure', 'account-kind'] as const;

/** Which rules each account is held to, as the newsroom has it at this moment. */
export async function profilesOf(db: Db | Trx): Promise<ProfileOf> {
  const rows = await db.selectFrom('settings').select(['collection', 'key', 'value']).where('collection', 'in', [...PROFILE_COLLECTIONS]).execute();
  const of = <Name extends (typeof PROFILE_COLLECTIONS)[number]>(collection: Name): Setting<Name>[] =>
    rows.filter((row) => row.collection === collection).map(({ key, value }) => ({ collection, key, value: JSON.parse(value) as Setting<Name>['value'] }));
  return newsroomProfiles({ figures: of('figure'), kinds: of('account-kind') });
}

/** The accounts of channels that the newsroom has at this moment. */
export async function readChannelAccounts(db: Db | Trx, { accounts }: Workspace): Promise<Account[]> {
  const rows = await db.selectFrom('settings').select(['key', 'value']).where('collection', '=', 'account').execute();
  return accountsWith(accounts, rows.map(({ key, value }) => ({ key, value: JSON.parse(value) as AccountSetting })));
}

/** The setting as it stands from now on. Called in the log's order, so that the last word counts. */
export async function recordSetting({ trx, accounts, agreed, profiles }: LogContext, { body: { collection, key, value } }: EntryOf<'setting'>, seq: number): Promise<void> {
  if (isRule(collection)) agreed.forget();
  if (collection === 'account') accounts.forget();
  if (PROFILE_COLLECTIONS.some((each) => each === collection)) profiles.forget();
  if (value === null) {
    await trx.deleteFrom('settings').where('collection', '=', collection).where('key', '=', key).execute();
    return;
  }
  const row = { value: JSON.stringify(value), seq };
  await trx.insertInto('settings').values({ collection, key, ...row }).onConflict((conflict) => conflict.columns(['collection', 'key']).doUpdateSet(row)).execute();
}

/** Whether a collection says who must approve what. */
export function isRule(collection: string): boolean {
  return RULE_COLLECTIONS.some((each) => each === collection);
}
