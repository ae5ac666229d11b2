import { z } from 'zod';
import { INVITATION_LIFETIME_MS, type OpenInvitation, signInNameOf, type Session } from '#shared/contract/accounts-contract.ts';
import { Role } from '#shared/domain/workspace.ts';
import { instantOf } from '../clock.ts';
import type { Trx } from '../db/store.ts';
import { lockHead } from '../log/read.ts';
import { AccountRefusal, type AccountParts } from './account-parts.ts';
import { recordEvent } from './events.ts';
import { revokeDevices } from './devices.ts';
import { membersWithAccount, readTeam, recordRoles } from './members.ts';
import type { ProviderUser } from './provider.ts';
import { digestOf, newSecret } from './secrets.ts';
import { openSession } from './sessions.ts';

type Names = { readonly ko: string; readonly en: string };

export type Invitation = { readonly invitation: string; readonly expiresAt: string };

/** Whom an invitation is for: a member of the newsroom (an account, or a new password), or somebody new with these roles. */
type Invited = { readonly member: string } | { readonly name?: Names | undefined; readonly roles: readonly Role[] };

/** Makes an invitation. Its secret is in the answer and nowhere else. The caller has checked that `by` is an admin. */
export async function invite(parts: AccountParts, invited: Invited, by: string): Promise<Invitation> {
  return parts.store.db.transaction().execute(async (trx) => {
    if ('member' in invited) {
      const { workspace } = await readTeam(trx, parts.workspace);
      if (!workspace.members.some((member) => member.id === invited.member)) throw new AccountRefusal('NOT_FOUND', 'not-found', 'No such member');
    }
    await recordEvent(trx, parts, 'invited', { member: 'member' in invited ? invited.member : null, by, detail: 'roles' in invited ? JSON.stringify(invited.roles) : '' });
    return insertInvitation(trx, parts, invited, by);
  });
}

async function insertInvitation(trx: Trx, parts: AccountParts, invited: Invited, by: string | null): Promise<Invitation> {
  const invitation = newSecret();
  const expires = parts.clock.now() + INVITATION_LIFETIME_MS;
  const [member, name, roles] = 'member' in invited ? [invited.member, undefined, []] : [null, invited.name, invited.roles];
  await trx
    .insertInto('invitations')
    .values({
      digest: digestOf(invitation), member, name_ko: name?.ko ?? null, name_en: name?.en ?? null, roles: JSON.stringify(roles),
      first_admin: by === null, invited_by: by, created_at: instantOf(parts.clock), expires_at: expires, used_at: null, used_by: null,
    })
    .execute();
  return { invitation, expiresAt: new Date(expires).toISOString() };
}

/** The invitations that can still be taken up, newest first; not that of the first admin, which is the operator's. */
export async function openInvitations({ store, clock }: AccountParts): Promise<OpenInvitation[]> {
  const rows = await store.db.selectFrom('invitations').selectAll().where('used_at', 'is', null).where('expires_at', '>', clock.now()).where('first_admin', '=', false).orderBy('created_at', 'desc').orderBy('digest').execute();
  return rows.map((row) => ({
    id: row.digest, member: row.member, name: row.name_ko === null || row.name_en === null ? null : { ko: row.name_ko, en: row.name_en }, roles: z.array(Role).parse(JSON.parse(row.roles)),
    invitedBy: row.invited_by, createdAt: row.created_at, expiresAt: new Date(Number(row.expires_at)).toISOString(),
  }));
}

/** Makes an open invitation worthless. The caller has checked that `by` is an admin. */
export async function withdrawInvitation(parts: AccountParts, digest: string, by: string): Promise<void> {
  await parts.store.db.transaction().execute(async (trx) => {
    // Under the lock under which they are taken up: it is one or the other.
    await lockHead(trx);
    const row = await trx.deleteFrom('invitations').where('digest', '=', digest).where('used_at', 'is', null).where('first_admin', '=', false).returning(['member', 'roles']).executeTakeFirst();
    if (row === undefined) throw new AccountRefusal('NOT_FOUND', 'not-found', 'No such invitation is open');
    await recordEvent(trx, parts, 'invitation-withdrawn', { member: row.member, by, detail: row.roles });
  });
}

/** While nobody has an account: a new invitation for an admin, which makes the ones before it worthless. Else null. */
export async function inviteFirstAdmin(parts: AccountParts): Promise<Invitation | null> {
  return parts.store.db.transaction().execute(async (trx) => {
    // Two servers that start at once on one database: one after the other, and the later invitation counts.
    await lockHead(trx);
    await trx.deleteFrom('invitations').where('first_admin', '=', true).where('used_at', 'is', null).execute();
    if ((await membersWithAccount(trx).executeTakeFirst()) !== undefined) return null;
    const { workspace } = await readTeam(trx, parts.workspace);
    const admin = workspace.members.find((member) => member.roles.includes('admin'));
    return insertInvitation(trx, parts, admin === undefined ? { roles: ['admin'] } : { member: admin.id }, null);
  });
}

