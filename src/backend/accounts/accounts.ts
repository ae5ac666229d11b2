import type { Caller } from '../http/auth.ts';
import type { AccountParts } from './account-parts.ts';
import { sealEvents } from './events.ts';
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
  readonly close: () => Promise<void>;
};

/** How often what was done to accounts is chained (ms). */
const SEAL_EVERY_MS = 15_000;

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
  const firstAdmin = await inviteFirstAdmin(parts);
  await sealEvents(parts);
  let sealing: Promise<void> = Promise.resolve();
  // A database that is away for a moment is asked again soon; the server's other parts say that it is.
  const timer = setInterval(() => (sealing = sealEvents(parts).catch(() => undefined)), SEAL_EVERY_MS).unref();
  const close = async (): Promise<void> => {
    clearInterval(timer);
    await sealing;
    await sealEvents(parts).catch(() => undefined);
  };
  return { close, parts, authenticate, provider: provider === null ? null : { ...provider, accounts: parts }, firstAdmin };
}
