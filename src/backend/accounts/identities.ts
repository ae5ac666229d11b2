import { AccountRefusal, type AccountParts } from './account-parts.ts';
import { recordEvent } from './events.ts';
import { adminAmong } from './administration.ts';

/**
 * Parts a member's account from the organisation's provider: whoever signs in there is nobody here from then on. `by` are
 * the members that the caller speaks for: the member themselves, or one who is an admin. Sessions stay until they are ended
 * in the list of devices. Refuses with `not-found` where there is no link (also to whom it is no business), and with
 * `last-way-in` who has no password.
 */
export async function unlinkIdentities(parts: AccountParts, id: string, by: readonly string[]): Promise<void> {
  await parts.store.db.transaction().execute(async (trx) => {
    // The row is held: an invitation that is taken up meanwhile comes before this or after it.
    const member = await trx.selectFrom('members').select('password').where('id', '=', id).forUpdate().executeTakeFirst();
    const actor = by.includes(id) ? id : await adminAmong(trx, parts, by);
    if (actor === null) throw new AccountRefusal('FORBIDDEN', 'not-allowed', 'Only an admin may part others from the provider');
    const links = await trx.selectFrom('member_identities').select(['issuer', 'subject']).where('member', '=', id).execute();
    if (member === undefined || links.length === 0) throw new AccountRefusal('NOT_FOUND', 'not-found', 'This member is not linked');
    if (member.password === null) throw new AccountRefusal('UNPROCESSABLE', 'last-way-in', 'There would be no way to sign in');
    await trx.deleteFrom('member_identities').where('member', '=', id).execute();
    await recordEvent(trx, parts, 'identity-unlinked', { member: id, by: actor, detail: JSON.stringify(links.map(({ issuer }) => issuer)) });
  });
}
