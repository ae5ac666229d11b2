import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { lockFolder } from '../db/folder-lock.ts';
import { MIGRATIONS } from '../db/migrations.ts';
import type { StoreLocation, Trx } from '../db/store.ts';
import type { Tables } from '../db/tables.ts';

/** A database cannot be looked at, with what a person can do about it. Nothing was changed. */
export class CannotLookError extends Error {}

/**
 * Looks at a backend's tables in one read-only transaction, so that everything is seen as it was at one
 * moment; on a server a running backend goes on meanwhile. Migrates nothing. Throws `CannotLookError`
 * for a folder without tables, tables of another build, or a folder that a backend is at work on.
 */
export async function lookAt<T>(location: StoreLocation, look: (trx: Trx, steps: readonly number[]) => Promise<T>): Promise<T> {
  const { db, close } = await connect(location);
  try {
    return await db.transaction().execute(async (trx) => {
      // Said in SQL: the dialect of an embedded engine leaves the transaction's settings out.
      await sql`set transaction isolation level repeatable read, read only`.execute(trx);
      return look(trx, await knownSteps(trx));
    });
  } finally {
    await close();
  }
}

async function knownSteps(trx: Trx): Promise<readonly number[]> {
  const tables = await trx.introspection.getTables({ withInternalKyselyTables: false });
  if (!tables.some((table) => table.name === 'schema_migrations')) throw new CannotLookError('There are no tables of a publishing backend here.');
  const steps = (await trx.selectFrom('schema_migrations').select('number').orderBy('number').execute()).map((row) => row.number);
  const [found, known] = [Math.max(0, ...steps), MIGRATIONS.at(-1)?.number ?? 0];
  if (found > known) throw new CannotLookError(`The tables are of step ${found}, this build knows ${known}: use the build that wrote them.`);
  if (found < known) throw new CannotLookError(`The tables are of step ${found}, this build is at ${known}: start the backend once, then look again.`);
  return steps;
}

type Connection = { readonly db: Kysely<Tables>; readonly close: () => Promise<void> };

async function connect(location: StoreLocation): Promise<Connection> {
  switch (location.kind) {
    case 'folder':
      return connectFolder(location.dataDir);
    case 'pglite':
      await location.engine.exec(`set search_path to ${location.schema}`);
      return { db: new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: location.engine }) }), close: async () => undefined };
    case 'postgres': {
      const pool = new pg.Pool({ connectionString: location.url, max: 1, options: `-c search_path=${location.schema ?? 'public'}`, application_name: 'sotong-doctor' });
      const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
      return { db, close: () => db.destroy() };
    }
  }
}

async function connectFolder(dataDir: string): Promise<Connection> {
  const folder = join(dataDir, 'postgres');
  if (!existsSync(folder)) throw new CannotLookError(`There is no publishing backend’s data in ${dataDir}.`);
  const unlock = await lockFolder(dataDir).catch((error: unknown) => {
    throw new CannotLookError(`${error instanceof Error ? error.message : String(error)}. Stop it (close the app), or look at a copy of the folder.`);
  });
  try {
    const engine = await PGlite.create(folder);
    return {
      db: new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: engine }) }),
      close: async () => {
        await engine.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}
