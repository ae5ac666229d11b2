import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { StoreLocation } from '#backend/db/store.ts';

type Nothing = Record<never, never>;

/** The same engine as the backend has for a place, opened as it opens it, without its tables. */
export async function openBare(location: StoreLocation): Promise<{ readonly db: Kysely<Nothing>; readonly close: () => Promise<void> }> {
  if (location.kind === 'postgres') {
    const schema = location.schema ?? 'public';
    const db = new Kysely<Nothing>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: location.url, max: 10, options: `-c search_path=${schema}` }) }) });
    await sql`create schema if not exists ${sql.raw(schema)}`.execute(db);
    return { db, close: () => db.destroy() };
  }
  const engine = location.kind === 'pglite' ? location.engine : await PGlite.create(location.dataDir);
  return { db: new Kysely<Nothing>({ dialect: new PGliteDialect({ pglite: engine }) }), close: () => engine.close() };
}
