import { ACCESS_LIFETIME_MS, REFRESH_LIFETIME_MS, signInNameOf, type Session } from '#shared/contract/accounts-contract.ts';
import { instantOf } from '../clock.ts';
import type { Trx } from '../db/store.ts';
import { AccountRefusal, type AccountParts } from './account-parts.ts';
import { recordEvent } from './events.ts';
import { revokeDevices } from './devices.ts';
import { digestOf, newSecret } from './secrets.ts';

type ThisDevice = { readonly id: string; readonly name: string };

/**
 * Signs a member in on a device. An unknown name, a wrong password and a suspended member take the same
 * work and get the same answer; an earlier session of the same member on the same device ends.
 */
export async function signIn(parts: AccountParts, input: { readonly name: string; readonly password: string; readonly device: ThisDevice }): Promise<Session> {
  const found = await parts.store.db.selectFrom('members').select(['id', 'password']).where('sign_in_name', '=', signInNameOf(input.name)).executeTakeFirst();
  const right = await parts.passwords.verify(input.password, found?.password ?? null);
  const session = await parts.store.db.transaction().execute(async (trx) => {
    if (found === undefined) return null;
    // Once more, under a lock: the password may have been changed, or the member suspended, while it was looked at.
    const member = await trx.selectFrom('members').select(['password', 'suspended']).where('id', '=', found.id).forUpdate().executeTakeFirstOrThrow();
    if (right && !member.suspended && member.password === found.password) return openSession(trx, parts, found.id, input.device);
    await recordEvent(trx, parts, 'sign-in-refused', { member: found.id });
    return null;
  });
  // Thrown out here: inside it would roll the record back.
  if (session === null) throw new AccountRefusal('UNAUTHORIZED', 'wrong-credentials', 'Name or password is not right');
  return session;
}

/** Opens a session for a member whose right to it has been proved. The caller holds the member's row. */
export async function openSession(trx: Trx, parts: AccountParts, member: string, device: ThisDevice): Promise<Session> {
  await revokeDevices(trx, parts, { member, client: device.id }, 'signed-in-again');
  const id = parts.newId();
  const now = instantOf(parts.clock);
  await trx.insertInto('devices').values({ id, member, client: device.id, name: device.name, signed_in_at: now, seen_at: now, revoked_at: null, revoked_because: null }).execute();
  const refreshToken = newSecret();
  const refreshExpires = parts.clock.now() + REFRESH_LIFETIME_MS;
  await trx.insertInto('refresh_tokens').values({ digest: digestOf(refreshToken), device: id, expires_at: refreshExpires, next: null }).execute();
  await recordEvent(trx, parts, 'signed-in', { member, by: member, device: id });
  return { member, device: id, ...(await issueAccess(trx, parts, id)), refreshToken, refreshExpiresAt: new Date(refreshExpires).toISOString() };
}

async function issueAccess(trx: Trx, parts: AccountParts, device: string): Promise<Pick<Session, 'accessToken' | 'accessExpiresAt'>> {
  const now = parts.clock.now();
  await trx.deleteFrom('access_tokens').where('device', '=', device).where('expires_at', '<=', now).execute();
  await trx.deleteFrom('refresh_tokens').where('device', '=', device).where('expires_at', '<=', now).execute();
  const accessToken = newSecret();
  await trx.insertInto('access_tokens').values({ digest: digestOf(accessToken), device, expires_at: now + ACCESS_LIFETIME_MS }).execute();
  return { accessToken, accessExpiresAt: new Date(now + ACCESS_LIFETIME_MS).toISOString() };
}

type Refreshed = Omit<Session, 'refreshToken'>;

/**
 * Exchanges a refresh token. It may be used once; the very same exchange may be repeated until its result
 * was used, as an answer can be lost on the way. A second use with anything else means that two have the
 * token: nobody can say which of them is the thief, so the session ends for both.
 */
