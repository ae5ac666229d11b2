import type { TeamMember } from '#shared/contract/accounts-contract.ts';
import type { Role } from '#shared/domain/workspace.ts';
import { instantOf } from '../clock.ts';
import type { Db, Trx } from '../db/store.ts';
import { lockHead } from '../log/read.ts';
import { AccountRefusal, type AccountParts } from './account-parts.ts';
import { recordEvent } from './events.ts';
import { revokeDevices } from './devices.ts';
import { membersWithAccount, readTeam, recordRoles } from './members.ts';

/** Everybody in the newsroom. How people sign in is for admins only; of `own` members who is linked is told too. */
export async function listMembers(db: Db | Trx, parts: AccountParts, forAdmin: boolean, own: readonly string[] = []): Promise<TeamMember[]> {
  const { workspace, suspended } = await readTeam(db, parts.workspace);
  const rows = await db.selectFrom('members').select(['id', 'sign_in_name']).execute();
  const names = new Map(rows.map((row) => [row.id, row.sign_in_name]));
  const identities = await db.selectFrom('member_identities').select('member').distinct().execute();
  const linked = new Set(identities.map(({ member }) => member));
  return workspace.members.map((member) => ({ id: member.id, name: member.name, roles: member.roles, signInName: forAdmin ? (names.get(member.id) ?? null) : null, suspended: suspended.has(member.id), linked: linked.has(member.id) && (forAdmin || own.includes(member.id)) }));
}

/** The first of these members who is an admin now and not suspended; null when none is. */
export async function adminAmong(db: Db | Trx, parts: AccountParts, members: readonly string[]): Promise<string | null> {
  const { workspace, suspended } = await readTeam(db, parts.workspace);
  return workspace.members.find((member) => members.includes(member.id) && member.roles.includes('admin') && !suspended.has(member.id))?.id ?? null;
}

type Change = { readonly id: string; readonly roles?: readonly Role[] | undefined; readonly suspended?: boolean | undefined };

/**
 * Changes what a member may do. Under the log's lock: each entry comes wholly before it or after it.
 * `by` are the members that the caller speaks for; that one of them is an admin is asked under the lock too.
 */
export async function changeMember(parts: AccountParts, change: Change, by: readonly string[]): Promise<TeamMember> {
  return parts.store.db.transaction().execute(async (trx) => {
    const { seq } = await lockHead(trx);
    const admin = await adminAmong(trx, parts, by);
    if (admin === null) throw new AccountRefusal('FORBIDDEN', 'not-allowed', 'Only an admin may change members');
    const before = await memberNow(trx, parts, change.id);
    const guarded = await adminsWhoCanSignIn(trx, parts);
    if (change.roles !== undefined) {
      await recordRoles(trx, { member: change.id, roles: change.roles, afterSeq: seq, by: admin, at: instantOf(parts.clock) });
      await recordEvent(trx, parts, 'roles-changed', { member: change.id, by: admin, detail: JSON.stringify({ from: before.roles, to: change.roles }) });
    }
    if (change.suspended !== undefined && change.suspended !== before.suspended) await suspend(trx, parts, before, change.suspended, admin);
    // Whoever cannot come in any more could not repair it either.
    if (guarded > 0 && (await adminsWhoCanSignIn(trx, parts)) === 0) throw new AccountRefusal('UNPROCESSABLE', 'last-admin', 'No admin would be left');
    return memberNow(trx, parts, change.id);
  });
}

async function memberNow(trx: Trx, parts: AccountParts, id: string): Promise<TeamMember> {
  const found = (await listMembers(trx, parts, true)).find((member) => member.id === id);
  if (found === undefined) throw new AccountRefusal('NOT_FOUND', 'not-found', 'No such member');
  return found;
}

async function suspend(trx: Trx, parts: AccountParts, member: TeamMember, suspended: boolean, by: string): Promise<void> {
  // A member of the configured newsroom may have no account yet, and be suspended all the same.
  await trx
    .insertInto('members')
    .values({ id: member.id, name_ko: member.name.ko, name_en: member.name.en, sign_in_name: null, password: null, suspended, created_at: instantOf(parts.clock) })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ suspended }))
    .execute();
  if (suspended) await revokeDevices(trx, parts, { member: member.id }, 'suspended');
  await recordEvent(trx, parts, suspended ? 'suspended' : 'reinstated', { member: member.id, by });
}

async function adminsWhoCanSignIn(trx: Trx, parts: AccountParts): Promise<number> {
  const { workspace } = await readTeam(trx, parts.workspace);
  const rows = await membersWithAccount(trx).where('suspended', '=', false).execute();
  const able = new Set(rows.map((row) => row.id));
  return workspace.members.filter((member) => able.has(member.id) && member.roles.includes('admin')).length;
}
