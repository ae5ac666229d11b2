import { z } from 'zod';
import { Role, type Member, type Workspace } from '#shared/domain/workspace.ts';
import type { Db, Trx } from '../db/store.ts';
import { readChannelAccounts } from '../log/settings.ts';

const Roles = z.array(Role).min(1);

/** The newsroom as it is now, and who of it may do nothing for the time being. */
export type Team = { readonly workspace: Workspace; readonly suspended: ReadonlySet<string> };

/**
 * The configured newsroom with what was changed since: members who came by invitation, roles that an admin changed,
 * accounts of channels that an admin added or calls otherwise. Read in the transaction that relies on it: a change of roles takes the
 * log's lock, so that it is before an entry or after it.
 */
export async function readTeam(db: Db | Trx, configured: Workspace): Promise<Team> {
  const { rows, roles } = await readRows(db);
  const newest = new Map(roles.map((change) => [change.member, change.roles]));
  return { workspace: { ...configured, members: combine(configured, rows, newest), accounts: await readChannelAccounts(db, configured) }, suspended: new Set(rows.filter((row) => row.suspended).map((row) => row.id)) };
}

/** The same as it was when an entry came in: who held which role then. For looking back. */
export async function readTeamHistory(db: Db | Trx, configured: Workspace): Promise<(seq: number) => Workspace> {
  const { rows, roles } = await readRows(db);
  const changes = [...new Set(roles.map((change) => change.afterSeq))].toSorted((a, b) => a - b);
  const known = changes.map((afterSeq) => {
    const then = new Map(roles.filter((change) => change.afterSeq <= afterSeq).map((change) => [change.member, change.roles]));
    return { afterSeq, workspace: { ...configured, members: combine(configured, rows, then) } };
  });
  return (seq) => known.findLast((each) => each.afterSeq < seq)?.workspace ?? configured;
}

type MemberRow = { readonly id: string; readonly name_ko: string; readonly name_en: string; readonly suspended: boolean };
type RoleChange = { readonly member: string; readonly roles: Role[]; readonly afterSeq: number };

async function readRows(db: Db | Trx): Promise<{ rows: MemberRow[]; roles: RoleChange[] }> {
  const rows = await db.selectFrom('members').select(['id', 'name_ko', 'name_en', 'suspended']).orderBy('created_at').orderBy('id').execute();
  const changes = await db.selectFrom('member_roles').select(['member', 'roles', 'after_seq']).orderBy('n').execute();
  return { rows, roles: changes.map((row) => ({ member: row.member, roles: Roles.parse(JSON.parse(row.roles)), afterSeq: Number(row.after_seq) })) };
}

function combine(configured: Workspace, rows: readonly MemberRow[], roles: ReadonlyMap<string, Role[]>): Member[] {
  const ids = new Set(configured.members.map((member) => member.id));
  const joined = rows.flatMap((row): Member[] => {
    const held = roles.get(row.id);
    return ids.has(row.id) || held === undefined ? [] : [{ id: row.id, name: { ko: row.name_ko, en: row.name_en }, roles: held }];
  });
  return [...configured.members.map((member) => ({ ...member, roles: roles.get(member.id) ?? member.roles })), ...joined];
}

/** Those who can come in, by a password or by a provider. */
export function membersWithAccount(db: Db | Trx) {
  return db.selectFrom('members').select('id').where((of) => of.or([of.eb('password', 'is not', null), of.exists(of.selectFrom('member_identities').select('member').whereRef('member_identities.member', '=', 'members.id'))]));
}

/** Records the roles that a member holds from now on. The caller holds the log's lock, and gives its newest number. */
export async function recordRoles(trx: Trx, change: { readonly member: string; readonly roles: readonly Role[]; readonly afterSeq: number; readonly by: string | null; readonly at: string }): Promise<void> {
  await trx
    .insertInto('member_roles')
    .values({ member: change.member, roles: JSON.stringify([...new Set(change.roles)]), after_seq: change.afterSeq, changed_by: change.by, at: change.at })
    .execute();
}
