import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { join } from 'node:path';

/** What is used of PouchDB (https://pouchdb.com/api.html), which is installed for the bench alone. */
interface Database {
  readonly bulkDocs: (docs: readonly object[]) => Promise<readonly { readonly ok?: boolean }[]>;
  readonly info: () => Promise<{ readonly doc_count: number }>;
  readonly replicate: { readonly to: Replicate; readonly from: Replicate };
  readonly close: () => Promise<void>;
}
type Replicate = (url: string, options: { readonly batch_size: number }) => Promise<{ readonly ok: boolean; readonly docs_written: number }>;
interface PouchDB {
  new (name: string): Database;
  readonly defaults: (options: { readonly prefix: string }) => PouchDB;
}
type Express = () => { readonly use: (handler: unknown) => void; readonly listen: (port: number, host: string, done: () => void) => Server };

/** `folder`: where scripts/bench/pouchdb.mjs has installed the packages. */
function packages(folder: string) {
  const load = createRequire(join(folder, 'package.json'));
  return {
    PouchDB: load('pouchdb') as PouchDB,
    express: load('express') as Express,
    couch: load('express-pouchdb') as (kind: PouchDB, options: object) => unknown,
  };
}

/** A server that speaks CouchDB's protocol, with LevelDB below it: only what replication needs of it. */
export async function servePouch(folder: string, dataDir: string): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const { PouchDB, express, couch } = packages(folder);
  const app = express();
  app.use(couch(PouchDB.defaults({ prefix: join(dataDir, 'server-') }), { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: join(dataDir, 'log.txt') }));
  const server = await new Promise<Server>((done) => {
    const made = app.listen(0, '127.0.0.1', () => done(made));
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** A database on the disk, as an app for the desktop would have it. */
export function pouchAt(folder: string, path: string): Database {
  const { PouchDB } = packages(folder);
  return new PouchDB(path);
}
