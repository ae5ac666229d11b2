import { oc, type Route } from '@orpc/contract';
import { z } from 'zod';
import { Id, Instant, Sha256 } from '../domain/ids.ts';
import { Role } from '../domain/workspace.ts';
import { ErrorData } from './errors.ts';

/**
 * Accounts of a team's backend: how a person comes in (`entranceContract`, without a token) and what
 * somebody who is in may do (`accountsContract`, with `Authorization: Bearer <access token>`). A
 * backend without accounts, such as the app's own, has none of these addresses.
 */

const call = oc.errors({
  UNAUTHORIZED: { status: 401, data: ErrorData },
  FORBIDDEN: { status: 403, data: ErrorData },
  NOT_FOUND: { status: 404, data: ErrorData },
  UNPROCESSABLE: { status: 422, data: ErrorData },
  TOO_MANY_REQUESTS: { status: 429, data: ErrorData },
});

/** Said to readers of the OpenAPI document: the other calls need a bearer token. */
const WITHOUT_TOKEN: Pick<Route, 'spec'> = { spec: (operation) => ({ ...operation, security: [] }) };

/** How long an access token lives (ms): this long at most somebody goes on with one that was copied. */
export const ACCESS_LIFETIME_MS = 15 * 60_000;
/** How long a refresh token lives when it is not used (ms): a writer who was away for a season signs in again. */
export const REFRESH_LIFETIME_MS = 90 * 24 * 3_600_000;
/** How long an invitation may be taken up (ms). */
export const INVITATION_LIFETIME_MS = 7 * 24 * 3_600_000;

/** Bounds of a password, in characters. NIST SP 800-63B: length counts, rules of composition do not. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 256;

/** The name that somebody signs in with, in any spelling: {@link signInNameOf} makes the one that counts. */
export const SignInName = z.string().min(2).max(64).regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@+-]*$/u);
export const NewPassword = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX);
/** 32 random bytes as base64url. */
export const Secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** A name as people write it, in one line: control characters are no part of one, and PostgreSQL keeps no NUL. */
const Line = z.string().min(1).max(100).regex(/^\P{Cc}+$/u);
const ThisDevice = z.strictObject({ id: Id, /** As people know it: "Press office, left desk". */ name: Line });
const Names = z.strictObject({ ko: Line, en: Line });

/** The one spelling of a sign-in name: compatibility forms folded, no capitals. */
export function signInNameOf(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFC');
}

const Session = z.object({
  member: Id,
  /** The server's name for this session; it is what the list of devices shows and what is revoked. */
  device: Id,
  accessToken: Secret,
  accessExpiresAt: Instant,
  refreshToken: Secret,
  refreshExpiresAt: Instant,
});
export type Session = z.infer<typeof Session>;

/** A session that a provider vouched for; `name` is what it calls the person. */
const ProviderSession = Session.extend({ name: z.string() });
export type ProviderSession = z.infer<typeof ProviderSession>;

export const Device = z.object({ id: Id, member: Id, name: z.string(), signedInAt: Instant, /** When it last fetched an access token. */ seenAt: Instant, /** The one that asks. */ current: z.boolean() });
export type Device = z.infer<typeof Device>;

export const TeamMember = z.object({
  id: Id,
  name: z.object({ ko: z.string(), en: z.string() }),
  roles: z.array(Role),
  /** Null for who has no account yet, and for everybody when no admin asks. */
  signInName: z.string().nullable(),
  suspended: z.boolean(),
  /** Signs in with the organisation's provider too; told of oneself, and of everybody to an admin. */
  linked: z.boolean(),
});
export type TeamMember = z.infer<typeof TeamMember>;

/** An act on accounts, newest first; `n` is its number, `chain` null until it is chained. */
export const AccountEventView = z.object({ n: z.int(), at: Instant, event: z.string(), member: Id.nullable(), by: Id.nullable(), device: Id.nullable(), detail: z.string(), chain: Sha256.nullable() });
export type AccountEventView = z.infer<typeof AccountEventView>;

/** An invitation that nobody has taken up yet. */
export const OpenInvitation = z.object({ /** The SHA-256 of its secret, which says nothing of it. */ id: Sha256, member: Id.nullable(), name: Names.nullable(), roles: z.array(Role), invitedBy: Id.nullable(), createdAt: Instant, expiresAt: Instant });
export type OpenInvitation = z.infer<typeof OpenInvitation>;

