import { randomBytes } from 'node:crypto';
import type { ProviderSession } from '#shared/contract/accounts-contract.ts';
import type { Trx } from '../db/store.ts';
import { AccountRefusal, type AccountParts } from './account-parts.ts';
import { recordEvent } from './events.ts';
import { takeUpWithProvider } from './invitations.ts';
import type { Provider, ProviderUser } from './provider.ts';
import { digestOf, newSecret } from './secrets.ts';
import { openSession } from './sessions.ts';

/**
 * Signing in at the organisation's provider, in a browser of the person's own machine (RFC 8252): the app starts it and listens
 * on a loopback port, the browser goes to the provider and comes back here, and from here to that port with a ticket. Only who
 * started it holds the verifier that the ticket needs; and the ticket reaches only the machine of the browser that signed in,
 * so that nobody gets a session by sending somebody else a link.
 */
export type ProviderParts = { readonly accounts: AccountParts; readonly provider: Provider; /** Where the browser comes back to. */ readonly returnAddress: () => string };

/** How long a sign-in may take, from the start to the ticket's use (ms). */
const FLOW_LIFETIME_MS = 10 * 60_000;

type Start = { readonly device: { readonly id: string; readonly name: string }; readonly verifierSha256: string; readonly port: number; readonly invitation?: string | undefined };

/** Begins a sign-in; answers where the browser goes. Refuses with `provider-unreachable`. */
export async function startAtProvider({ accounts, provider, returnAddress }: ProviderParts, input: Start): Promise<{ url: string }> {
  const { db } = accounts.store;
  const now = accounts.clock.now();
  const checks = { state: newSecret(), nonce: newSecret(), codeVerifier: randomBytes(48).toString('base64url') };
  const url = await asking(() => provider.addressFor(checks, returnAddress()));
  await db.deleteFrom('provider_flows').where('expires_at', '<=', now).execute();
  await db
    .insertInto('provider_flows')
    .values({
      state: digestOf(checks.state), nonce: checks.nonce, code_verifier: checks.codeVerifier, client: input.device.id, device_name: input.device.name, verifier: input.verifierSha256,
      port: input.port, invitation: input.invitation === undefined ? null : digestOf(input.invitation), expires_at: now + FLOW_LIFETIME_MS, ticket: null, issuer: null, subject: null, label: null,
    })
    .execute();
  return { url };
}

/** What a browser that came back is sent to: the port where the app listens, with a ticket or with why there is none. Null where nobody waits. */
export async function comeBack({ accounts, provider }: ProviderParts, returned: URL): Promise<string | null> {
  const state = returned.searchParams.get('state') ?? '';
  // Taken out of the way first: what came back is looked at once, whatever comes of it.
  const flow = await accounts.store.db
    .updateTable('provider_flows')
    .set({ ticket: '' })
    .where('state', '=', digestOf(state))
    .where('ticket', 'is', null)
    .where('expires_at', '>', accounts.clock.now())
    .returning(['nonce', 'code_verifier', 'port'])
    .executeTakeFirst();
  if (flow === undefined) return null;
  const back = `http://127.0.0.1:${flow.port}/signed-in`;
  let user: ProviderUser;
  try {
    user = await provider.userOf(returned, { state, nonce: flow.nonce, codeVerifier: flow.code_verifier });
  } catch {
    return `${back}?error=provider-refused`;
  }
  const ticket = newSecret();
  await accounts.store.db.updateTable('provider_flows').set({ ticket: digestOf(ticket), issuer: user.issuer, subject: user.subject, label: user.label }).where('state', '=', digestOf(state)).execute();
  return `${back}?ticket=${ticket}`;
}

/**
 * The app's last step. Refuses with `unauthorized` a ticket that is unknown, used, too old, or not of this verifier; with
 * `identity-unknown` somebody whom no invitation has made a member; with `wrong-credentials` who is suspended.
 */
export async function finishAtProvider({ accounts }: ProviderParts, input: { readonly ticket: string; readonly verifier: string }): Promise<ProviderSession> {
  const outcome = await accounts.store.db.transaction().execute(async (trx): Promise<ProviderSession | AccountRefusal> => {
    const flow = await trx.deleteFrom('provider_flows').where('ticket', '=', digestOf(input.ticket)).returningAll().executeTakeFirst();
    if (flow === undefined || flow.issuer === null || flow.subject === null || Number(flow.expires_at) <= accounts.clock.now() || flow.verifier !== digestOf(input.verifier)) {
      return new AccountRefusal('UNAUTHORIZED', 'unauthorized', 'Not a sign-in that can be finished');
    }
    const user: ProviderUser = { issuer: flow.issuer, subject: flow.subject, label: flow.label ?? flow.subject };
    const device = { id: flow.client, name: flow.device_name };
    const member = (await memberOf(trx, user)) ?? (flow.invitation === null ? null : await takeUpWithProvider(trx, accounts, flow.invitation, user));
    if (member === null) return new AccountRefusal('UNPROCESSABLE', 'identity-unknown', 'Nobody of this newsroom');
    const { suspended } = await trx.selectFrom('members').select('suspended').where('id', '=', member).forUpdate().executeTakeFirstOrThrow();
    if (suspended) {
      await recordEvent(trx, accounts, 'sign-in-refused', { member });
      return new AccountRefusal('UNAUTHORIZED', 'wrong-credentials', 'Suspended');
    }
    return { ...(await openSession(trx, accounts, member, device)), name: user.label };
  });
  // Thrown out here: inside it would bring the used ticket back.
  if (outcome instanceof AccountRefusal) throw outcome;
  return outcome;
}

async function memberOf(trx: Trx, user: ProviderUser): Promise<string | null> {
  const row = await trx.selectFrom('member_identities').select('member').where('issuer', '=', user.issuer).where('subject', '=', user.subject).executeTakeFirst();
  return row?.member ?? null;
}

async function asking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new AccountRefusal('UNPROCESSABLE', 'provider-unreachable', 'The provider did not answer as it should');
  }
}