export async function refresh(parts: AccountParts, input: { readonly refreshToken: string; readonly nextRefreshTokenSha256: string }): Promise<Refreshed> {
  const outcome = await parts.store.db.transaction().execute((trx) => exchange(trx, parts, digestOf(input.refreshToken), input.nextRefreshTokenSha256));
  // Thrown out here: a refusal inside would roll back the very revocation.
  if (outcome === null) throw new AccountRefusal('UNAUTHORIZED', 'unauthorized', 'The session is over: sign in again');
  return outcome;
}

async function exchange(trx: Trx, parts: AccountParts, digest: string, next: string): Promise<Refreshed | null> {
  const owner = await trx.selectFrom('refresh_tokens').select('device').where('digest', '=', digest).executeTakeFirst();
  if (owner === undefined) return null;
  const id = owner.device;
  // The device's row first, as everywhere: it puts whatever happens to one session in one order.
  const device = await trx
    .selectFrom('devices')
    .innerJoin('members', 'members.id', 'devices.member')
    .select(['devices.member', 'members.suspended'])
    .where('devices.id', '=', id)
    .where('devices.revoked_at', 'is', null)
    .forUpdate('devices')
    .executeTakeFirst();
  const token = await trx.selectFrom('refresh_tokens').select(['expires_at', 'used', 'next']).where('digest', '=', digest).executeTakeFirst();
  if (device === undefined || device.suspended || token === undefined || Number(token.expires_at) <= parts.clock.now()) return null;
  const expires = token.used ? await repeatedExchange(trx, token.next, next) : await rotate(trx, parts, digest, id, next);
  if (expires === null) {
    await revokeDevices(trx, parts, { device: id }, 'refresh-token-reused');
    await recordEvent(trx, parts, 'refresh-token-reused', { member: device.member, device: id });
    return null;
  }
  await trx.updateTable('devices').set({ seen_at: instantOf(parts.clock) }).where('id', '=', id).execute();
  return { member: device.member, device: id, ...(await issueAccess(trx, parts, id)), refreshExpiresAt: new Date(expires).toISOString() };
}

/** When the next token of an exchange that is repeated word for word expires; null where it is another exchange, or its result was used. */
async function repeatedExchange(trx: Trx, before: string | null, next: string): Promise<number | null> {
  if (before !== next) return null;
  const successor = await trx.selectFrom('refresh_tokens').select('expires_at').where('digest', '=', next).where('used', '=', false).executeTakeFirst();
  return successor === undefined ? null : Number(successor.expires_at);
}

async function rotate(trx: Trx, parts: AccountParts, digest: string, device: string, next: string): Promise<number> {
  const expires = parts.clock.now() + REFRESH_LIFETIME_MS;
  const made = await trx
    .insertInto('refresh_tokens')
    .values({ digest: next, device, expires_at: expires, next: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('digest')
    .executeTakeFirst();
  // A client that names a token which is known already has not made a new one.
  if (made === undefined) throw new AccountRefusal('UNPROCESSABLE', 'bad-input', 'The next refresh token is not a new one');
  await trx.updateTable('refresh_tokens').set({ used: true, next }).where('digest', '=', digest).execute();
  return expires;
}

/** Whom an access token speaks for at this moment; null when it is unknown, too old, revoked, or its member is suspended. */
export async function findSession(parts: Pick<AccountParts, 'store' | 'clock'>, accessToken: string): Promise<{ readonly device: string; readonly member: string } | null> {
  const row = await parts.store.db
    .selectFrom('access_tokens')
    .innerJoin('devices', 'devices.id', 'access_tokens.device')
    .innerJoin('members', 'members.id', 'devices.member')
    .select(['devices.id as device', 'devices.member'])
    .where('access_tokens.digest', '=', digestOf(accessToken))
    .where('access_tokens.expires_at', '>', parts.clock.now())
    .where('devices.revoked_at', 'is', null)
    .where('members.suspended', '=', false)
    .executeTakeFirst();
  return row ?? null;
}
