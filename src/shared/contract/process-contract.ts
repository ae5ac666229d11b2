import { z } from 'zod';
import { Workspace } from '../domain/workspace.ts';
import { WorkspaceLook } from './workspaces-contract.ts';

/** The messages between the shell and the processes that it starts (core, embedded backend), over their parent ports. */

/** A sign-in by name, as the system's keychain keeps it between two runs of the app. It is good for one server only. */
export const KeptSession = z.object({
  url: z.string(),
  member: z.string(),
  name: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  /** What the refresh token is about to be exchanged for: kept before it is sent, so that a lost answer can be asked for again. */
  nextRefreshToken: z.string().nullable(),
});
export type KeptSession = z.infer<typeof KeptSession>;

/** What a folder without a newsroom begins with. */
export const Beginning = z.discriminatedUnion('kind', [
  /** The sample newsroom with its stories. */
  z.object({ kind: z.literal('sample') }),
  /** A newsroom of one's own, on this PC. */
  z.object({ kind: z.literal('own'), workspace: Workspace }),
  /** Nothing yet: the newsroom of the server that is connected to takes the place of this one. */
  z.object({ kind: z.literal('join'), workspace: Workspace }),
]);
export type Beginning = z.infer<typeof Beginning>;

/** First message to the core. `dataDir` holds the database, media and backups of one workspace. */
export const CoreInit = z.object({
  type: z.literal('init'),
  dataDir: z.string(),
  language: z.enum(['ko', 'en']),
  /** Null: the embedded backend, asked for when it is first needed. */
  backend: z.object({ url: z.string(), token: z.string() }).nullable(),
  /** Who is signed in by name; null for nobody. */
  session: KeptSession.nullable(),
  appVersion: z.string(),
  /** What an empty folder begins with. */
  begin: Beginning,
});
export const CoreInbound = z.discriminatedUnion('type', [
  CoreInit,
  /** A port for one window (transferred along). */
  z.object({ type: z.literal('port') }),
  z.object({ type: z.literal('backend-changed'), backend: z.object({ url: z.string(), token: z.string() }).nullable() }),
  z.object({ type: z.literal('embedded-started'), url: z.string(), token: z.string() }),
  z.object({ type: z.literal('embedded-failed'), reason: z.string() }),
  /** The session of this number is where it outlives the core. */
  z.object({ type: z.literal('session-kept'), number: z.int() }),
  z.object({ type: z.literal('resumed') }),
  /** A file that a person chose in a dialog; the window uses it by its ticket, once. */
  z.object({ type: z.literal('file-chosen'), ticket: z.uuid(), path: z.string() }),
  z.object({ type: z.literal('language'), language: z.enum(['ko', 'en']) }),
  /** What lies in these workspaces' folders; also asked of a core that could not open its own. */
  z.object({ type: z.literal('look'), number: z.int(), folders: z.array(z.string()) }),
  z.object({ type: z.literal('shutdown') }),
]);
export type CoreInbound = z.infer<typeof CoreInbound>;

export const CoreOutbound = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** The database cannot be opened; the code is one of errors.ts. Nothing was changed. */
  z.object({ type: z.literal('fatal'), code: z.string(), detail: z.string() }),
  z.object({ type: z.literal('need-embedded-backend'), workspace: Workspace }),
  /** To be kept by the shell, which alone has the keychain; null forgets it. Answered by `session-kept`. */
  z.object({ type: z.literal('keep-session'), number: z.int(), session: KeptSession.nullable() }),
  z.object({ type: z.literal('looked'), number: z.int(), looks: z.array(WorkspaceLook.nullable()) }),
  z.object({ type: z.literal('log'), level: z.enum(['error', 'warn', 'info']), message: z.string() }),
  z.object({ type: z.literal('shut-down') }),
]);
export type CoreOutbound = z.infer<typeof CoreOutbound>;

/** An access token and the members that its holder may act for. One person has one member; the demonstration's token has them all. */
export const TokenGrant = z.object({ token: z.string().min(16), members: z.array(z.string()).min(1) });
export type TokenGrant = z.infer<typeof TokenGrant>;

/** The embedded backend: started with a folder, the workspace, and the tokens to accept. */
export const BackendInit = z.object({ type: z.literal('init'), dataDir: z.string(), workspace: Workspace, tokens: z.array(TokenGrant).min(1) });
export const BackendInbound = z.discriminatedUnion('type', [BackendInit, z.object({ type: z.literal('shutdown') })]);
export type BackendInbound = z.infer<typeof BackendInbound>;
export const BackendOutbound = z.discriminatedUnion('type', [
  z.object({ type: z.literal('listening'), url: z.string() }),
  z.object({ type: z.literal('failed'), reason: z.string() }),
  z.object({ type: z.literal('shut-down') }),
]);
export type BackendOutbound = z.infer<typeof BackendOutbound>;
