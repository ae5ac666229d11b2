import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { announcements, CHANNEL, type Announce } from './announcements.ts';
import { openEar } from './ear.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate, type Birth } from './migrations.ts';
import { refuseMoved } from './moved-mark.ts';
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
  /** One transaction that may say that it makes the log grow: every process on this database hears of it when it commits. */
  readonly transaction: <T>(run: (trx: Trx, announce: Announce) => Promise<T>) => Promise<T>;
  /** Called whenever the log may have grown; the result ends it. */
  readonly onAnnounce: (listener: () => void) => () => void;
  /** Whether what other processes announce is heard at this moment. */
  readonly listening: () => boolean;
  /** Connections to a server: how many there are, and how many callers wait for one. Null for an engine in this process. */
  readonly pool: () => { readonly total: number; readonly idle: number; readonly waiting: number } | null;
  readonly close: () => Promise<void>;
};

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
  await refuseMoved(dataDir);
  // Two engines on one folder would damage it: the engine itself does not notice the other.
  const unlock = await lockFolder(dataDir);
  try {
    const engine = await PGlite.create(join(dataDir, 'postgres'));
    return await localStore(engine, 'public', true, async () => {
      await engine.close();
      await unlock();
    });
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function openEngine(engine: PGlite, schema: string): Promise<Store> {
  // One engine is one session, so the search path holds for every query that follows.
  await engine.exec(`create schema if not exists ${plainIdentifier(schema)}; set search_path to ${plainIdentifier(schema)}`);
  return localStore(engine, schema, false, async () => undefined);
}

/** Tables in an engine of this process: what is announced is heard without a network, by every store on the engine. */
async function localStore(engine: PGlite, schema: string, exclusive: boolean, closeEngine: () => Promise<void>): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: engine }) });
  const said = announcements(db, schema);
  const deafen = await engine.listen(CHANNEL, said.hear);
  return {
    db,
    exclusive,
    transaction: said.transaction,
    onAnnounce: said.subscribe,
    listening: () => !engine.closed,
    pool: () => null,
    close: async () => {
      await deafen();
      await closeEngine();
    },
  };
}

/** A process that waits longer than this for a connection (ms) says that it failed, instead of keeping its caller waiting. */
const CONNECTION_WAIT_MS = 15_000;

async function openPostgres(url: string, schema: string): Promise<Store> {
  const path = plainIdentifier(schema);
  // Sequence numbers and milliseconds stay far below 2^53; the driver's default is a string.
  const types = { getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid as never, format as never)) };
  const pool = new pg.Pool({ connectionString: url, max: 10, options: `-c search_path=${path}`, types: types as never, application_name: 'sotong-backend', connectionTimeoutMillis: CONNECTION_WAIT_MS, keepAlive: true });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    if (schema !== 'public') await sql`create schema if not exists ${sql.raw(path)}`.execute(db).catch(ignoreDuplicate);
    const said = announcements(db, schema);
    const ear = await openEar({ url, hear: said.hear, again: said.wake });
    return {
      db,
      exclusive: false,
      transaction: said.transaction,
      onAnnounce: said.subscribe,
      listening: ear.listening,
      pool: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
      close: async () => {
        await ear.close();
        await db.destroy();
      },
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
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
