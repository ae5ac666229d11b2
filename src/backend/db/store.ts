import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { lockFolder } from './folder-lock.ts';
import { migrate, type Birth } from './migrations.ts';
import type { Tables } from './tables.ts';

/** Where the tables are. `schema` sets several newsrooms apart in one database; it must be a plain identifier. */
export type StoreLocation =
  | { readonly kind: 'folder'; readonly dataDir: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema?: string }
  /** An engine that somebody else started and will close; for tests, as starting one takes seconds. */
  | { readonly kind: 'pglite'; readonly engine: PGlite; readonly schema: string };

export type Db = Kysely<Tables>;
export type Trx = Transaction<Tables>;

export type Store = {
  readonly db: Db;
  /** No other process can have it open. */
  readonly exclusive: boolean;
  /** Tells every process on this database, this one included, that the log has grown. Call it after the commit. */
  readonly announce: () => Promise<void>;
  /** Called whenever the log may have grown; the result ends it. */
  readonly onAnnounce: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
};

const CHANNEL = 'sotong_log';

/** Opens the store and brings its tables up to date. */
export async function openStore(location: StoreLocation, birth: Birth): Promise<Store> {
  const opened = await connect(location);
  try {
    await migrate(opened.db, birth);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function connect(location: StoreLocation): Promise<Store> {
  switch (location.kind) {
    case 'folder':
      return openFolder(location.dataDir);
    case 'pglite':
      return openEngine(location.engine, location.schema);
    case 'postgres':
      return openPostgres(location.url, location.schema ?? 'public');
  }
}

async function openFolder(dataDir: string): Promise<Store> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  // Two engines on one folder would damage it: the engine itself does not notice the other.
  const unlock = await lockFolder(dataDir);
  try {
    const engine = await PGlite.create(join(dataDir, 'postgres'));
    const store = localStore(new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: engine }) }), true, async () => {
      await engine.close();
      await unlock();
    });
    return store;
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function openEngine(engine: PGlite, schema: string): Promise<Store> {
  // One engine is one session, so the search path holds for every query that follows.
  await engine.exec(`create schema if not exists ${plainIdentifier(schema)}; set search_path to ${plainIdentifier(schema)}`);
  return localStore(new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: engine }) }), false, async () => undefined);
}

/** A database that only this process has: its announcements need no network. */
function localStore(db: Db, exclusive: boolean, closeEngine: () => Promise<void>): Store {
  const listeners = new Set<() => void>();
  return {
    db,
    exclusive,
    announce: async () => {
      for (const listener of listeners) listener();
    },
    onAnnounce: (listener) => subscribe(listeners, listener),
    close: closeEngine,
  };
}

async function openPostgres(url: string, schema: string): Promise<Store> {
  const path = plainIdentifier(schema);
  // Sequence numbers and milliseconds stay far below 2^53; the driver's default is a string.
  const types = { getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid as never, format as never)) };
  const pool = new pg.Pool({ connectionString: url, max: 10, options: `-c search_path=${path}`, types: types as never, application_name: 'sotong-backend' });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  if (schema !== 'public') await sql`create schema if not exists ${sql.raw(path)}`.execute(db).catch(ignoreDuplicate);
  const listeners = new Set<() => void>();
  const wake = (): void => {
    for (const listener of listeners) listener();
  };
  const ear = await listen(url, schema, wake);
  return {
    db,
    exclusive: false,
    announce: async () => {
      wake();
      await sql`select pg_notify(${CHANNEL}, ${schema})`.execute(db);
    },
    onAnnounce: (listener) => subscribe(listeners, listener),
    close: async () => {
      await ear.end();
      await db.destroy();
    },
  };
}

/** One connection that only listens. When it breaks, readers fall back to polling; nothing is lost. */
async function listen(url: string, schema: string, wake: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'sotong-backend-listen' });
  client.on('error', () => undefined);
  client.on('notification', (notice) => {
    if (notice.payload === schema) wake();
  });
  await client.connect();
  await client.query(`listen ${CHANNEL}`);
  return client;
}

function subscribe(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Two processes that make the same schema at once: one of them is told that it exists. */
function ignoreDuplicate(error: unknown): void {
  const code = (error as { code?: unknown }).code;
  if (code !== '23505' && code !== '42P06') throw error;
}

function plainIdentifier(name: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/u.test(name)) throw new Error(`Not a plain schema name: ${JSON.stringify(name)}`);
  return name;
}
