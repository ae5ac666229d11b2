import type { Caller } from '../http/auth.ts';
import type { AccountParts } from './account-parts.ts';
import { inviteFirstAdmin, type Invitation } from './invitations.ts';
import { passwordHasher } from './passwords.ts';
import type { ProviderParts } from './provider-sign-in.ts';
import { findSession } from './sessions.ts';

/** The accounts of a running backend. */
export type Accounts = {
  readonly parts: AccountParts;
  /** Whom an access token speaks for now; null when for nobody. */
  readonly authenticate: (accessToken: string) => Promise<Caller | null>;
  /** The organisation's own sign-in; null where there is none. */
  readonly provider: ProviderParts | null;
  /** The way in for the first of all admins; null once somebody has a password. */
  readonly firstAdmin: Invitation | null;
};

/** Opens the accounts of a store: clears away what has expired, and invites an admin while there is nobody. */
export async function openAccounts(given: Omit<AccountParts, 'passwords'>, provider: Omit<ProviderParts, 'accounts'> | null): Promise<Accounts> {
  const parts: AccountParts = { ...given, passwords: passwordHasher() };
  const { db } = parts.store;
  const now = parts.clock.now();
  await db.deleteFrom('access_tokens').where('expires_at', '<=', now).execute();
  await db.deleteFrom('refresh_tokens').where('expires_at', '<=', now).execute();
  const authenticate = async (accessToken: string): Promise<Caller | null> => {
    const session = await findSession(parts, accessToken);
    if (session === null) return null;
    // Only for itself: whoever signed in by name does not sit on other seats.
    return { name: session.device, members: [session.member], device: session.device, stillIn: async () => (await findSession(parts, accessToken)) !== null };
  };
  return { parts, authenticate, provider: provider === null ? null : { ...provider, accounts: parts }, firstAdmin: await inviteFirstAdmin(parts) };
}
