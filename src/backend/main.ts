import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { v7 } from 'uuid';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { Workspace } from '#shared/domain/workspace.ts';
import { ENTRY_SCHEMA, type SchemaRange } from '#shared/sync/schema.ts';
import type { ProviderConfig } from './accounts/provider.ts';
import { instantOf, systemClock } from './clock.ts';
import { openStore, type StoreLocation } from './db/store.ts';
import { startBackend } from './index.ts';
import { takeUpRestored } from './restored.ts';
import { openTokens } from './tokens.ts';

const HELP = `Sotong publishing backend

  --host ADDRESS     where to listen (127.0.0.1)
  --port NUMBER      on which port, 0 for any free one (4310)
  --data FOLDER      tables and access tokens (./sotong-data)
  --workspace FILE   the newsroom as JSON (the sample newsroom)
  --role ROLE        serve (answers clients), work (publishes), or all (both)
  --ops HOST:PORT    /healthz, /readyz and /metrics there, for the operator only (nowhere)
  --public-url URL   where people reach this server, for links (where it listens)
  --accounts-only    no token file: everybody signs in by name. For several servers on one database
  --invitation-file FILE   the first admin's invitation goes there, not to the output
  --leave-ms NUMBER  how long it still answers after it was told to stop, while /readyz says no (0)
  --schema NUMBER    takes entries up to this version only, while desktops of an earlier release must go on (all)
  --restored         only this, and ends: the tables come from a backup (docs/operating.md)
  --quiet            no log lines

OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET (none for a client without one) and OIDC_NAME (what people call it)
let people sign in at an OpenID provider. It must know the address PUBLIC-URL/v1/sessions/provider/return.

DATABASE_URL=postgres://… keeps the tables on a PostgreSQL server (15 or newer) instead; several of these
may run on one. SIGTERM ends it within 45 seconds, usually at once.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '4310' },
      data: { type: 'string', default: 'sotong-data' },
      workspace: { type: 'string' },
      role: { type: 'string', default: 'all' },
      ops: { type: 'string' },
      'public-url': { type: 'string' },
      'accounts-only': { type: 'boolean', default: false },
      'invitation-file': { type: 'string' },
      'leave-ms': { type: 'string', default: '0' },
      schema: { type: 'string' },
      restored: { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const dataDir = resolve(values.data);
  const role = roleOf(values.role);
  const workspace = values.workspace === undefined ? SAMPLE_WORKSPACE : await readWorkspace(values.workspace);
  const url = process.env['DATABASE_URL'];
  const noTokens = values['accounts-only'] || role === 'work';
  // With its tables elsewhere and no tokens of its own, a server needs no folder at all.
  if (!noTokens || url === undefined || url === '') await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const tokens = noTokens ? null : await openTokens(dataDir, workspace);
  const store: StoreLocation = url === undefined || url === '' ? { kind: 'folder', dataDir } : { kind: 'postgres', url };
  if (values.restored) return afterRestore(store, workspace);
  const backend = await startBackend({
    store,
    workspace,
    tokens: tokens?.grants ?? [],
    role,
    ...(values.ops === undefined ? {} : { ops: hostAndPort(values.ops) }),
    ...(values.schema === undefined ? {} : { schema: schemaUpTo(values.schema) }),
    ...(values['public-url'] === undefined ? {} : { publicUrl: webAddress(values['public-url']) }),
    leaveMs: wholeNumber(values['leave-ms'], 60_000),
    drainMs: DRAIN_MS,
    accounts: true,
    ...providerOf(process.env),
    host: values.host,
    port: portNumber(values.port),
    ...(values.quiet ? {} : { log: (line: string) => process.stdout.write(`${line}\n`) }),
  });
  stopOn(backend.close);
  const lines = [role === 'work' ? 'Publishing, and answering nobody' : `Listening on ${backend.url}`];
  if (backend.opsUrl !== null) lines.push(`Health and figures: ${backend.opsUrl}`);
  if (tokens !== null) lines.push(`Access tokens: ${tokens.file}`);
  if (role !== 'work') lines.push(`Sandbox channels: ${backend.url}/sandbox`);
  if (backend.firstAdmin !== null) lines.push(await welcome(backend.firstAdmin, values['invitation-file']));
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** How the first admin comes in. On the output it is for a person at a terminal; what runs as a service keeps its output for long, so there it goes to a file. */
async function welcome({ invitation, expiresAt }: { readonly invitation: string; readonly expiresAt: string }, file: string | undefined): Promise<string> {
  if (file === undefined) return `Nobody has an account yet. The first admin’s invitation (good for one use, until ${expiresAt} or the next start): ${invitation}`;
  // Anew: an earlier one is worthless by now, and the mode of a file that is there would stay.
  await rm(file, { force: true });
  await writeFile(file, `${invitation}\n`, { flag: 'wx', mode: 0o600 });
  return `Nobody has an account yet. The first admin’s invitation (good for one use, until ${expiresAt} or the next start) is in ${resolve(file)}`;
}

function schemaUpTo(text: string): SchemaRange {
  const max = wholeNumber(text, ENTRY_SCHEMA.max);
  if (max < ENTRY_SCHEMA.min) throw new Error(`--schema: from ${ENTRY_SCHEMA.min} to ${ENTRY_SCHEMA.max}`);
  return { min: ENTRY_SCHEMA.min, max };
}

async function afterRestore(location: StoreLocation, workspace: Workspace): Promise<void> {
  const store = await openStore(location, { epoch: v7(), workspace: workspace.id, now: instantOf(systemClock) });
  try {
    const { epoch, held, sessions } = await takeUpRestored({ store, workspace, clock: systemClock, newId: () => v7() });
    process.stdout.write(`A new epoch: ${epoch}\nPublications held for a person to look at: ${held}\nSessions ended: ${sessions}\n`);
  } finally {
    await store.close();
  }
}

function providerOf(env: NodeJS.ProcessEnv): { provider?: ProviderConfig } {
  const issuer = env['OIDC_ISSUER'] ?? '';
  if (issuer === '') return {};
  const clientId = env['OIDC_CLIENT_ID'] ?? '';
  if (clientId === '') throw new Error('OIDC_ISSUER needs an OIDC_CLIENT_ID');
  return { provider: { issuer, clientId, clientSecret: env['OIDC_CLIENT_SECRET'] || null, name: env['OIDC_NAME'] || new URL(issuer).hostname } };
}

async function readWorkspace(file: string): Promise<Workspace> {
  const parsed = Workspace.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${join(file)} is not a newsroom: ${parsed.error.issues[0]?.path.join('.') ?? ''} ${parsed.error.issues[0]?.message ?? ''}`);
  return parsed.data;
}

