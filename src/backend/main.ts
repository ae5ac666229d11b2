import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { Workspace } from '#shared/domain/workspace.ts';
import type { StoreLocation } from './db/store.ts';
import { startBackend } from './index.ts';
import { openTokens } from './tokens.ts';

const HELP = `Sotong publishing backend

  --host ADDRESS     where to listen (127.0.0.1)
  --port NUMBER      on which port, 0 for any free one (4310)
  --data FOLDER      tables and access tokens (./sotong-data)
  --workspace FILE   the newsroom as JSON (the sample newsroom)
  --quiet            no log lines

DATABASE_URL=postgres://… keeps the tables on a PostgreSQL server (15 or newer) instead.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '4310' },
      data: { type: 'string', default: 'sotong-data' },
      workspace: { type: 'string' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const dataDir = resolve(values.data);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const workspace = values.workspace === undefined ? SAMPLE_WORKSPACE : await readWorkspace(values.workspace);
  const tokens = await openTokens(dataDir, workspace);
  const url = process.env['DATABASE_URL'];
  const store: StoreLocation = url === undefined || url === '' ? { kind: 'folder', dataDir } : { kind: 'postgres', url };
  const backend = await startBackend({
    store,
    workspace,
    tokens: tokens.grants,
    accounts: true,
    host: values.host,
    port: portNumber(values.port),
    ...(values.quiet ? {} : { log: (line: string) => process.stdout.write(`${line}\n`) }),
  });
  stopOn(backend.close);
  const { firstAdmin } = backend;
  const welcome = firstAdmin === null ? '' : `Nobody has an account yet. The first admin’s invitation (good for one use, until ${firstAdmin.expiresAt} or the next start): ${firstAdmin.invitation}\n`;
  process.stdout.write(`Listening on ${backend.url}\nAccess tokens: ${tokens.file}\nSandbox channels: ${backend.url}/sandbox\n${welcome}`);
}

async function readWorkspace(file: string): Promise<Workspace> {
  const parsed = Workspace.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${join(file)} is not a newsroom: ${parsed.error.issues[0]?.path.join('.') ?? ''} ${parsed.error.issues[0]?.message ?? ''}`);
  return parsed.data;
}

function portNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new Error(`Not a port: ${text}`);
  return value;
}

/** Finishes what is under way, then ends; a second signal does not wait. */
function stopOn(close: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
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