export const entranceContract = {
  signIn: call
    .route({ method: 'POST', path: '/v1/sessions', summary: 'Sign in with name and password on one device', ...WITHOUT_TOKEN })
    .input(z.strictObject({ name: z.string().min(1).max(64).regex(/^\P{Cc}+$/u), password: z.string().min(1).max(PASSWORD_MAX), device: ThisDevice }))
    .output(Session),
  /**
   * The client makes its next refresh token itself, keeps it, and sends its SHA-256: when the answer
   * is lost it repeats the very same call. Any other second use of a refresh token ends the session.
   */
  refresh: call
    .route({ method: 'POST', path: '/v1/sessions/refresh', summary: 'A new access token; the refresh token is used up, the next one takes its place', ...WITHOUT_TOKEN })
    .input(z.strictObject({ refreshToken: Secret, nextRefreshTokenSha256: Sha256 }))
    .output(Session.omit({ refreshToken: true })),
  /** How people come in here. */
  ways: call.route({ method: 'GET', path: '/v1/sessions/ways', summary: 'The ways to sign in', ...WITHOUT_TOKEN }).output(z.object({ password: z.literal(true), /** What people call the organisation's own sign-in; null where there is none. */ provider: z.string().nullable() })),
  /** The app listens on `port` of its own machine; the browser comes there with a ticket, or with an `error`. */
  startAtProvider: call
    .route({ method: 'POST', path: '/v1/sessions/provider', summary: 'Begin to sign in at the organisation’s provider, or to take up an invitation with it', ...WITHOUT_TOKEN })
    .input(z.strictObject({ device: ThisDevice, /** SHA-256 of a secret that the app keeps. */ verifierSha256: Sha256, port: z.int().min(1_024).max(65_535), invitation: Secret.optional() }))
    .output(z.object({ /** Where the browser goes. */ url: z.url().max(4_096) })),
  finishAtProvider: call
    .route({ method: 'POST', path: '/v1/sessions/provider/finish', summary: 'The ticket that the browser brought, for a session', ...WITHOUT_TOKEN })
    .input(z.strictObject({ ticket: Secret, verifier: Secret }))
    .output(ProviderSession),
  acceptInvitation: call
    .route({ method: 'POST', path: '/v1/invitations/accept', summary: 'Take up an invitation: choose name and password, and be signed in', ...WITHOUT_TOKEN })
    .input(
      z
        .strictObject({ invitation: Secret, name: SignInName, password: NewPassword, device: ThisDevice, /** How others see a new member; what the invitation says goes before. */ displayName: Names.optional() })
        .refine((input) => signInNameOf(input.password) !== signInNameOf(input.name), { message: 'The password is the name', path: ['password'] }),
    )
    .output(Session),
};

export const accountsContract = {
  signOut: call.route({ method: 'DELETE', path: '/v1/sessions/current', summary: 'Sign this device out', successStatus: 204 }).output(z.void()),
  devices: call
    .route({ method: 'GET', path: '/v1/devices', summary: 'Where somebody is signed in: oneself, or (admins) another member' })
    .input(z.object({ member: Id.optional() }))
    .output(z.object({ devices: z.array(Device) })),
  revokeDevice: call.route({ method: 'DELETE', path: '/v1/devices/{id}', summary: 'Sign a device out, from anywhere: one’s own, or (admins) anybody’s', successStatus: 204 }).input(z.object({ id: Id })).output(z.void()),
  invite: call
    .route({ method: 'POST', path: '/v1/invitations', summary: 'Invite (admins): somebody new, or a member who needs an account or a new password' })
    .input(z.union([z.strictObject({ member: Id }), z.strictObject({ name: Names.optional(), roles: z.array(Role).min(1).max(5) })]))
    .output(z.object({ /** Shown once and kept nowhere. */ invitation: Secret, expiresAt: Instant })),
  invitations: call.route({ method: 'GET', path: '/v1/invitations', summary: 'The invitations that are open (admins)' }).output(z.object({ invitations: z.array(OpenInvitation) })),
  withdrawInvitation: call.route({ method: 'DELETE', path: '/v1/invitations/{id}', summary: 'Withdraw an invitation (admins): its link is worth nothing from then on', successStatus: 204 }).input(z.object({ id: Sha256 })).output(z.void()),
  events: call
    .route({ method: 'GET', path: '/v1/account-events', summary: 'What was done to accounts (admins), newest first' })
    .input(z.object({ before: z.coerce.number().int().positive().optional() }))
    .output(z.object({ events: z.array(AccountEventView), /** There are older ones. */ more: z.boolean() })),
  members: call.route({ method: 'GET', path: '/v1/members', summary: 'Who is in this newsroom' }).output(z.object({ members: z.array(TeamMember) })),
  changeMember: call
    .route({ method: 'PATCH', path: '/v1/members/{id}', summary: 'Change roles, or suspend (admins); counts from the next entry on' })
    .input(z.object({ id: Id, roles: z.array(Role).min(1).max(5).optional(), suspended: z.boolean().optional() }))
    .output(TeamMember),
  unlink: call
    .route({ method: 'DELETE', path: '/v1/members/{id}/identities', summary: 'Part an account from the organisation’s provider: one’s own, or (admins) anybody’s; never the last way in', successStatus: 204 })
    .input(z.object({ id: Id }))
    .output(z.void()),
};
