import type { Session } from '#shared/contract/accounts-contract.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { KeptSession } from '#shared/contract/process-contract.ts';
import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Core } from '../core.ts';
import { SyncFailure } from '../sync/sync-failure.ts';
import { awaitReturn, type ProviderReturn } from './provider-return.ts';
import { type AccountApi, callAccount, callDoor, enterBy } from './account-client.ts';

/** Who is signed in to a team's server on this device, and what they may ask of their account. */
export interface Account {
  /** The access token for that server; null where nobody is signed in to it. It is given to no other server. */
  readonly tokenFor: (url: string) => string | null;
  readonly signedIn: (url: string) => { readonly member: string; readonly name: string } | null;
  /** Fetches a new access token. False where nobody is signed in; fails with `unauthorized` when the session is over, which it then forgets. */
  readonly renew: (url: string) => Promise<boolean>;
  readonly signIn: (url: string, who: { readonly name: string; readonly password: string }) => Promise<void>;
  /** What the organisation's own sign-in is called there; null where there is none. */
  readonly provider: (url: string) => Promise<string | null>;
  /**
   * Begins to sign in with it, or to take up an invitation with it; answers where the browser goes. What comes of it is told
   * by `signedIn` and `atProvider`, with the live change `sync`. An earlier one that is under way is called off.
   */
  readonly startAtProvider: (url: string, invitation: string | null, whenIn: () => void) => Promise<string>;
  readonly cancelAtProvider: () => void;
  readonly atProvider: () => AtProvider;
  readonly acceptInvitation: (url: string, who: { readonly invitation: string; readonly name: string; readonly password: string }) => Promise<void>;
  /** Forgets the session in any case; answers whether the server could be told. */
  readonly signOut: (url: string) => Promise<boolean>;
  /** One call as the member who is signed in; with a new access token where the old one has expired. */
  readonly ask: <T>(url: string, call: (api: AccountApi, signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/** Where a sign-in in the browser stands. */
export type AtProvider = { readonly waiting: boolean; /** Why the last one came to nothing. */ readonly failed: ErrorCode | null };

/** `keep` resolves when the session is where it outlives the core. */
export function createAccount(core: Core, kept: KeptSession | null, keep: (session: KeptSession | null) => Promise<void>): Account {
  let session = kept;
  let renewing: { readonly refreshToken: string; readonly done: Promise<void> } | null = null;

  let atProvider: AtProvider = { waiting: false, failed: null };
  let waitingReturn: ProviderReturn | null = null;

  const heldFor = (url: string): KeptSession | null => (session?.url === url ? session : null);

  async function hold(next: KeptSession | null): Promise<void> {
    session = next;
    core.live.publish([{ topic: 'sync', id: null }]);
    await keep(next);
  }

  function thisDevice(): { id: string; name: string } {
    return { id: core.state().device, name: hostname().slice(0, 100) || 'Sotong' };
  }

  async function enter(url: string, name: string, opened: Session): Promise<void> {
    await hold({ url, member: opened.member, name, accessToken: opened.accessToken, refreshToken: opened.refreshToken, nextRefreshToken: null });
  }

  function tellAtProvider(next: AtProvider): void {
    atProvider = next;
    core.live.publish([{ topic: 'sync', id: null }]);
  }

  function cancelAtProvider(): void {
    waitingReturn?.close();
    waitingReturn = null;
    if (atProvider.waiting || atProvider.failed !== null) tellAtProvider({ waiting: false, failed: null });
  }

  async function startAtProvider(url: string, invitation: string | null, whenIn: () => void): Promise<string> {
    cancelAtProvider();
    const mine = await awaitReturn(core.language());
    waitingReturn = mine;
    const verifier = randomBytes(32).toString('base64url');
    const verifierSha256 = createHash('sha256').update(verifier).digest('hex');
    try {
      const start = { device: thisDevice(), verifierSha256, port: mine.port, ...(invitation === null ? {} : { invitation }) };
      const { url: address } = await enterBy(url, (door, signal) => door.startAtProvider(start, { signal }));
      if (waitingReturn === mine) tellAtProvider({ waiting: true, failed: null });
      void finishAtProvider(url, mine, verifier, whenIn);
      return address;
    } catch (error) {
      mine.close();
      throw error;
    }
  }

  async function finishAtProvider(url: string, mine: ProviderReturn, verifier: string, whenIn: () => void): Promise<void> {
    let failed: ErrorCode | null = null;
    try {
      const ticket = await mine.ticket;
      const { name, ...opened } = await enterBy(url, (door, signal) => door.finishAtProvider({ ticket, verifier }, { signal }));
      if (waitingReturn === mine) await enter(url, name, opened);
    } catch (error) {
      core.log('warn', `account: signing in at the provider: ${String(error)}`);
      failed = error instanceof SyncFailure ? error.code : 'internal';
    }
    mine.close();
    // Called off, or begun anew, meanwhile: then this is nobody's any more.
    if (waitingReturn !== mine) return;
    waitingReturn = null;
    tellAtProvider({ waiting: false, failed });
    if (failed === null) whenIn();
  }

  async function exchange(held: KeptSession): Promise<void> {
    // The next token is ours to make, and kept before it is sent: an answer that is lost, or a crash, costs no sign-in.
    const next = held.nextRefreshToken ?? randomBytes(32).toString('base64url');
    if (held.nextRefreshToken === null) await hold({ ...held, nextRefreshToken: next });
    const nextRefreshTokenSha256 = createHash('sha256').update(next).digest('hex');
    try {
      const { accessToken } = await callDoor(held.url, (door, signal) => door.refresh({ refreshToken: held.refreshToken, nextRefreshTokenSha256 }, { signal }));
      // Signed out, or in as another, meanwhile: then this is nobody's any more.
      if (session?.refreshToken === held.refreshToken) await hold({ ...held, accessToken, refreshToken: next, nextRefreshToken: null });
    } catch (error) {
      if (error instanceof SyncFailure && error.code === 'unauthorized' && session?.refreshToken === held.refreshToken) await hold(null);
      throw error;
    }
  }

  async function renew(url: string): Promise<boolean> {
    const held = heldFor(url);
    if (held === null) return false;
    // Two who ask at once share one exchange: a second one would look like a stolen token.
    if (renewing?.refreshToken !== held.refreshToken) renewing = { refreshToken: held.refreshToken, done: exchange(held) };
    const mine = renewing;
    try {
      await mine.done;
    } finally {
      if (renewing === mine) renewing = null;
    }
    return true;
  }

  async function ask<T>(url: string, call: (api: AccountApi, signal: AbortSignal) => Promise<T>): Promise<T> {
    const held = heldFor(url);
    if (held === null) throw new SyncFailure('unauthorized', 'nobody is signed in');
    try {
      return await callAccount(url, held.accessToken, call);
    } catch (error) {
      if (!(error instanceof SyncFailure) || error.code !== 'unauthorized') throw error;
      await renew(url);
      return callAccount(url, heldFor(url)?.accessToken ?? '', call);
    }
  }

  return {
    tokenFor: (url) => heldFor(url)?.accessToken ?? null,
    signedIn: (url) => {
      const held = heldFor(url);
      return held === null ? null : { member: held.member, name: held.name };
    },
    renew,
    signIn: async (url, { name, password }) => enter(url, name, await enterBy(url, (door, signal) => door.signIn({ name, password, device: thisDevice() }, { signal }))),
    provider: async (url) => (await enterBy(url, (door, signal) => door.ways(undefined, { signal }))).provider,
    startAtProvider,
    cancelAtProvider,
    atProvider: () => atProvider,
    acceptInvitation: async (url, { invitation, name, password }) =>
      enter(url, name, await enterBy(url, (door, signal) => door.acceptInvitation({ invitation, name, password, device: thisDevice() }, { signal }))),
    signOut: async (url) => {
      if (heldFor(url) === null) return true;
      try {
        await ask(url, (api, signal) => api.signOut(undefined, { signal }));
        return true;
      } catch (error) {
        core.log('warn', `account: the server was not told of a sign-out: ${String(error)}`);
        // One whose session is over already has nothing to tell.
        return error instanceof SyncFailure && error.code === 'unauthorized';
      } finally {
        await hold(null);
      }
    },
    ask,
  };
}
