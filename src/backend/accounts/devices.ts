import type { Device } from '#shared/contract/accounts-contract.ts';
import { instantOf } from '../clock.ts';
import type { Trx } from '../db/store.ts';
import { AccountRefusal, type AccountParts } from './account-parts.ts';
import { recordEvent } from './events.ts';

/** Why a session ended before its time. */
type RevokedBecause = 'signed-out' | 'revoked' | 'signed-in-again' | 'refresh-token-reused' | 'password-changed' | 'suspended';

/** Ends every open session among these: their tokens are worth nothing from the commit on. */
export async function revokeDevices(
  trx: Trx,
  parts: Pick<AccountParts, 'clock'>,
  which: { readonly device: string } | { readonly member: string; readonly client?: string },
  because: RevokedBecause,
): Promise<void> {
  let change = trx.updateTable('devices').set({ revoked_at: instantOf(parts.clock), revoked_because: because }).where('revoked_at', 'is', null);
  if ('device' in which) change = change.where('id', '=', which.device);
  else {
    change = change.where('member', '=', which.member);
    if (which.client !== undefined) change = change.where('client', '=', which.client);
  }
  const ended = (await change.returning('id').execute()).map((row) => row.id);
  if (ended.length === 0) return;
  await trx.deleteFrom('access_tokens').where('device', 'in', ended).execute();
  await trx.deleteFrom('refresh_tokens').where('device', 'in', ended).execute();
}

/** Where a member is signed in, newest first. */
export async function listDevices(parts: AccountParts, member: string, current: string | null): Promise<Device[]> {
  const rows = await parts.store.db
    .selectFrom('devices')
    .select(['id', 'member', 'name', 'signed_in_at', 'seen_at'])
    .where('member', '=', member)
    .where('revoked_at', 'is', null)
    .orderBy('signed_in_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({ id: row.id, member: row.member, name: row.name, signedInAt: row.signed_in_at, seenAt: row.seen_at, current: row.id === current }));
}

/** Signs one device out. Whoever is no admin hears of other people's devices no more than of those that never were. */
export async function revokeDevice(parts: AccountParts, device: string, by: { readonly members: readonly string[]; readonly admin: string | null }): Promise<void> {
  await parts.store.db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom('devices').select('member').where('id', '=', device).where('revoked_at', 'is', null).executeTakeFirst();
    if (row === undefined || (by.admin === null && !by.members.includes(row.member))) throw new AccountRefusal('NOT_FOUND', 'not-found', 'No such device');
    await revokeDevices(trx, parts, { device }, 'revoked');
    await recordEvent(trx, parts, 'device-revoked', { member: row.member, by: by.members.includes(row.member) ? row.member : by.admin, device });
  });
}

/** A device signs itself out. */
export async function signOut(parts: AccountParts, device: string, member: string): Promise<void> {
  await parts.store.db.transaction().execute(async (trx) => {
    await revokeDevices(trx, parts, { device }, 'signed-out');
    await recordEvent(trx, parts, 'signed-out', { member, by: member, device });
  });
}
