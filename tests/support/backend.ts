import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { startBackend, type Backend, type BackendConfig } from '#backend/index.ts';
import type { StoreLocation } from '#backend/db/store.ts';
import { backendContract, type BackendContract } from '#shared/contract/backend-contract.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { manualClock, type ManualClock } from './manual-clock.ts';

/** Gives each test a place of its own in one kind of store. */
export type StoreKind = { readonly name: string; readonly fresh: () => StoreLocation };

const url = process.env['TEST_DATABASE_URL'] ?? '';

/**
 * Runs the same tests on every store there is: PGlite always (one engine per file, as starting one
 * takes seconds), a PostgreSQL server where TEST_DATABASE_URL names one.
 */
export function onEveryStore(title: string, tests: (store: StoreKind) => void): void {
  let count = 0;
  const schema = (): string => `t${process.pid}_${Date.now().toString(36)}_${(count += 1)}`;
  describe(`${title} (PGlite)`, () => {
    let engine: PGlite | null = null;
    beforeAll(async () => {
      engine = await PGlite.create('memory://');
    }, 60_000);
    afterAll(() => engine?.close());
    const fresh = (): StoreLocation => {
      if (engine === null) throw new Error('The engine is not up yet');
      return { kind: 'pglite', engine, schema: schema() };
    };
    tests({ name: 'PGlite', fresh });
  });
  if (url === '') {
    console.info(`${title}: not run on a PostgreSQL server, as TEST_DATABASE_URL is not set`);
    return;
  }
  describe(`${title} (PostgreSQL)`, () => {
    const made: string[] = [];
    afterAll(async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      for (const name of made) await client.query(`drop schema if exists ${name} cascade`);
      await client.end();
    });
    const fresh = (): StoreLocation => {
      made.push(schema());
      return { kind: 'postgres', url, schema: made.at(-1) as string };
    };
    tests({ name: 'PostgreSQL', fresh });
  });
}

export const [WRITER, EDITOR, TRANSLATOR] = SAMPLE_WORKSPACE.members.map((member) => member.id) as [
  string,
  string,
  string,
];
export const TOKENS = {
  writer: 'token-of-the-writer-000000000000',
  editor: 'token-of-the-editor-000000000000',
  translator: 'token-of-the-translator-00000000',
  everyone: 'token-of-the-demonstration-00000',
} as const;
type Seat = keyof typeof TOKENS;

export type Client = JsonifiedClient<ContractRouterClient<BackendContract>>;

export type Room = {
  readonly backend: Backend;
  readonly clock: ManualClock;
  readonly url: string;
  readonly client: (seat: Seat) => Client;
  /** A plain request as a seat, or as nobody. */
  readonly fetch: (seat: Seat | null, path: string, init?: RequestInit) => Promise<Response>;
  readonly close: () => Promise<void>;
  /** The same store under a new process, as far as one process can play that. */
  readonly restart: (changes?: Partial<BackendConfig>) => Promise<Room>;
};

/** Starts a backend for a test, with a clock that stands still and no worker of its own. */
export async function openRoom(store: StoreLocation, changes: Partial<BackendConfig> = {}): Promise<Room> {
  const clock = manualClock();
  return roomOf({
    store,
    workspace: SAMPLE_WORKSPACE,
    tokens: [
      { token: TOKENS.writer, members: [WRITER] },
      { token: TOKENS.editor, members: [EDITOR] },
      { token: TOKENS.translator, members: [TRANSLATOR] },
      { token: TOKENS.everyone, members: [WRITER, EDITOR, TRANSLATOR] },
    ],
    clock,
    random: () => 0.5,
    autoWork: false,
    limits: { burst: 1_000_000, perSecond: 1_000_000 },
    ...changes,
  });
}

async function roomOf(config: BackendConfig): Promise<Room> {
  const backend = await startBackend(config);
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await backend.close();
  };
  return {
    backend,
    clock: config.clock as ManualClock,
    url: backend.url,
    client: (seat) => clientOf(backend.url, TOKENS[seat]),
    fetch: (seat, path, init = {}) => {
      const headers = new Headers(init.headers);
      if (seat !== null) headers.set('authorization', `Bearer ${TOKENS[seat]}`);
      return fetch(`${backend.url}${path}`, { ...init, headers });
    },
    close,
    restart: async (changes = {}) => {
      await close();
      return roomOf({ ...config, ...changes });
    },
  };
}

/** The oRPC client of the contract, over HTTP. */
export function clientOf(address: string, token: string): Client {
  return createORPCClient(
    new OpenAPILink(backendContract, { url: address, headers: { authorization: `Bearer ${token}` } }),
  );
}

/** The sample newsroom with other rules. */
export function workspaceWith(changes: Partial<Workspace>): Workspace {
  return { ...SAMPLE_WORKSPACE, ...changes };
}
