import { implement, ORPCError } from '@orpc/server';
import { accountsContract, entranceContract, signInNameOf } from '#shared/contract/accounts-contract.ts';
import type { ErrorData } from '#shared/contract/errors.ts';
import { AccountRefusal, type AccountParts } from '../accounts/account-parts.ts';
import { adminAmong, changeMember, listMembers } from '../accounts/administration.ts';
import { listDevices, revokeDevice, signOut } from '../accounts/devices.ts';
import { unlinkIdentities } from '../accounts/identities.ts';
import { listEvents } from '../accounts/events.ts';
import { acceptInvitation, invite, openInvitations, withdrawInvitation } from '../accounts/invitations.ts';
import { finishAtProvider, startAtProvider, type ProviderParts } from '../accounts/provider-sign-in.ts';
import { refresh, signIn } from '../accounts/sessions.ts';
import type { Caller } from './auth.ts';
import { tokenBuckets } from './rate-limit.ts';

const STATUS = { UNAUTHORIZED: 401, FORBIDDEN: 403, NOT_FOUND: 404, UNPROCESSABLE: 422, TOO_MANY_REQUESTS: 429 } as const;

function refused(status: keyof typeof STATUS, data: ErrorData): ORPCError<keyof typeof STATUS, ErrorData> {
  return new ORPCError(status, { defined: true, status: STATUS[status], message: data.detail ?? data.code, data });
}

/** Does the work; what the accounts refuse becomes the contract's error. */
async function answer<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AccountRefusal) throw refused(error.status, { code: error.code, detail: error.message });
    throw error;
  }
}

/** Tries of one name: eight at once, then one a minute. Enough for a bad day at the keyboard, 1,440 guesses a day for everybody else. */
const NAME_BURST = 8;
const NAME_PER_SECOND = 1 / 60;
/** All that needs a password hashed, from whatever address: four in a second keep the one thread mostly free. */
const HASH_BURST = 20;
const HASH_PER_SECOND = 4;

/** The doors: calls without a token. Requests were counted by their address before they came here. */
export function entranceRouter(parts: AccountParts, provider: ProviderParts | null) {
  const os = implement(entranceContract);
  const takeName = tokenBuckets(parts.clock, NAME_BURST, NAME_PER_SECOND);
  const takeHash = tokenBuckets(parts.clock, HASH_BURST, HASH_PER_SECOND);
  const slow = (wait: number | null): void => {
    if (wait !== null) throw refused('TOO_MANY_REQUESTS', { code: 'rate-limited', detail: `Again in ${wait} s` });
  };
  return os.router({
    signIn: os.signIn.handler(async ({ input }) => {
      // By name whether or not there is such a name, or this would tell.
      slow(takeName(signInNameOf(input.name)));
      slow(takeHash('all'));
      return answer(signIn(parts, input));
    }),
    refresh: os.refresh.handler(({ input }) => answer(refresh(parts, input))),
    ways: os.ways.handler(() => ({ password: true, provider: provider?.provider.name ?? null })),
    startAtProvider: os.startAtProvider.handler(({ input }) => answer(startAtProvider(providerOf(provider), input))),
    finishAtProvider: os.finishAtProvider.handler(({ input }) => answer(finishAtProvider(providerOf(provider), input))),
    acceptInvitation: os.acceptInvitation.handler(async ({ input }) => {
      slow(takeHash('all'));
      return answer(acceptInvitation(parts, input));
    }),
  });
}

function providerOf(provider: ProviderParts | null): ProviderParts {
  if (provider === null) throw refused('NOT_FOUND', { code: 'not-found', detail: 'This server has no other sign-in' });
  return provider;
}

const EVENTS_AT_ONCE = 100;

/** What somebody may do who is in. `caller` was found by its token; that it may do this is asked here. */
export function accountsRouter(parts: AccountParts) {
  const os = implement(accountsContract).$context<{ readonly caller: Caller }>();
  const { db } = parts.store;
  const adminOf = (caller: Caller): Promise<string | null> => adminAmong(db, parts, caller.members);
  const requireAdmin = async (caller: Caller): Promise<string> => {
    const admin = await adminOf(caller);
    if (admin === null) throw refused('FORBIDDEN', { code: 'not-allowed', detail: 'Only an admin may do this' });
    return admin;
  };
  return os.router({
    signOut: os.signOut.handler(async ({ context: { caller } }) => {
      const [member] = caller.members;
      if (caller.device === null || member === undefined) throw refused('FORBIDDEN', { code: 'not-allowed', detail: 'This token was given by the server’s operator: it has no session' });
      await signOut(parts, caller.device, member);
    }),
    devices: os.devices.handler(async ({ input, context: { caller } }) => {
      const member = input.member ?? caller.members[0] ?? '';
      if (!caller.members.includes(member)) await requireAdmin(caller);
      return { devices: await listDevices(parts, member, caller.device) };
    }),
    revokeDevice: os.revokeDevice.handler(async ({ input, context: { caller } }) => answer(revokeDevice(parts, input.id, { members: caller.members, admin: await adminOf(caller) }))),
    invite: os.invite.handler(async ({ input, context: { caller } }) => answer(invite(parts, input, await requireAdmin(caller)))),
    invitations: os.invitations.handler(async ({ context: { caller } }) => {
      await requireAdmin(caller);
      return { invitations: await openInvitations(parts) };
    }),
    withdrawInvitation: os.withdrawInvitation.handler(async ({ input, context: { caller } }) => answer(withdrawInvitation(parts, input.id, await requireAdmin(caller)))),
    events: os.events.handler(async ({ input, context: { caller } }) => {
      await requireAdmin(caller);
      const events = await listEvents(db, { before: input.before ?? null, limit: EVENTS_AT_ONCE + 1 });
      return { events: events.slice(0, EVENTS_AT_ONCE), more: events.length > EVENTS_AT_ONCE };
    }),
    members: os.members.handler(async ({ context: { caller } }) => ({ members: await listMembers(db, parts, (await adminOf(caller)) !== null, caller.members) })),
    changeMember: os.changeMember.handler(({ input, context: { caller } }) => answer(changeMember(parts, input, caller.members))),
    unlink: os.unlink.handler(({ input, context: { caller } }) => answer(unlinkIdentities(parts, input.id, caller.members))),
  });
}
