import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import type { StoreLocation } from '#backend/db/store.ts';
import { openBare } from './bare-store.ts';

/** One entry as the floor keeps it: what was sent, under its number. */
interface Row {
  readonly seq: number;
  readonly entry: string;
}

/**
 * The floor of a log over HTTP: `POST /` takes a page of entries and keeps it with one statement, `GET /?after=&limit=` gives
 * them back as they are. It checks nothing, and asks nobody who they are.
 */
export async function serveBare(location: StoreLocation): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const { db, close } = await openBare(location);
  await sql`create table bare_log (seq bigint generated always as identity primary key, id uuid not null unique, entry text not null)`.execute(db);
  const take = async (body: string): Promise<string> => {
    const { entries } = JSON.parse(body) as { readonly entries: readonly { readonly id: string }[] };
    const rows = JSON.stringify(entries.map((entry) => ({ id: entry.id, entry: JSON.stringify(entry) })));
    await sql`insert into bare_log (id, entry) select id, entry from json_to_recordset(${rows}::json) as page (id uuid, entry text)`.execute(db);
    return JSON.stringify({ taken: entries.length });
  };
  const give = async (after: number, limit: number): Promise<string> => {
    const { rows } = await sql<Row>`select seq, entry from bare_log where seq > ${after} order by seq limit ${limit}`.execute(db);
    return JSON.stringify({ entries: rows.map(({ seq, entry }) => ({ seq: Number(seq), entry: JSON.parse(entry) as unknown })) });
  };
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://bare');
    const work = request.method === 'POST' ? bodyOf(request).then(take) : give(Number(searchParams.get('after')), Number(searchParams.get('limit')));
    work.then(
      (answer) => response.writeHead(200, { 'content-type': 'application/json' }).end(answer),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await close();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
