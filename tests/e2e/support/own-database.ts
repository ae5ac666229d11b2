import pg from 'pg';
import { startPostgres } from '../../../scripts/lib/postgres.mjs';

/** A new database on a PostgreSQL server: the one that is given, or one of its own for as long as it is wanted. */
export interface OwnDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** Answers why not where there is no PostgreSQL. */
export async function ownDatabase(prefix: string): Promise<OwnDatabase | { readonly unavailable: string }> {
  const given = process.env['TEST_DATABASE_URL'] ?? '';
  const server = given === '' ? await startPostgres() : { url: given, stop: () => Promise.resolve() };
  if (!('url' in server)) return server;
  const name = `${prefix}_${String(process.pid)}_${Date.now().toString(36)}`;
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const database = new URL(server.url);
  database.pathname = `/${name}`;
  return {
    url: database.href,
    drop: async () => {
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
      await server.stop();
    },
  };
}