/** How long requests under way may take once the server is told to stop (ms). */
const DRAIN_MS = 10_000;
/** After this it ends whatever is under way (ms): longer than the longest call to a channel. */
const STOP_WITHIN_MS = 45_000;

function roleOf(text: string): 'all' | 'serve' | 'work' {
  if (text === 'all' || text === 'serve' || text === 'work') return text;
  throw new Error(`Not a role: ${text}`);
}

function wholeNumber(text: string, max: number): number {
  const value = Number(text);
  if (!/^\d+$/u.test(text) || value > max) throw new Error(`Not a number from 0 to ${max}: ${text}`);
  return value;
}

function portNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new Error(`Not a port: ${text}`);
  return value;
}

function hostAndPort(text: string): { readonly host: string; readonly port: number } {
  const [, host = '', port = ''] = /^(?:\[([0-9a-f:]+)\]|([^:\s]+)):(\d+)$/iu.exec(text)?.filter((part) => part !== undefined) ?? [];
  if (host === '') throw new Error(`Not HOST:PORT: ${text}`);
  return { host, port: portNumber(port) };
}

function webAddress(text: string): string {
  const { protocol, origin } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error(`Not a web address: ${text}`);
  return origin;
}

/** Finishes what is under way, then ends, within {@link STOP_WITHIN_MS}; a second signal does not wait. */
function stopOn(close: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
      close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