type Acceptance = {
  readonly invitation: string;
  readonly name: string;
  readonly password: string;
  readonly device: { readonly id: string; readonly name: string };
  readonly displayName?: Names | undefined;
};

/** Takes up an invitation: the account is made, or gets a new name and password and loses its open sessions; then it is signed in. */
export async function acceptInvitation(parts: AccountParts, input: Acceptance): Promise<Session> {
  const digest = digestOf(input.invitation);
  // Looked at first, so that guesses cost no hashing; 256 random bits need no care about timing.
  const now = parts.clock.now();
  const open = await parts.store.db.selectFrom('invitations').select('digest').where('digest', '=', digest).where('used_at', 'is', null).where('expires_at', '>', now).executeTakeFirst();
  if (open === undefined) throw invalid();
  const password = await parts.passwords.hash(input.password);
  try {
    return await parts.store.db.transaction().execute((trx) => takeUp(trx, parts, { ...input, digest, password }));
  } catch (error) {
    // The only thing here that must be unique and that a person chose.
    if ((error as { code?: unknown }).code === '23505') throw new AccountRefusal('UNPROCESSABLE', 'name-taken', 'Somebody signs in with this name');
    throw error;
  }
}

/** `password` is the hash by now. */
async function takeUp(trx: Trx, parts: AccountParts, input: Omit<Acceptance, 'invitation'> & { readonly digest: string }): Promise<Session> {
  const member = await redeem(trx, parts, input.digest, input.displayName ?? { ko: input.name, en: input.name }, (id, display) =>
    keepAccount(trx, parts, id, { name: signInNameOf(input.name), password: input.password, display }),
  );
  return openSession(trx, parts, member, input.device);
}

/** Takes up the invitation of a digest for somebody whom a provider vouches for, and remembers them by what it calls them. The member's id. */
export async function takeUpWithProvider(trx: Trx, parts: AccountParts, digest: string, user: ProviderUser): Promise<string> {
  return redeem(trx, parts, digest, { ko: user.label, en: user.label }, async (id, display) => {
    const before = await memberRow(trx, id);
    if (before?.suspended === true) throw invalid();
    if (before === undefined) await insertMember(trx, parts, id, { name: null, password: null, display });
    await trx.insertInto('member_identities').values({ issuer: user.issuer, subject: user.subject, member: id, created_at: instantOf(parts.clock) }).execute();
    await recordEvent(trx, parts, 'identity-linked', { member: id, by: id, detail: user.issuer });
  });
}

/** The invitation's use: under the log's lock, once. `keep` writes the account down. The member's id. */
async function redeem(trx: Trx, parts: AccountParts, digest: string, shown: Names, keep: (member: string, display: Names) => Promise<void>): Promise<string> {
  // A new member's roles begin between two entries.
  const { seq } = await lockHead(trx);
  const now = instantOf(parts.clock);
  const row = await trx.selectFrom('invitations').selectAll().where('digest', '=', digest).where('used_at', 'is', null).where('expires_at', '>', parts.clock.now()).executeTakeFirst();
  if (row === undefined) throw invalid();
  const member = row.member ?? parts.newId();
  const display = row.name_ko !== null && row.name_en !== null ? { ko: row.name_ko, en: row.name_en } : shown;
  await keep(member, display);
  if (row.member === null) await recordRoles(trx, { member, roles: z.array(Role).min(1).parse(JSON.parse(row.roles)), afterSeq: seq, by: row.invited_by, at: now });
  await trx.updateTable('invitations').set({ used_at: now, used_by: member }).where('digest', '=', digest).execute();
  await recordEvent(trx, parts, 'invitation-accepted', { member, by: row.invited_by, detail: row.roles });
  return member;
}

function invalid(): AccountRefusal {
  return new AccountRefusal('UNPROCESSABLE', 'invitation-invalid', 'Not an invitation that can be taken up');
}

function memberRow(trx: Trx, member: string): Promise<{ password: string | null; suspended: boolean } | undefined> {
  return trx.selectFrom('members').select(['password', 'suspended']).where('id', '=', member).forUpdate().executeTakeFirst();
}

async function insertMember(trx: Trx, parts: AccountParts, member: string, account: { readonly name: string | null; readonly password: string | null; readonly display: Names }): Promise<void> {
  const names = parts.workspace.members.find((each) => each.id === member)?.name ?? account.display;
  await trx.insertInto('members').values({ id: member, name_ko: names.ko, name_en: names.en, sign_in_name: account.name, password: account.password, created_at: instantOf(parts.clock) }).execute();
}

async function keepAccount(trx: Trx, parts: AccountParts, member: string, account: { readonly name: string; readonly password: string; readonly display: Names }): Promise<void> {
  const before = await memberRow(trx, member);
  if (before === undefined) return insertMember(trx, parts, member, account);
  if (before.suspended) throw invalid();
  await trx.updateTable('members').set({ sign_in_name: account.name, password: account.password }).where('id', '=', member).execute();
  if (before.password === null) return;
  await revokeDevices(trx, parts, { member }, 'password-changed');
  await recordEvent(trx, parts, 'password-changed', { member, by: member });
}
